import type { SearchIntent, SearchWords } from './procedure-search.ts';
import { spokenOf, type Word } from './search-query.ts';
import { holds, phraseOf } from './search-terms.ts';
import { foldVietnamese } from './vietnamese-text.ts';

export type IntentRule = {
  intent: SearchIntent;
  say: string[][];
  alone: ReadonlySet<string>;
  unless: string[][];
};

/** The rules in the order in which they are asked: life first. */
export function createIntentRules(words: SearchWords['intents']): IntentRule[] {
  return (['sos', 'tip', 'hotline'] as const).map((intent) => ({
    intent,
    say: words[intent].say.map(phraseOf),
    alone: new Set(words[intent].alone.map(foldVietnamese)),
    unless: words[intent].unless.map(phraseOf),
  }));
}

/** What is asked for instead of, or beside, a procedure. */
export function intentOf(said: readonly Word[], rules: readonly IntentRule[]): SearchIntent | null {
  const spoken = spokenOf(said);
  const whole = spoken.join(' ');
  for (const { intent, say, alone, unless } of rules) {
    if (unless.some((phrase) => holds(spoken, phrase))) continue;
    if (alone.has(whole) || say.some((phrase) => holds(spoken, phrase))) return intent;
  }
  return null;
}
