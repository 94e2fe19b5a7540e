import type { ContentEnglish } from '#contract/portal.ts';

type Content = Omit<ContentEnglish, 'words'>;

/** What the place's own words are in the language of the screens, by the Vietnamese; nothing while that is the language. */
let words: ReadonlyMap<string, string> = new Map();
let content: Content = { consent: null, privacy: null };

/** Null: from now on Vietnamese. */
export function setContentWords(english: ContentEnglish | null): void {
  words = new Map(Object.entries(english?.words ?? {}));
  content = { consent: english?.consent ?? null, privacy: english?.privacy ?? null };
}

/** A name or a sentence of the server's in the language of the screens, where there is one; else as it is. */
export const localName = (vietnamese: string): string => words.get(vietnamese) ?? vietnamese;

/** The other way: what something is called in official papers and in Zalo. */
export function vietnameseName(local: string): string {
  for (const [vietnamese, own] of words) if (own === local) return vietnamese;
  return local;
}

/** Everything in it, at any depth. What it is known by (ids, codes) is no words and stays. */
export function localised<Value>(value: Value): Value {
  return words.size === 0 ? value : (translated(value) as Value);
}

function translated(value: unknown): unknown {
  if (typeof value === 'string') return localName(value);
  if (Array.isArray(value)) return value.map(translated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, translated(each)]));
}

/** The consent's text; the translation only while it is of the version in force. */
export const localConsent = ({ version, text }: { version: string; text: string }): string =>
  content.consent?.version === version ? content.consent.text : text;

/** The text on protecting data. */
export const localPrivacy = (text: string): string => content.privacy ?? text;

/** As it is printed on official paper, and behind it what that means. */
export function bothNames(vietnamese: string): string {
  const local = localName(vietnamese);
  return local === vietnamese ? vietnamese : `${vietnamese} (${local})`;
}
