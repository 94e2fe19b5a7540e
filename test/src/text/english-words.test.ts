import { globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { problems } from '../../../server/contract/problem.ts';
import { english } from '../../../src/text/english.ts';

const root = path.resolve(import.meta.dirname, '../../..');

type Leaf = { at: string; words: string };

/** Every sentence with its place. A sentence with gaps is given as its source. */
function leavesOf(part: unknown, at: string): Leaf[] {
  if (typeof part === 'string') return [{ at, words: part }];
  if (typeof part === 'function') return [{ at: `${at}()`, words: String(part) }];
  if (typeof part !== 'object' || part === null) throw new Error(`${at} is no words.`);
  return Object.entries(part).flatMap(([key, value]) => leavesOf(value, `${at}.${key}`));
}

/** All that a citizen reads in Vietnamese, by the name of its subject. The desk is Vietnamese alone. */
async function vietnamese(): Promise<Map<string, Leaf[]>> {
  const subjects = new Map<string, Leaf[]>();
  for (const file of globSync('src/text/vi*.ts', { cwd: root }).filter((each) => !each.includes('vi-desk'))) {
    const module: Record<string, unknown> = await import(path.join(root, file));
    for (const [name, words] of Object.entries(module)) subjects.set(name, leavesOf(words, name));
  }
  return subjects;
}

const englishLeaves = Object.entries(english).flatMap(([name, words]) => leavesOf(words, name));
const vietnameseMarks = /[ăâđêôơưà-ãè-êìíò-õùúýạ-ỹĂÂĐÊÔƠƯÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝ]/;

/** The name of the app, codes and numbers are the same in every language. */
const sameInBoth = [
  'text.app.name',
  'text.home.name',
  'newsText.files.size()',
  'sosText.name',
  'sosText.place.addressOf()',
  // Officers read the text message, in the words of their own.
  'sosText.smsWords.situations.other',
  'sosText.smsWords.place()',
  'sosText.smsWords.accuracy()',
  'sosText.smsWords.ward()',
  'sosText.smsWords.address()',
];

test('every sentence that citizens read is there in English too, and no other', async () => {
  const subjects = await vietnamese();
  expect(subjects.size).toBeGreaterThan(12);
  for (const [name, leaves] of subjects) {
    const own = englishLeaves.filter(({ at }) => at.split('.')[0] === name).map(({ at }) => at);
    expect(own, name).toEqual(leaves.map(({ at }) => at));
  }
});

test('English is English: no Vietnamese letters, nothing left as it was, no stray spaces', async () => {
  const before = new Map([...(await vietnamese()).values()].flat().map(({ at, words }) => [at, words]));
  expect(englishLeaves.length).toBeGreaterThan(500);
  for (const { at, words } of englishLeaves) {
    expect(words, at).not.toMatch(vietnameseMarks);
    if (!at.endsWith('()')) expect(words, at).toBe(words.trim());
    if (words !== before.get(at)) continue;
    // Nothing between its gaps but signs.
    const isMereGaps = !/[a-z]{3}/i.test(words.replace(/^\([^)]*\)|\$\{[^}]*\}/g, ''));
    expect(isMereGaps || sameInBoth.includes(at), `${at} stayed Vietnamese`).toBe(true);
  }
});

test('numbers of help stand in English where they stand in Vietnamese', async () => {
  const before = new Map([...(await vietnamese()).values()].flat().map(({ at, words }) => [at, words]));
  const numbersIn = (words: string) => [...words.matchAll(/\b11[1-5]\b/g)].map(([number]) => number).sort();
  for (const { at, words } of englishLeaves) {
    const vietnameseWords = before.get(at);
    if (vietnameseWords !== undefined) expect(numbersIn(words), at).toEqual(numbersIn(vietnameseWords));
  }
});

test('a problem that says to call 113 says so in English', () => {
  for (const [code, title] of Object.entries(english.problemTitles)) {
    const known = Object.entries(problems).find(([each]) => each === code);
    expect(title.includes('113'), code).toBe(known?.[1].title.includes('113'));
  }
});
