import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleHtml } from '../../../server/features/news/article-html.rules.ts';
import {
  photosOf,
  plainText,
  readArticleText,
  visibleText,
} from '../../../server/features/news/article-text.rules.ts';

const photoId = '01939d4e-1111-7abc-8def-0123456789ab';
const picture = { address: `/api/news/photos/${photoId}`, width: 1600, height: 1200 };
const html = (markdown: string) =>
  articleHtml(readArticleText(markdown), (id) => (id === photoId ? picture : undefined));

describe('the words of an article', () => {
  test('become headings, lists, quotes, links and a picture with its caption and size', () => {
    const markdown = [
      '# Cấp căn cước lưu động',
      '',
      'Sáng **thứ Bảy**, tại _nhà văn hoá_. Xem [thủ tục](/procedures/cap-can-cuoc) hoặc gọi [113](tel:113).',
      '',
      '1. Mang theo giấy khai sinh',
      '2. Đến **trước 10 giờ**',
      '',
      `![Bà con xếp hàng](photo:${photoId} "Buổi cấp căn cước tuần trước")`,
      '',
      '> Công an phường',
    ].join('\n');
    expect(html(markdown)).toBe(
      [
        '<h2>Cấp căn cước lưu động</h2>',
        '<p>Sáng <strong>thứ Bảy</strong>, tại <em>nhà văn hoá</em>. Xem <a href="/procedures/cap-can-cuoc" rel="noopener noreferrer nofollow">thủ tục</a> hoặc gọi <a href="tel:113" rel="noopener noreferrer nofollow">113</a>.</p>',
        '<ol><li><p>Mang theo giấy khai sinh</p></li><li><p>Đến <strong>trước 10 giờ</strong></p></li></ol>',
        `<figure><img src="/api/news/photos/${photoId}" alt="Bà con xếp hàng" width="1600" height="1200" loading="lazy" decoding="async"><figcaption>Buổi cấp căn cước tuần trước</figcaption></figure>`,
        '<blockquote><p>Công an phường</p></blockquote>',
      ].join('\n'),
    );
    expect(photosOf(readArticleText(markdown))).toEqual([photoId]);
    expect(plainText(readArticleText(markdown))).toContain('2. Đến trước 10 giờ');
  });

  test.each([
    ['a script', '<script>alert(1)</script>\n\nTin', '<p>Tin</p>'],
    ['a block of raw HTML', '<div onclick="x()">\n<img src=x onerror=alert(1)>\n</div>\n\nTin', '<p>Tin</p>'],
    ['an SVG', '<svg onload=alert(1)></svg>\n\nTin', '<p>Tin</p>'],
    ['a style', '<style>*{display:none}</style>\n\nTin', '<p>Tin</p>'],
    ['a javascript link', '[Xem](javascript:alert(1))', '<p>Xem</p>'],
    [
      'a javascript link in disguise',
      '[Xem](JaVaScRiPt&#58;alert(1)) [Xem](java\tscript:alert(1))',
      '<p>Xem [Xem](java\tscript:alert(1))</p>',
    ],
    ['a data link', '[Xem](data:text/html;base64,PHNjcmlwdD4=)', '<p>Xem</p>'],
    [
      'an address without a host of its own',
      '[Xem](//evil.example/x) [Xem](/\\evil.example)',
      '<p>Xem Xem</p>',
    ],
    ['a picture from elsewhere', '![Ảnh](https://evil.example/pixel.gif)', '<p>Ảnh</p>'],
    ['a picture that is nobody’s', '![Ảnh](photo:01939d4e-2222-7abc-8def-0123456789ab)', ''],
    [
      'quotes in an alternative text',
      `![" onerror="alert(1)](photo:${photoId})`,
      `<figure><img src="/api/news/photos/${photoId}" alt="&quot; onerror=&quot;alert(1)" width="1600" height="1200" loading="lazy" decoding="async"></figure>`,
    ],
    [
      'a link that leaves its quotes',
      '[x](https://a.vn/"onmouseover="alert(1))',
      '<p><a href="https://a.vn/%22onmouseover=%22alert(1)" rel="noopener noreferrer nofollow">x</a></p>',
    ],
  ])('keep nothing of %s', (_, markdown, expected) => {
    expect(html(markdown)).toBe(expected);
  });

  test('lose letters that no eye sees and that turn a line around', () => {
    expect(visibleText('Chuyển\u202e khoản\u200b \u2066ngay\u2069\u0000')).toBe('Chuyển khoản ngay');
    expect(visibleText('Tie\u0302\u0301ng Vie\u0323\u0302t')).toBe('Tiếng Việt');
  });

  test('are harmless whatever is written: no element and no attribute but those of an article', () => {
    const nasty = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '`',
        '[',
        ']',
        '(',
        ')',
        '!',
        '#',
        '*',
        '_',
        '\n',
        '\t',
        ' ',
        'javascript:',
        'on',
        'x=',
        'photo:',
        photoId,
        'https://a.vn',
        '<script',
        '<svg',
        'style=',
        '\u202e',
        '\\',
      ),
      { maxLength: 60 },
    );
    const allowed =
      /<\/?(?:h2|h3|p|blockquote|ul|li|strong|em|figure|figcaption|a)>|<(?:br|hr)>|<ol(?: start="\d+")?>|<\/ol>|<a href="(?:https?:|tel:|mailto:|\/)[^"<>]*" rel="noopener noreferrer nofollow">|<img src="\/api\/news\/photos\/[0-9a-f-]{36}" alt="[^"<>]*" width="\d+" height="\d+" loading="lazy" decoding="async">/g;
    fc.assert(
      fc.property(nasty, (parts) => {
        expect(html(parts.join('')).replace(allowed, '')).not.toMatch(/[<>]/);
      }),
      { numRuns: 2_000 },
    );
  });

  test('may nest without end and still come out', () => {
    expect(html(`${'> '.repeat(5_000)}Tin`)).toContain('Tin');
    expect(html(`${'- '.repeat(2_000)}Tin`)).toContain('Tin');
    expect(html(`${'['.repeat(20_000)}Tin`)).toContain('Tin');
  });
});
