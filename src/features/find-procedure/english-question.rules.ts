import type { ProcedureRecord } from '#contract/procedures.ts';

/** Of a question in English: shorter words ("to", "a") say nothing. */
const lettersMin = 3;

type Named = Pick<ProcedureRecord, 'id' | 'shortName' | 'answer'>;

/**
 * Procedures whose English name or summary has every word of the question, by the beginnings of words, those whose name has them first. `inEnglish`
 * answers with the Vietnamese where there is no English.
 */
export function proceduresAskedFor(
  question: string,
  procedures: readonly Named[],
  inEnglish: (words: string) => string,
): string[] {
  const asked = wordsOf(question).filter(({ length }) => length >= lettersMin);
  if (asked.length === 0) return [];
  const hasAll = (text: string) => {
    const said = wordsOf(text);
    return asked.every((word) => said.some((one) => one.startsWith(word)));
  };
  const named = procedures.filter(({ shortName }) => hasAll(inEnglish(shortName)));
  const about = procedures.filter(({ answer }) => hasAll(inEnglish(answer)));
  return [...new Set([...named, ...about].map(({ id }) => id))];
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
