import { foldVietnamese, hasMarks, markedKey, wordsOf } from '#contract/vietnamese-text.ts';
import type { ArticleText } from './article.store.ts';
import { plainText } from './article-text.rules.ts';
import { parsed } from './article-view.rules.ts';

/** A word of an article, folded. */
export type ArticleTerm = {
  term: string;
  weight: number;
  /** As it is written with marks: keys of `markedKey`, a space around each; empty: never with marks. */
  forms: string;
};

/** A word of a question. */
export type AskedWord = {
  term: string;
  /** As it was typed with marks; null: without. */
  form: string | null;
  /** Also words that begin with it: it may still be being typed. */
  isBeginning: boolean;
};

/** More of a text is not searched: who writes a book is found by its beginning. */
const searchedCharsMax = 8_000;
/** What is longer is no word that anybody types. */
const termCharsMax = 30;
/** Words of a question that are looked for; more narrow nothing. */
const wordsMax = 8;
/** Two letters are a word of their own more often than the beginning of one, and begin a part of everything. */
const beginningCharsMin = 3;
const weights = { title: 4, summary: 2, body: 1 } as const;

/** What an article is found by, each word once with the best place that it stands at. */
export function termsOf({ title, summary, body }: ArticleText): ArticleTerm[] {
  const found = new Map<string, { weight: number; forms: Set<string> }>();
  const take = (text: string, weight: number) => {
    for (const { term, form } of foldedWords(text)) {
      const known = found.get(term) ?? { weight, forms: new Set() };
      found.set(term, known);
      known.weight = Math.max(known.weight, weight);
      if (form !== null) known.forms.add(form);
    }
  };
  take(title, weights.title);
  take(summary, weights.summary);
  take(plainText(parsed(body)).slice(0, searchedCharsMax), weights.body);
  return [...found].map(([term, { weight, forms }]) => ({
    term,
    weight,
    forms: forms.size === 0 ? '' : ` ${[...forms].join(' ')} `,
  }));
}

/** The words of a question; only the last of them may be a beginning. */
export function askedWords(question: string): AskedWord[] {
  const words = new Map(foldedWords(question).map((word) => [word.term, word]));
  return [...words.values()].slice(0, wordsMax).map(({ term, form }, index, all) => ({
    term,
    form,
    isBeginning: index === all.length - 1 && term.length >= beginningCharsMin,
  }));
}

function foldedWords(text: string): { term: string; form: string | null }[] {
  return wordsOf(text).flatMap((word) => {
    const terms = foldVietnamese(word).split(' ').filter(Boolean);
    const form = terms.length === 1 && hasMarks(word) ? markedKey(word).slice(0, termCharsMax) : null;
    return terms.map((term) => ({ term: term.slice(0, termCharsMax), form }));
  });
}
