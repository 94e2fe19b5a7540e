import { useState } from 'react';
import { sessionText } from '../../lib/kept-text.ts';

const keys = ['sos-text', 'sos-phone', 'sos-address'] as const;

/** What is typed into a field, also after a reload; gone when the app is closed. */
export function useKeptWords(key: (typeof keys)[number]): [string, (words: string) => void] {
  const [words, setWords] = useState(() => sessionText.getItem(key) ?? '');
  const keep = (typed: string) => {
    if (typed === '') sessionText.removeItem(key);
    else sessionText.setItem(key, typed);
    setWords(typed);
  };
  return [words, keep];
}

/** The alert is over, and what was typed for it with it. */
export function forgetKeptWords(): void {
  for (const key of keys) sessionText.removeItem(key);
}
