import { type Language, setLanguage } from '../lib/language.ts';
import type { English } from './english.ts';

/** The shape of some words, whatever language they are in: English must have every one that Vietnamese has, and none besides. */
export type Words<Part> = Part extends string
  ? string
  : Part extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof Part]: Words<Part[Key]> };

type Tree = { [key: string]: unknown };

let english: English | null = null;
const rewriteAll: (() => void)[] = [];

/**
 * The words of a subject in the language of the screens. The object and the groups in it stay the same and are written anew when the
 * language changes, so a module may keep a group of words at its top but no single sentence (test/src/text/spoken-words.test.ts).
 */
export function spoken<Part extends object>(
  subject: Exclude<keyof English, 'fieldIssue'>,
  vietnamese: Part,
): Words<Part> {
  const words = {};
  const rewrite = () => write(words, english?.[subject] ?? vietnamese);
  rewriteAll.push(rewrite);
  rewrite();
  return words as Words<Part>;
}

function write(words: Tree, source: object): Tree {
  for (const [key, value] of Object.entries(source)) {
    const known = words[key] ?? (Array.isArray(value) ? [] : {});
    words[key] = typeof value === 'object' ? write(known as Tree, value) : value;
  }
  return words;
}

/** In a file of its own, so that who reads Vietnamese does not carry it. */
export const loadWords = () => import('./english.ts');

/** What the server says no to, by its code; its own words are Vietnamese and go for what is not known here. */
export const problemTitle = (code: string, vietnamese: string): string =>
  (english?.problemTitles as Record<string, string> | undefined)?.[code] ?? vietnamese;

/** What is wrong with a field, as the checks of both sides say it in Vietnamese. */
export const fieldIssue = (vietnamese: string): string => english?.fieldIssue(vietnamese) ?? vietnamese;

/** Changes the words; what is on screen has to be drawn anew. Rejects when the English ones cannot be fetched; all stays as it was then. */
export async function speak(language: Language): Promise<void> {
  english = language === 'en' ? (await loadWords()).english : null;
  setLanguage(language);
  document.documentElement.lang = language;
  for (const rewrite of rewriteAll) rewrite();
}
