/**
 * Finds phrases in what people type, whatever the spelling: with marks or without, Telex or VNI left on, stretched, run together,
 * spelt letter by letter, in teen spelling. The notation of a phrase is in urgent-phrases.ts. Pure, without dependencies.
 */
import {
  foldVietnamese,
  hasMarks,
  isSyllable,
  markedKey,
  undoTelex,
  undoVni,
  wordsOf,
} from './vietnamese-text.ts';

/** One word as it was typed, and which words of the phrases it may be. */
export type Token = {
  readonly means: ReadonlySet<string>;
  readonly sentence: number;
  readonly clause: number;
};

/** Where a phrase stands: tokens from `start` up to, not including, `end`. */
export type Span = { readonly start: number; readonly end: number };

export type Phrase = {
  readonly slots: readonly Slot[];
  /** A match begins with one of these; null: with any word. Most phrases begin nowhere in a text, and are not tried there. */
  readonly begins: ReadonlySet<string> | null;
};
type Slot = {
  readonly gapMax: number;
  readonly isStart: boolean;
  readonly isOptional: boolean;
  readonly either: readonly string[][];
};

export type PhraseBook = {
  phrase(notation: string): Phrase;
  /** Call after every phrase is known: words are understood by the phrases that use them. */
  read(text: string): Token[];
};

const readLimits = { charsMax: 4_000, formsPerWordMax: 24, joinedCharsMin: 5, joinedCharsMax: 30 } as const;

/** The longest gap that may lie between the slots of a phrase never crosses this word: who suffers changes there. */
const gapEndsAt = 'bị';

export function createPhraseBook(words: {
  readonly classes: Readonly<Record<string, string>>;
  readonly spellings: Readonly<Record<string, string>>;
  readonly ownBareWords: readonly string[];
  readonly oftenToneless: readonly string[];
}): PhraseBook {
  const known = createKnownWords(words);
  known.add(gapEndsAt);
  const classes = new Map(Object.entries(words.classes));
  const expand = (alternatives: string): string[] =>
    alternatives.split('|').flatMap((alternative) => {
      if (!alternative.startsWith('@')) return [alternative];
      const members = classes.get(alternative.slice(1));
      if (members === undefined) throw new Error(`There is no class of words ${alternative}`);
      return expand(members);
    });
  const toSlots = (part: string): Slot => {
    const isOptional = part.startsWith('?');
    const either = expand(isOptional ? part.slice(1) : part)
      .map((alternative) => alternative.split('_'))
      // The longest first: "khẩn cấp" before "khẩn".
      .toSorted((one, other) => other.length - one.length);
    for (const alternative of either) for (const word of alternative) known.add(word);
    return { gapMax: 0, isStart: false, isOptional, either };
  };
  return {
    phrase(notation) {
      const slots = notation.split(' ').map((part): Slot => {
        if (part === '^') return { gapMax: 0, isStart: true, isOptional: false, either: [] };
        if (part.startsWith('~'))
          return { gapMax: Number(part.slice(1)), isStart: false, isOptional: false, either: [] };
        return toSlots(part);
      });
      return { slots, begins: beginsOf(slots) };
    },
    read: (text) => readTokens(text, known, words.spellings),
  };
}

function beginsOf(slots: readonly Slot[]): Set<string> | null {
  const words = new Set<string>();
  for (const slot of slots) {
    if (slot.isStart) continue;
    if (slot.gapMax > 0) return null;
    for (const [word] of slot.either) if (word !== undefined) words.add(word);
    if (!slot.isOptional) return words;
  }
  return null;
}

type KnownWords = {
  add(word: string): void;
  /** The words of the phrases that one way of writing may mean. */
  meaningsOf(form: string, isMarkedText: boolean): string[];
  has(folded: string): boolean;
};

function createKnownWords(words: {
  readonly ownBareWords: readonly string[];
  readonly oftenToneless: readonly string[];
}): KnownWords {
  const byMarked = new Map<string, Set<string>>();
  const byFolded = new Map<string, Set<string>>();
  const own = new Set(words.ownBareWords);
  const toneless = new Set(words.oftenToneless);
  const put = (map: Map<string, Set<string>>, key: string, word: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(word));
  return {
    add(word) {
      const needsMarks = word.endsWith('!');
      const plain = needsMarks ? word.slice(0, -1) : word;
      put(byMarked, markedKey(plain), word);
      if (toneless.has(plain)) put(byMarked, markedKey(plain).replace(/\p{M}$/u, ''), word);
      if (!needsMarks) put(byFolded, foldVietnamese(plain), word);
    },
    meaningsOf(form, isMarkedText) {
      if (hasMarks(form)) return [...(byMarked.get(markedKey(form)) ?? [])];
      const bare = foldVietnamese(form);
      const all = [...(byFolded.get(bare) ?? [])];
      return isMarkedText && own.has(bare) ? all.filter((word) => word === bare) : all;
    },
    has: (folded) => byFolded.has(folded),
  };
}

