import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownWords, parseMarkdown } from '../../../src/lib/markdown.ts';

test('headings, paragraphs and lists become what they are', () => {
  expect(parseMarkdown('# Một\n\nhai\nba\n- bốn\n- năm\n\n### Sáu')).toEqual([
    { kind: 'heading', level: 1, words: [{ text: 'Một' }] },
    { kind: 'paragraph', words: [{ text: 'hai ba' }] },
    { kind: 'list', items: [[{ text: 'bốn' }], [{ text: 'năm' }]] },
    { kind: 'heading', level: 3, words: [{ text: 'Sáu' }] },
  ]);
});

test('links lead to the web or a phone and nowhere else', () => {
  expect(markdownWords('Xem [luật](https://vbpl.vn/a) hoặc **gọi** [113](tel:113).')).toEqual([
    { text: 'Xem ' },
    { text: 'luật', href: 'https://vbpl.vn/a' },
    { text: ' hoặc ' },
    { text: 'gọi', isBold: true },
    { text: ' ' },
    { text: '113', href: 'tel:113' },
    { text: '.' },
  ]);
  for (const target of ['javascript:alert(1)', 'data:text/html,x', '//evil.vn', 'JAVASCRIPT:x']) {
    expect(
      markdownWords(`[bấm](${target})`).some(({ href }) => href !== undefined),
      target,
    ).toBe(false);
  }
});

test('HTML stays words', () => {
  expect(parseMarkdown('<img src=x onerror=alert(1)>')).toEqual([
    { kind: 'paragraph', words: [{ text: '<img src=x onerror=alert(1)>' }] },
  ]);
});

test('no text breaks it, and plain words are never lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('#', '-', '*', '[', ']', '(', ')', '\n', ' ', 'a', 'ộ') }),
      (text) => {
        const shown = JSON.stringify(parseMarkdown(text));
        for (const letter of ['a', 'ộ'])
          expect(shown.split(letter).length).toBeGreaterThanOrEqual(text.split(letter).length);
      },
    ),
  );
});

test.each(['tan-phu', 'tan-phu-2025'])(
  'the privacy text of %s is rendered whole and speaks to children',
  (pack) => {
    const file = path.resolve(import.meta.dirname, `../../../server/content/${pack}/privacy.md`);
    const blocks = parseMarkdown(readFileSync(file, 'utf8'));
    expect(blocks.filter(({ kind }) => kind === 'list').length).toBeGreaterThan(2);
    expect(JSON.stringify(blocks)).not.toMatch(/##|\*\*|"- /);
    expect(JSON.stringify(blocks)).toContain('cha mẹ hoặc người giám hộ');
  },
);
