import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ContentEnglish } from '#contract/portal.ts';
import { textsOf } from '../../../server/content/english-files.ts';
import { loadPack } from '../../../server/content/pack.ts';
import sharedEnglish from '../../../server/content/shared/english.json' with { type: 'json' };
import { copyOfPack } from '../../support/pack-copies.ts';
import { startTestPortal } from '../../support/portal.ts';

const packs = ['tan-phu', 'tan-phu-2025'] as const;

/** What is said of the place itself. Wards are called by their names in every language. */
async function wordsOfPlace(name: string): Promise<string[]> {
  const pack = await loadPack(name);
  const units = [...pack.units, ...pack.former];
  return [
    pack.tenant.name,
    ...units.flatMap((unit) => [unit.name, ...(unit.type === 'ward' ? [] : [unit.shortName])]),
    ...pack.units.flatMap(({ hotlines, topics }) => [...hotlines.map(({ label }) => label), ...topics]),
    ...pack.tipCategories.flatMap(({ name: own, examples, advice }) =>
      [own, ...examples, advice ?? []].flat(),
    ),
    ...textsOf([pack.tipCategoryGroups, pack.newsCategories].map((list) => list.map((each) => each.name))),
    ...[...pack.emergencyNumbers, ...pack.links].map((each) => each.name),
    ...pack.procedureGroups.map((group) => group.name),
    ...pack.procedures.map((procedure) => procedure.shortName),
  ];
}

test.each(packs)('all that %s says of its place is there in English', async (name) => {
  const { english } = await loadPack(name);
  const said = await wordsOfPlace(name);
  expect(said.length).toBeGreaterThan(150);
  expect([...new Set(said)].filter((words) => english.words[words] === undefined)).toEqual([]);
});

test.each(packs)('%s tells in English what is consented to and how data is protected', async (name) => {
  const { english, consent, privacy } = await loadPack(name);
  const parts = (markdown: string) => [...markdown.matchAll(/^(#+|-) /gm)].map(([mark]) => mark);
  expect(english.consent?.version).toBe(consent.version);
  expect(parts(english.consent?.text ?? '')).toEqual(parts(consent.text));
  expect(parts(english.privacy ?? '')).toEqual(parts(privacy));
  expect(english.privacy).not.toContain('{{');
});

test('English that packs share is of something that a pack says', async () => {
  const said = new Set(
    (await Promise.all(packs.map((name) => loadPack(name)))).flatMap((pack) => textsOf(pack)),
  );
  expect(Object.keys(sharedEnglish.words).filter((words) => !said.has(words))).toEqual([]);
});

test('who wants English asks for it once and then cheaply', async () => {
  const portal = await startTestPortal();
  const first = await fetch(`${portal.origin}/api/english`);
  const { words } = (await first.json()) as ContentEnglish;
  expect(words['Công an phường Tây Thạnh']).toBe('Tây Thạnh Ward Police');
  const etag = first.headers.get('etag') ?? '';
  const again = await fetch(`${portal.origin}/api/english`, { headers: { 'If-None-Match': etag } });
  expect(again.status).toBe(304);
});

test('English of words that a pack no longer says, or of another consent, is refused', async () => {
  const folder = await copyOfPack('tan-phu');
  await writeFile(
    path.join(folder, 'english.json'),
    '{"words":{"Công an xã Tân Phú":"Tân Phú Commune Police"}}',
  );
  await writeFile(path.join(folder, 'consent.en.md'), '---\nversion: 2020-01-01\n---\nI agree.');
  const problems = loadPack(folder);
  await expect(problems).rejects.toThrow(
    'english.json: words.Công an xã Tân Phú: stands nowhere in the content',
  );
  await expect(problems).rejects.toThrow('consent.en.md: version: must be the version of consent.md');
});

test('a pack without English is a pack', async () => {
  const folder = await copyOfPack('tan-phu');
  await writeFile(path.join(folder, 'english.json'), '{"words":{}}');
  await appendFile(path.join(folder, 'privacy.en.md'), '\n');
  expect((await loadPack(folder)).english.words['Công an phường Tây Thạnh']).toBeUndefined();
});
