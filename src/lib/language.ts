/** What the screens speak. Vietnamese is the language of the house; English is for who does not read it. */
export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** Under which the phone keeps what the person has chosen. */
export const languageKey = 'language';

/** The language of the screens. Changed by `speak` of src/text alone, together with the words. */
export let language: Language = 'vi';

export function setLanguage(spoken: Language): void {
  language = spoken;
}

/** How numbers are written: 1.234,5 or 1,234.5. */
export const numberLocale = (): string => (language === 'en' ? 'en-GB' : 'vi-VN');

/** Marks that only Vietnamese has. */
const vietnameseMarks = /[ăâđêôơưạ-ỹ]/i;

/** Of words of the place's own: Vietnamese among English, so that they are read aloud as such. */
export const langOf = (words: string): 'vi' | undefined =>
  language === 'en' && vietnameseMarks.test(words) ? 'vi' : undefined;

const isLanguage = (value: unknown): value is Language => languages.some((one) => one === value);

const languagesOf = (tags: readonly string[]) => tags.map((tag) => tag.toLowerCase().split('-')[0]);

/** Whether the phone itself speaks Vietnamese; `tags` are its `navigator.languages`. */
export const isVietnamesePhone = (tags: readonly string[]): boolean => languagesOf(tags)[0] === 'vi';

/**
 * The language to begin with: what the person has chosen; else English on a phone that asks for neither Vietnamese nor English, because it
 * is a foreigner's. A phone in English is as often a Vietnamese person's, so there the button is the way.
 */
export function languageToBegin(chosen: string | null, phoneLanguages: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  const spoken = languagesOf(phoneLanguages);
  return spoken.length === 0 || spoken[0] === 'en' || spoken.includes('vi') ? 'vi' : 'en';
}
