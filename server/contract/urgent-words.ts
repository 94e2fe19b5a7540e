/**
 * Whether what somebody writes sounds as if a call could not wait, and which numbers then come first. Shared by the app (which says
 * so while a tip is written, and never stands in the way) and by the server. Pure; the words are in urgent-phrases.ts.
 */
import {
  createPhraseBook,
  createPhraseSet,
  findPhrase,
  type PhraseSet,
  type Span,
  type Token,
} from './phrase-matcher.ts';
import { calmPhrases, lookalikes, taskWords } from './urgent-lookalikes.ts';
import { cries, glueWords, nowPhrases, nowWords, saved, urgentPhrases } from './urgent-phrases.ts';
import { oftenToneless, ownBareWords, spellings, wordClasses } from './urgent-spellings.ts';

/** Which help is asked for. When several are, the first of this list leads: who is there first decides. */
export const urgentKinds = ['fire', 'self_harm', 'child', 'domestic_violence', 'sos', 'medical'] as const;
export type UrgentKind = (typeof urgentKinds)[number];

/** What a text sounds like. */
export type HeardUrgency = {
  readonly kind: UrgentKind | null;
  /** Whom to call, the most fitting first; the numbers of all that was heard. Empty when nothing was. */
  readonly numbers: readonly string[];
  /** `high`: it is happening, or somebody cries for help. `low`: words of danger alone, or a cry that may be a request. */
  readonly confidence: 'high' | 'low';
};

/** National numbers: 113 police, 114 fire and rescue, 115 ambulance, 111 the national line for children (domain/channels.json). */
const numbersOf: Record<UrgentKind, readonly string[]> = {
  fire: ['114'],
  self_harm: ['115', '113'],
  child: ['113', '111'],
  domestic_violence: ['113'],
  sos: ['113'],
  medical: ['115'],
};

/** "giúp" at the end of a sentence longer than this is a polite request (domain/README.md). */
const shortSentenceWordsMax = 8;
/** A cry stands in a short text; in a long one "giúp đỡ" closes a letter. */
const cryWordsMax = 40;

const nothing: HeardUrgency = { kind: null, numbers: [], confidence: 'low' };

/** What the text sounds like. Only its first 4,000 letters are read. */
export function urgencyOf(text: string): HeardUrgency {
  const tokens = book.read(text);
  const said = urgentIn(tokens);
  const cried = criesIn(tokens);
  // Most texts hold neither, and need no look at what stands around.
  if (said.length === 0 && !cried.isAlways && cried.saves.length === 0 && cried.helps.length === 0)
    return nothing;
  const around = surroundingsOf(tokens);
  const heard = [...eventsIn(tokens, said, around), ...cryIn(tokens, cried, around)];
  const kinds = urgentKinds.filter((kind) => heard.some((event) => event.kind === kind));
  const kind = kinds[0];
  if (kind === undefined) return nothing;
  return {
    kind,
    numbers: [...new Set(kinds.flatMap((each) => numbersOf[each]))],
    confidence: heard.some((event) => event.isHigh) ? 'high' : 'low',
  };
}

type Heard = { readonly kind: UrgentKind; readonly isHigh: boolean };
type CalmKind = keyof typeof calmPhrases;
type Surroundings = {
  /** In which clauses something calms. */
  readonly calm: ReadonlyMap<CalmKind, ReadonlySet<number>>;
  readonly lookalikes: readonly Span[];
  readonly nowSentences: ReadonlySet<number>;
  readonly hasTask: boolean;
};

const book = createPhraseBook({ classes: wordClasses, spellings, ownBareWords, oftenToneless });
const setOf = (notations: readonly string[]): PhraseSet<null> =>
  createPhraseSet(notations.map((notation) => ({ phrase: book.phrase(notation), value: null })));
