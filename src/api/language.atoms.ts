import { type Language, language } from '../lib/language.ts';
import { atom } from '../lib/store.ts';
import { setContentWords } from '../text/content-words.ts';
import { loadWords, speak } from '../text/spoken.ts';

const spokenAtom = atom<Language>(language);
/** Counts the times that the place's own words have changed; what is drawn from them is drawn anew. */
const contentAtom = atom(0);

/** The language of the screens. */
export const languageAtom = atom((get) => get(spokenAtom));
export const contentWordsAtom = atom((get) => get(contentAtom));

/**
 * Changes the language of the screens: at once with what the phone has, the place's own words once the server has told them. Rejects when our
 * own words cannot be fetched; the screens then stay as they are.
 */
export const speakAtom = atom(null, async (_get, set, wanted: Language) => {
  const content = await loadContent(wanted);
  await speak(wanted);
  const show = (words: Parameters<typeof setContentWords>[0]) => {
    setContentWords(words);
    set(contentAtom, (times) => times + 1);
  };
  show(content?.keptEnglish() ?? null);
  set(spokenAtom, wanted);
  void content?.askEnglish().then((fresh) => {
    if (fresh && language === wanted) show(fresh);
  });
});

/** Both files at once; who reads Vietnamese needs neither. */
async function loadContent(wanted: Language) {
  if (wanted === 'vi') return null;
  const [{ askEnglish, keptEnglish }] = await Promise.all([import('./english-content.ts'), loadWords()]);
  return { askEnglish, keptEnglish };
}
