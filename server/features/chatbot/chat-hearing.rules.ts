import { createPhraseBook, createPhraseSet, type PhraseSet, type Token } from '#contract/phrase-matcher.ts';
import type { SearchWords } from '#contract/procedure-search.ts';
import { oftenToneless, ownBareWords, spellings } from '#contract/urgent-spellings.ts';
import { chatClasses, chatGlue, chatOwnBareWords, chatPhrases, chatSpellings } from './chat-phrases.ts';
import { cueClasses, procedureCues } from './chat-procedure-cues.ts';
import { chatReportPhrases } from './chat-report-phrases.ts';

/** Which of the phrases stand in a text, and how many words they leave. */
export type Hearing = ReturnType<typeof hearing> & {
  /** The procedure that core words alone decide for; null where they do not. */
  readonly wantedId: string | null;
  readonly isAboutPenalty: boolean;
};

/** Subjects of the search words, each under the name by which it is heard. */
export const subjectsOf = (words: SearchWords) =>
  words.subjects.map(({ say, about }, index) => ({ name: `subject:${index}`, say, about }));

/** Hears the chat's own phrases and those of the search words in whatever spelling. */
export function createEar(words: SearchWords): (text: string) => Hearing {
  const book = createPhraseBook({
    classes: { ...chatClasses, ...cueClasses },
    spellings: { ...spellings, ...chatSpellings },
    ownBareWords: [...ownBareWords, ...chatOwnBareWords],
    oftenToneless,
  });
  const setOf = (named: readonly (readonly [string, readonly string[]])[]) =>
    createPhraseSet(
      named.flatMap(([name, notations]) =>
        notations.map((notation) => ({ phrase: book.phrase(notation), value: name })),
      ),
    );
  const asNotations = (says: readonly string[]) => says.map((say) => say.replaceAll(' ', '_'));
  const { tip } = words.intents;
  const phrases = setOf([
    ...Object.entries({ ...chatPhrases, ...chatReportPhrases }),
    ['searchTip', asNotations(tip.say)],
    ['notSearchTip', asNotations(tip.unless)],
    ['elsewhere', asNotations(words.elsewhere)],
    ['glue', [chatGlue]],
    ...subjectsOf(words).map(({ name, say }) => [name, asNotations(say)] as const),
  ]);
  const partsOfCues = new Set(procedureCues.flatMap(({ all, unless }) => [...all, unless ?? []].flat()));
  const findParts = setOf([...partsOfCues].map((notation) => [notation, [notation]]));
  return (text) => {
    const tokens = book.read(text);
    const parts = new Set(findParts(tokens).map(({ value }) => value));
    const cue = procedureCues.find(
      ({ all, unless }) => all.every((part) => parts.has(part)) && !(unless && parts.has(unless)),
    );
    return {
      ...hearing(tokens, phrases),
      wantedId: cue?.id ?? null,
      isAboutPenalty: cue?.isAboutPenalty === true,
    };
  };
}

function hearing(tokens: readonly Token[], phrases: PhraseSet<string>) {
  const spans = Map.groupBy(phrases(tokens), ({ value }) => value);
  const coveredBy = (names: readonly string[]) =>
    new Set(
      names.flatMap((name) =>
        (spans.get(name) ?? []).flatMap(({ span: { start, end } }) =>
          Array.from({ length: end - start }, (_, index) => start + index),
        ),
      ),
    );
  const restOf = (names: readonly string[]) => tokens.length - coveredBy(names).size;
  const has = (name: string) => spans.has(name);
  return {
    words: tokens.length,
    has,
    restOf,
    /** It is said, and next to nothing else. */
    isOnly: (name: string, restMax: number) =>
      has(name) &&
      restOf([name, 'glue', 'greeting', 'thanks', 'farewell', 'acknowledged', 'abuse']) <= restMax,
  };
}
