import { atom } from '../../lib/store.ts';

const wordsAtom = atom('');

/** What was asked, kept while the app is open so that going back from a procedure finds the same answers. Never written down. */
export const askedAtom = atom(
  (get) => get(wordsAtom),
  (_get, set, words: string) => set(wordsAtom, words),
);