const compiled = {
  urgent: createPhraseSet(
    urgentPhrases.flatMap(({ kind, say, certain }) =>
      say.map((notation) => ({
        phrase: book.phrase(notation),
        value: { kind, isCertain: certain === true },
      })),
    ),
  ),
  /** The first phrase of two that make one together. */
  together: createPhraseSet(
    urgentPhrases.flatMap(({ kind, together, certain }) =>
      (together ?? []).map(([one, other]) => ({
        phrase: book.phrase(one),
        value: { kind, isCertain: certain === true, other: book.phrase(other) },
      })),
    ),
  ),
  lookalikes: setOf(lookalikes.flatMap(({ say }) => say)),
  calm: createPhraseSet(
    (Object.keys(calmPhrases) as CalmKind[]).flatMap((kind) =>
      calmPhrases[kind].map((notation) => ({ phrase: book.phrase(notation), value: kind })),
    ),
  ),
  now: setOf(nowPhrases),
  nowWord: book.phrase(nowWords),
  task: setOf(taskWords),
  glue: book.phrase(glueWords),
  saved: book.phrase(saved),
  save: book.phrase(cries.save.join('|')),
  help: book.phrase(cries.help.join('|')),
  plea: book.phrase(cries.plea),
  always: book.phrase(cries.always.join('|')),
};

function surroundingsOf(tokens: readonly Token[]): Surroundings {
  return {
    calm: new Map(
      [...Map.groupBy(compiled.calm(tokens), ({ value }) => value)].map(([kind, found]) => [
        kind,
        new Set(found.map(({ span }) => tokens[span.start]?.clause ?? -1)),
      ]),
    ),
    lookalikes: compiled.lookalikes(tokens).map(({ span }) => span),
    nowSentences: new Set(compiled.now(tokens).map(({ span }) => tokens[span.start]?.sentence ?? 0)),
    hasTask: compiled.task(tokens).length > 0,
  };
}

/** What is over, asked, supposed, told or wished for is no emergency. Of harm at home, to oneself or to a child only what is over or told. */
const calming: Record<UrgentKind, readonly CalmKind[]> = {
  fire: ['past', 'done', 'papers', 'asking', 'maybe', 'story', 'habit', 'mistake'],
  medical: ['past', 'done', 'papers', 'asking', 'maybe', 'story', 'habit', 'mistake'],
  sos: ['past', 'done', 'papers', 'asking', 'maybe', 'story', 'habit', 'mistake', 'remote'],
  domestic_violence: ['done', 'papers', 'story', 'mistake'],
  self_harm: ['papers', 'story'],
  child: ['done', 'papers', 'story', 'pet', 'grown', 'mistake'],
};

/** What "now" in the same breath overrules: not what is only told or supposed. */
const overruledByNow: ReadonlySet<CalmKind> = new Set(['past', 'papers', 'asking', 'habit', 'remote']);
/** … and what is supposed in one breath does not undo what happens in another. */
const overruledElsewhere: ReadonlySet<CalmKind> = new Set(['maybe', 'story']);

/** Something urgent that is said, before it is held against what stands around it. */
type Said = { readonly kind: UrgentKind; readonly isCertain: boolean; readonly span: Span };

function eventsIn(tokens: readonly Token[], said: readonly Said[], around: Surroundings): Heard[] {
  return said
    .filter(({ span }) => !isLookalike(span, around.lookalikes))
    .flatMap(({ kind, isCertain, span }) => {
      const isSaidNow = happensNow(tokens, span, around);
      const isNow = isCertain || isSaidNow;
      const clause = tokens[span.start]?.clause ?? -1;
      const isOverruled = (calm: CalmKind) =>
        (overruledByNow.has(calm) && (calm !== 'remote' || isSaidNow)) ||
        (overruledElsewhere.has(calm) && around.calm.get(calm)?.has(clause) === false);
      const isCalm = calming[kind].some((calm) => around.calm.has(calm) && !(isNow && isOverruled(calm)));
      return isCalm ? [] : [{ kind, isHigh: isNow || tokens.length <= cryWordsMax }];
    });
}

function urgentIn(tokens: readonly Token[]): Said[] {
  const alone = compiled.urgent(tokens).map(({ value, span }) => ({ ...value, span }));
  const together = compiled.together(tokens).flatMap(({ value: { other, ...value }, span: first }) =>
    findPhrase(tokens, other)
      .filter(({ start }) => tokens[start]?.sentence === tokens[first.start]?.sentence)
      .map((span) => ({ ...value, span })),
  );
  return [...alone, ...together];
}