function readTokens(text: string, known: KnownWords, spellings: Readonly<Record<string, string>>): Token[] {
  const prepared = joinSpelledOut(
    text.slice(0, readLimits.charsMax).normalize('NFC').replaceAll('🆘', ' sos '),
  );
  const clauses = prepared
    .split(/[.!?;\n…]+/u)
    .flatMap((sentence, sentenceNumber) =>
      sentence.split(/[,:()"“”–-]+/u).map((clause) => ({ words: wordsOf(clause), sentence: sentenceNumber })),
    );
  const all = clauses.flatMap(({ words }) => words);
  const isMarkedText = all.filter(hasMarks).length * 2 >= all.length;
  return clauses.flatMap(({ words, sentence }, clause) =>
    words.flatMap((word) =>
      readWord(word, known, spellings).map((forms) => ({
        means: new Set(forms.flatMap((form) => known.meaningsOf(form, isMarkedText && form === word))),
        sentence,
        clause,
      })),
    ),
  );
}

/** "c ứ u", "S.O.S": three letters or more that stand alone are one word. */
function joinSpelledOut(text: string): string {
  const spelledOut =
    /(?<![\p{L}\p{N}\p{M}])(?:\p{L}\p{M}*[ .*_-]{1,3}){2,9}\p{L}\p{M}*(?![\p{L}\p{N}\p{M}])/gu;
  return text.replace(spelledOut, (letters) => letters.replace(/[^\p{L}\p{M}]/gu, ''));
}

/** All that one word may have been meant to be: a list of ways for each of the words it turns out to hold. */
function readWord(word: string, known: KnownWords, spellings: Readonly<Record<string, string>>): string[][] {
  const forms = formsOf(word);
  const isKnown = (form: string) =>
    known.has(foldVietnamese(form)) || spellingOf(form, spellings) !== undefined;
  if (!forms.some(isKnown) && !isSyllable(foldVietnamese(word))) {
    const parts = splitJoined(word, isKnown);
    if (parts) return parts.map((part) => spelledForms(formsOf(part), spellings).flat());
  }
  const spelled = spelledForms(forms, spellings);
  const longest = Math.max(...spelled.map((parts) => parts.length));
  if (longest === 1) return [spelled.flat().slice(0, readLimits.formsPerWordMax)];
  // One way of writing stands for two words ("ngta"): then that is what it says.
  return (spelled.find((parts) => parts.length === longest) ?? []).map((part) => [part]);
}

function spelledForms(forms: readonly string[], spellings: Readonly<Record<string, string>>): string[][] {
  return forms.flatMap((form) => {
    const meant = spellingOf(form, spellings);
    return meant === undefined ? [[form]] : meant.includes(' ') ? [meant.split(' ')] : [[form], [meant]];
  });
}

/** Teen spelling is looked up without marks; a proper word with marks is what it is ("hồng" is not "hong"). */
function spellingOf(form: string, spellings: Readonly<Record<string, string>>): string | undefined {
  const folded = foldVietnamese(form);
  const meant = Object.hasOwn(spellings, folded) ? spellings[folded] : undefined;
  if (meant === undefined) return undefined;
  return hasMarks(form) && isSyllable(folded) && foldVietnamese(meant) === folded ? undefined : meant;
}

/** As typed, no longer stretched, and with Telex or VNI undone. */
function formsOf(word: string): string[] {
  const isStretched = /(.)\1/u.test(word);
  const shortened = isStretched
    ? [
        word,
        word.replace(/(.)\1{2,}/gu, '$1'),
        word.replace(/(.)\1{2,}/gu, '$1$1'),
        word.replace(/(.)\1{1,}$/u, '$1'),
      ]
    : [word];
  const forms = new Set(shortened);
  for (const form of shortened) {
    const undone = undoTelex(form) ?? undoVni(form);
    if (undone !== undefined) forms.add(undone);
  }
  return [...forms];
}

/** "cuutoivoi": the fewest known words that make it up whole. */
function splitJoined(word: string, isKnown: (part: string) => boolean): string[] | undefined {
  if (word.length < readLimits.joinedCharsMin || word.length > readLimits.joinedCharsMax) return undefined;
  const best: (string[] | undefined)[] = [[]];
  for (let end = 2; end <= word.length; end += 1) {
    for (let start = 0; start <= end - 2; start += 1) {
      const before = best[start];
      const part = word.slice(start, end);
      if (!before || !isKnown(part)) continue;
      const current = best[end];
      if (!current || before.length + 1 < current.length) best[end] = [...before, part];
    }
  }
  return best[word.length];
}

/** Looks for many phrases at once; finds each with what belongs to it, and where. */
export type PhraseSet<Value> = (tokens: readonly Token[]) => { readonly value: Value; readonly span: Span }[];

/** Phrases that are looked for together: from each word of a text only those that begin with it are tried. */
export function createPhraseSet<Value>(
  phrases: readonly { readonly phrase: Phrase; readonly value: Value }[],
): PhraseSet<Value> {
  type Entry = (typeof phrases)[number];
  const byFirstWord = new Map<string, Entry[]>();
  const anywhere = phrases.filter(({ phrase }) => phrase.begins === null);
  for (const entry of phrases) {
    for (const word of entry.phrase.begins ?? []) {
      const alike = byFirstWord.get(word);
      if (alike) alike.push(entry);
      else byFirstWord.set(word, [entry]);
    }
  }
  return (tokens) => {
    const found: { value: Value; span: Span }[] = [];
    const tryFrom = (start: number, entries: readonly Entry[]) => {
      for (const { phrase, value } of entries) {
        const end = matchFrom(tokens, phrase.slots, 0, start);
        if (end !== undefined && end !== start) found.push({ value, span: { start, end } });
      }
    };
    tokens.forEach(({ means }, start) => {
      if (anywhere.length > 0) tryFrom(start, anywhere);
      for (const word of means) tryFrom(start, byFirstWord.get(word) ?? []);
    });
    return found;
  };
}

/** Every place where the phrase stands; from each start the shortest way. */
export function findPhrase(tokens: readonly Token[], phrase: Phrase): Span[] {
  const spans: Span[] = [];
  for (const [start, token] of tokens.entries()) {
    if (phrase.begins !== null && !hasAny(token.means, phrase.begins)) continue;
    const end = matchFrom(tokens, phrase.slots, 0, start);
    if (end !== undefined && end !== start) spans.push({ start, end });
  }
  return spans;
}

function hasAny(means: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  for (const word of means) if (words.has(word)) return true;
  return false;
}

function matchFrom(
  tokens: readonly Token[],
  slots: readonly Slot[],
  slotIndex: number,
  position: number,
): number | undefined {
  const slot = slots[slotIndex];
  if (slot === undefined) return position;
  const goOn = (next: number) => matchFrom(tokens, slots, slotIndex + 1, next);
  if (slot.isStart) return isClauseStart(tokens, position) ? goOn(position) : undefined;
  if (slot.gapMax > 0) return matchGap(tokens, position, slot.gapMax, goOn);
  for (const alternative of slot.either) {
    const next = matchWords(tokens, alternative, position);
    const end = next === undefined ? undefined : goOn(next);
    if (end !== undefined) return end;
  }
  return slot.isOptional ? goOn(position) : undefined;
}

function isClauseStart(tokens: readonly Token[], position: number): boolean {
  return position === 0 || tokens[position]?.clause !== tokens[position - 1]?.clause;
}

function matchGap(
  tokens: readonly Token[],
  position: number,
  gapMax: number,
  goOn: (next: number) => number | undefined,
): number | undefined {
  for (let skipped = 0; skipped <= gapMax; skipped += 1) {
    const end = goOn(position + skipped);
    if (end !== undefined) return end;
    const skip = tokens[position + skipped];
    if (!skip || skip.means.has(gapEndsAt) || skip.clause !== tokens[position - 1]?.clause) return undefined;
  }
  return undefined;
}

/** The end of these words in a row, in one sentence. */
function matchWords(
  tokens: readonly Token[],
  words: readonly string[],
  position: number,
): number | undefined {
  const sentence = tokens[position]?.sentence;
  const isThere = words.every((word, index) => {
    const token = tokens[position + index];
    return token !== undefined && token.sentence === sentence && token.means.has(word);
  });
  return isThere ? position + words.length : undefined;
}
