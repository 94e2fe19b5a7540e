import { type Language, language } from '../lib/language.ts';
import { atom } from '../lib/store.ts';
import { speak } from './spoken.ts';

const spokenAtom = atom<Language>(language);

/** The language of the screens. Whoever draws words from it is drawn anew with it. */
export const languageAtom = atom((get) => get(spokenAtom));

/** Rejects when the words cannot be fetched; the screens then stay as they are. */
export const speakAtom = atom(null, async (_get, set, wanted: Language) => {
  await speak(wanted);
  set(spokenAtom, wanted);
});