/** Touches something that only looks like it, unless it says more than that. */
function isLookalike(span: Span, masks: readonly Span[]): boolean {
  return masks.some((mask) => {
    const touches = mask.start < span.end && span.start < mask.end;
    const saysMore =
      span.start <= mask.start && mask.end <= span.end && span.end - span.start > mask.end - mask.start;
    return touches && !saysMore;
  });
}

function happensNow(tokens: readonly Token[], span: Span, around: Surroundings): boolean {
  if (around.nowSentences.has(tokens[span.start]?.sentence ?? -1)) return true;
  return findPhrase(tokens, compiled.nowWord).some(
    (now) =>
      now.start >= span.start - 2 &&
      now.end <= span.end &&
      tokens[now.start]?.clause === tokens[span.start]?.clause,
  );
}

const calmingCries: readonly CalmKind[] = [
  'thanks',
  'done',
  'maybe',
  'story',
  'past',
  'papers',
  'asking',
  'pet',
  'joke',
  'habit',
  'mistake',
];
/** "Cứu em với, tối nào nó cũng đánh em": what comes every night is a cry all the same. */
const neverCalmSaving: ReadonlySet<CalmKind> = new Set(['habit']);

/** Words of a cry for help, before they are held against what stands around them. */
type Cried = { readonly isAlways: boolean; readonly saves: readonly Span[]; readonly helps: readonly Span[] };

const criesIn = (tokens: readonly Token[]): Cried => ({
  isAlways: findPhrase(tokens, compiled.always).length > 0,
  saves: findPhrase(tokens, compiled.save),
  helps: findPhrase(tokens, compiled.help),
});

/** A cry for help without saying why: "cứu tôi", "giúp với". */
function cryIn(tokens: readonly Token[], cried: Cried, around: Surroundings): Heard[] {
  const isMasked = (span: Span) => isLookalike(span, around.lookalikes);
  if (cried.isAlways && !around.calm.has('mistake')) return [{ kind: 'sos', isHigh: true }];
  if (around.hasTask || tokens.length > cryWordsMax) return [];
  const calming = calmingCries.filter((kind) => around.calm.has(kind));
  if (calming.some((kind) => !neverCalmSaving.has(kind))) return [];
  const isSaving = cried.saves.some((span) => !isMasked(span) && isSomebodySaved(tokens, span));
  if (isSaving) return [{ kind: 'sos', isHigh: true }];
  if (calming.length > 0) return [];
  const helps = cried.helps.filter((span) => !isMasked(span));
  if (helps.some((span) => isOnlyCry(tokens, span))) return [{ kind: 'sos', isHigh: true }];
  const isPlea = (span: Span) =>
    endsShortSentence(tokens, span) ||
    findPhrase(tokens, compiled.plea).some(({ start }) => start === span.start);
  return helps.some(isPlea) ? [{ kind: 'sos', isHigh: false }] : [];
}

/** Behind "cứu" stands somebody, a plea, or nothing. */
function isSomebodySaved(tokens: readonly Token[], { end, start }: Span): boolean {
  if (tokens[end]?.clause !== tokens[start]?.clause) return true;
  return findPhrase(tokens, compiled.saved).some((span) => span.start === end);
}

/** Its clause holds nothing but the cry, whom it calls and how much it hurries. */
function isOnlyCry(tokens: readonly Token[], { start }: Span): boolean {
  const clause = tokens[start]?.clause;
  const glued = new Set(
    findPhrase(tokens, compiled.glue).flatMap((span) =>
      Array.from({ length: span.end - span.start }, (_, index) => span.start + index),
    ),
  );
  return tokens.every((token, index) => token.clause !== clause || glued.has(index));
}

/** "… giúp với": the cry and its plea are the end of a sentence of a few words. */
function endsShortSentence(tokens: readonly Token[], { start }: Span): boolean {
  const sentence = tokens.flatMap((token, index) =>
    token.sentence === tokens[start]?.sentence ? [index] : [],
  );
  if (sentence.length > shortSentenceWordsMax) return false;
  const glued = new Set(findPhrase(tokens, compiled.glue).map((span) => span.start));
  return sentence.filter((index) => index >= start).every((index) => glued.has(index));
}
