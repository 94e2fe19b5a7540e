import { describe, expect, test } from 'vitest';
import { newsLimits } from '#contract/news-limits.ts';
import { isTangled } from '../../../server/features/news/article-tangle.rules.ts';
import { readArticleText } from '../../../server/features/news/article-text.rules.ts';

const filled = (piece: string) =>
  piece.repeat(Math.ceil(newsLimits.bodyCharsMax / piece.length)).slice(0, newsLimits.bodyCharsMax);

describe('A text that would hold the server up', () => {
  // Each of these took the parser between one second and fifty.
  test.each([
    ['stars', '*a'],
    ['stars and underscores', '*_'],
    ['stars that may close each other', 'a*_'],
    ['bold in bold', '**a'],
    ['brackets', '[a](b) '],
    ['pictures', '![a]('],
    ['underlined headings', 'a\n=\n'],
    ['lines', 'a\n'],
    ['entries of a list', '- a\n'],
    ['tags', '<a> '],
    ['letters by their name', '&a;'],
  ])('is told by its %s, and shown as plain words', (_, piece) => {
    const text = filled(piece);
    expect(isTangled(text)).toBe(true);
    const blocks = readArticleText(text);
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.every((block) => block.kind === 'paragraph' && block.words[0]?.kind === 'text')).toBe(true);
  });

  test('is no honest article, however long and however much is bold, linked and listed in it', () => {
    const section =
      '## Điều cần nhớ\n\nNgười dân cần **kiểm tra kỹ** [trang của Bộ](https://bocongan.gov.vn) trước khi chuyển tiền cho bất kỳ ai; công an *không* làm việc qua điện thoại, không yêu cầu cài ứng dụng lạ, không nhận tiền qua tài khoản cá nhân.\n\n- Không đọc **mã OTP** cho người lạ.\n- Gọi `113` hoặc trực ban phường.\n\n';
    const article = filled(section).replaceAll('`', '');
    expect(isTangled(article)).toBe(false);
    expect(readArticleText(article).filter(({ kind }) => kind === 'list').length).toBeGreaterThan(80);
  });

  test('nests quotes and lists no deeper than is shown', () => {
    const nested = readArticleText(`${'> '.repeat(40)}sâu\n${'- '.repeat(40)}sâu`);
    expect(JSON.stringify(nested)).toContain('sâu');
  });
});
