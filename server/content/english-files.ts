import { basename, join } from 'node:path';
import type { ContentEnglish } from '#contract/portal.ts';
import { ConsentFile, EnglishFile, PrivacyFile } from './pack.schema.ts';
import type { PackProblem } from './pack-checks.rules.ts';
import { isFile, packFolder, reader } from './pack-reader.ts';

const file = 'english.json';
const consentFile = 'consent.en.md';
const privacyFile = 'privacy.en.md';

/** What the English has to belong to: the pack's content and the version of its consent. `front` reads a text with front matter. */
type Vietnamese = {
  content: unknown;
  consentVersion: string | undefined;
  front: (text: string) => unknown;
};

/**
 * What a pack says in English: `english.json` of its includes and its own, whose words go before, `consent.en.md` and `privacy.en.md`. A pack may
 * leave out any of them; who reads English then reads Vietnamese there. What is wrong goes to `problems`.
 */
export async function readEnglish(
  packPath: string,
  includes: readonly string[],
  problems: PackProblem[],
  vietnamese: Vietnamese,
): Promise<ContentEnglish> {
  const words: Record<string, string> = {};
  for (const name of includes.toReversed()) {
    const path = packFolder(name, packPath);
    if (!(await isFile(join(path, file)))) continue;
    const shared = await reader(path, problems, `${basename(path)}/`)(file, EnglishFile, JSON.parse);
    Object.assign(words, shared?.words);
  }
  const read = reader(packPath, problems);
  const has = (name: string) => isFile(join(packPath, name));
  const own = (await has(file)) ? await read(file, EnglishFile, JSON.parse) : null;
  const consent = (await has(consentFile)) ? await read(consentFile, ConsentFile, vietnamese.front) : null;
  const privacy = (await has(privacyFile)) ? await read(privacyFile, PrivacyFile, (text) => text) : null;
  // Beside a file that cannot be read, all of its English would seem to belong to nothing.
  if (problems.length === 0) {
    problems.push(...strayWords(own?.words ?? {}, vietnamese.content));
    if (consent && consent.version !== vietnamese.consentVersion) {
      problems.push({ file: consentFile, path: ['version'], message: 'must be the version of consent.md' });
    }
  }
  return { words: { ...words, ...own?.words }, consent, privacy };
}

/**
 * English of what is said no more: an edit of the Vietnamese must not go by unseen. The pack's own alone; what is shared serves packs that say
 * other things.
 */
function strayWords(own: Readonly<Record<string, string>>, content: unknown): PackProblem[] {
  const said = new Set(textsOf(content));
  return Object.keys(own)
    .filter((words) => !said.has(words))
    .map((words) => ({ file, path: ['words', words], message: 'stands nowhere in the content' }));
}

/** Every text in it, at any depth. */
export function textsOf(content: unknown): string[] {
  if (typeof content === 'string') return [content];
  return typeof content === 'object' && content !== null ? Object.values(content).flatMap(textsOf) : [];
}
