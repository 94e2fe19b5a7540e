import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { testDatabases } from '../../support/databases.ts';
import { patience } from '../../support/forwarding.ts';
import { fireNotice, newsDeskOf, publishArticle, readerOf } from '../../support/news.ts';
import { startTestPortal } from '../../support/portal.ts';

const rightToLeft = '\u202e';
const zeroWidth = '\u200b';

/** What somebody with a stolen key would write. */
const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<div style="position:fixed;inset:0;background:url(https://evil.example/x)">che</div>',
  '[bấm](javascript:alert(1)) [bấm](java\nscript:alert(1)) [bấm](data:text/html;base64,PHNjcmlwdD4=) [bấm](//evil.example)',
  '![theo dõi](https://evil.example/pixel.gif "onerror=alert(1)")',
  `[ngân hàng](https://evil.example/"onmouseover="alert(1)) ]]> <![CDATA[ ]]>`,
  `đảo ${rightToLeft}gnp.exe và ẩn${zeroWidth} chữ`,
  'Tên & "nháy" <b>đậm</b> &lt;script&gt;',
].join('\n\n');
const hostileTitle = `<script>alert(1)</script> ${rightToLeft}đảo${zeroWidth} & "nháy"`;

/** Nothing in it can act, lead astray or hide. */
function expectHarmless(html: string, name: string): void {
  const tags = [...html.matchAll(/<\/?([a-z0-9:]+)/gi)].map((match) => match[1]?.toLowerCase());
  const known = [
    'p',
    'a',
    'em',
    'strong',
    'br',
    'ul',
    'ol',
    'li',
    'h2',
    'h3',
    'blockquote',
    'hr',
    'figure',
    'img',
    'figcaption',
  ];
  expect(
    tags.filter((tag) => !known.includes(tag ?? '')),
    name,
  ).toEqual([]);
  for (const [, before] of html.matchAll(/<[a-z0-9]+([^>]*)>/gi)) {
    expect(before, name).not.toMatch(/\s(on\w+|style|srcset)\s*=(?=(?:[^"]*"[^"]*")*[^"]*$)/i);
  }
  for (const [, address = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g))
    expect(address, name).toMatch(/^(https?:\/\/|\/(?!\/)|tel:|mailto:)/);
  expect(html.includes(rightToLeft) || html.includes(zeroWidth), name).toBe(false);
}

const unescapeXml = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe.each(testDatabases)('an article that means harm, on $engine', (engine) => {
  test('is harmless in the app, in both feeds and at the OA', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const reader = readerOf(portal);
    const id = await publishArticle(portal, fireNotice({ title: hostileTitle, body: hostile }), {
      toZalo: true,
    });

    const article = await reader.article(id);
    expect(article.title).toBe('<script>alert(1)</script> đảo & "nháy"');
    expectHarmless(article.html, 'app');
    expect(article.html).toContain('Tên &amp; &quot;nháy&quot;');

    const rss = await reader.text('/feeds/tay-thanh.rss');
    expect(rss).not.toMatch(/<script|<img|CDATA\[/);
    expect(rss.includes(rightToLeft)).toBe(false);
    const [, content = ''] = /<content:encoded>([^<]*)<\/content:encoded>/.exec(rss) ?? [];
    expectHarmless(unescapeXml(content), 'rss');
    expect(unescapeXml(/<item>\s*<title>([^<]*)<\/title>/.exec(rss)?.[1] ?? '')).toBe(article.title);
    const json = JSON.parse(await reader.text('/feeds/tay-thanh.json')) as {
      items: { content_html: string }[];
    };
    expectHarmless(json.items[0]?.content_html ?? '', 'json');

    const atOa = async () => {
      const response = await fetch(`${portal.origin}/sandbox/api/articles?unit=tay-thanh`);
      return (await response.json()) as { articles: { body: { content?: string }[] }[] };
    };
    await expect.poll(async () => (await atOa()).articles.length, patience).toBe(1);
    for (const { content = '' } of (await atOa()).articles[0]?.body ?? []) expectHarmless(content, 'oa');
  });

  test('names its field when something of it cannot be taken', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
    const pathOf = async (more: object) => {
      const answer = await editor.ask('POST', '', { ...fireNotice(), ...more });
      const problem = (await answer.json()) as Problem;
      return [answer.status, problem.code, problem.issues?.[0]?.path[0]];
    };
    expect(await pathOf({ title: zeroWidth })).toEqual([400, 'invalid_input', 'title']);
    expect(await pathOf({ title: 'a\u0000b' })).toEqual([400, 'invalid_input', 'title']);
    expect(await pathOf({ title: 'a'.repeat(151) })).toEqual([400, 'invalid_input', 'title']);
    expect(await pathOf({ body: '<p>chỉ có HTML</p>' })).toEqual([400, 'invalid_input', 'body']);
    expect(await pathOf({ category: 'tin-vit' })).toEqual([400, 'invalid_input', 'category']);
    expect(await pathOf({ coverPhotoId: '01a20d1b-0000-7000-8000-000000000000' })).toEqual([
      422,
      'photo_expired',
      'body',
    ]);
    expect(await pathOf({ unitId: 'son-ky' })).toEqual([422, 'unit_unknown', undefined]);
    expect(await pathOf({ state: 'published' })).toEqual([400, 'invalid_input', 'state']);
  });

  if (!engine.showsTheRest) return;

  test('is refused where it is too large, and is read in no time up to there, whatever it nests', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
    // What would hold the parser up is refused with its field named; what only looks so is taken.
    for (const [piece, status] of [
      ['> ', 201],
      ['- ', 201],
      ['**', 201],
      ['*a_', 400],
      ['[a](', 400],
      ['![x](photo:', 400],
      ['&#x41;', 400],
    ] as const) {
      const body = `Chữ.\n\n${piece.repeat(40_000 / piece.length - 20)}`;
      const began = performance.now();
      const answer = await editor.ask('POST', '', fireNotice({ body }));
      expect(answer.status, piece).toBe(status);
      if (status === 400) expect(((await answer.json()) as Problem).issues?.[0]?.path).toEqual(['body']);
      expect(performance.now() - began, piece).toBeLessThan(10_000);
    }
    // Last: the server reads no further and closes the line.
    const huge = await editor.ask('POST', '', fireNotice({ body: '>'.repeat(300_000) }));
    expect([huge.status, ((await huge.json()) as Problem).code]).toEqual([413, 'body_too_large']);
  });
});
