import type { SearchIntent, SearchWords } from './procedure-search.ts';
import { createPhraseFinder, type PhraseFinder } from './search-terms.ts';
import { foldVietnamese } from './vietnamese-text.ts';

/** In the order in which they are asked. A cry for help comes before both, and is heard elsewhere (urgent-words.ts). */
const intents = ['tip', 'hotline'] as const satisfies readonly SearchIntent[];

/** What is asked for instead of, or beside, a procedure. */
export function createIntentReader(
  words: SearchWords['intents'],
): (spoken: readonly string[]) => Exclude<SearchIntent, 'sos'> | null {
  const rules = intents.map((intent) => ({
    intent,
    alone: new Set(words[intent].alone.map(foldVietnamese)),
    says: finderOf(words[intent].say),
    excludes: finderOf(words[intent].unless),
  }));
  return (spoken) => {
    const whole = spoken.join(' ');
    const rule = rules.find(
      ({ alone, says, excludes }) =>
        (alone.has(whole) || says(spoken).length > 0) && excludes(spoken).length === 0,
    );
    return rule?.intent ?? null;
  };
}

const finderOf = (phrases: readonly string[]): PhraseFinder<true> =>
  createPhraseFinder(phrases.map((phrase) => [phrase, true] as const));
