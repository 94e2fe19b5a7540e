import type { ProcedureSearch, SearchWords } from '#contract/procedure-search.ts';
import { type HeardUrgency, urgencyOf } from '#contract/urgent-words.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';
import { createEar, type Hearing, subjectsOf } from './chat-hearing.rules.ts';
import type { NamedUnit, UnitFinder } from './chat-units.rules.ts';

/** What may be asked about a procedure. */
export const chatAspects = [
  'papers',
  'fee',
  'time',
  'form',
  'where',
  'online',
  'hours',
  'who',
  'penalty',
] as const;
export type ChatAspect = (typeof chatAspects)[number];

type Spoken =
  | 'person'
  | 'news'
  | 'track'
  | 'law'
  | 'thanks'
  | 'farewell'
  | 'greeting'
  | 'wellbeing'
  | 'aboutMe'
  | 'abuse'
  | 'acknowledged'
  | 'elsewhere'
  | 'secret'
  | 'empty'
  | 'unknown';

/** What a text is about; of several things the one that cannot wait. */
export type ChatHeard =
  | { readonly intent: 'sos'; readonly urgency: HeardUrgency; readonly units: readonly NamedUnit[] }
  | { readonly intent: 'tip'; readonly wantsPerson: boolean }
  | { readonly intent: 'contact'; readonly units: readonly NamedUnit[] }
  | { readonly intent: 'procedure'; readonly ids: readonly string[]; readonly aspect: ChatAspect | null }
  /** Asks something about a procedure that was named before. */
  | { readonly intent: 'aspect'; readonly aspect: ChatAspect }
  | { readonly intent: 'code'; readonly code: string }
  | { readonly intent: 'number'; readonly number: number }
  | { readonly intent: Spoken };

export type ChatReader = (text: string) => ChatHeard;

/** Of what the search finds without a name: less of the question than this may be chance, the more so where nothing is asked for. */
const shareLeast = { ofName: 0.3, ofRequest: 0.45, ofWords: 0.7 } as const;
/** Words that may be left over besides what was understood. */
const telling = {
  smallTalkMax: 1,
  aspectMax: 1,
  taleWordsMin: 12,
  storyWordsMin: 25,
  nodWordsMax: 3,
} as const;

const tipCode = /\bTB[-\s]?([0-9A-HJKMNP-TV-Z]{6})\b/iu;
/** Five groups of four, as receipts are written, with or without their hyphens. */
const receipt = /(?<![0-9A-Z])(?:[0-9A-HJKMNP-TV-Z]{4}[-\s]?){5,}(?![0-9A-Z])/u;
const chosenNumber = /^\s*(?:số|so|câu|mục|muc|chọn|chon)?\s*([1-9])\s*[.)]?\s*$/iu;

/** The printed code of a form says which procedure it is for. */
const formCode = /(?<![\p{L}\p{N}])(?:ct|dc|tk|cc|na|dkx|dd)\s?\d{1,2}[ab]?(?![\p{L}\p{N}])/iu;

/** "5t" is how an age is written in a chat. */
const shortAge = /(?<![\p{L}\p{N}])(\d{1,2})\s?t(?![\p{L}\p{N}])/giu;

/** One reader over the same data as the screens: their search and its words, the urgent words, the names of the units. */
export function createChatReader(place: {
  search: ProcedureSearch;
  searchWords: SearchWords;
  findUnits: UnitFinder;
}): ChatReader {
  const hear = createEar(place.searchWords);
  const subjects = subjectsOf(place.searchWords);

  return (text) => {
    const urgency = urgencyOf(text);
    const units = place.findUnits(text);
    if (urgency.kind !== null) return { intent: 'sos', urgency, units };
    const sign = signOf(text);
    if (sign) return sign;
    return intentOf(text, hear(text), units);
  };

  function intentOf(text: string, said: Hearing, units: readonly NamedUnit[]): ChatHeard {
    const found = place.search(text.replace(shortAge, '$1 tuổi'));
    const aspect = chatAspects.find((each) => said.has(each)) ?? null;
    const asksOffice = said.has('request') || (aspect !== null && aspect !== 'hours');
    const least = asksOffice ? shareLeast.ofRequest : shareLeast.ofWords;
    const isCued = said.wantedId !== null;
    const isNamed = isCued || (found.isNamed && found.share >= shareLeast.ofName);
    const isAsked = isNamed || (found.share >= least && said.restOf(smallTalk) > 0);
    const named = { intent: 'procedure', ids: idsOf(said, found.ids), aspect } as const;

    if (isTracking(said)) return { intent: 'track' };
    if (said.has('track') || ((said.has('sentBefore') || said.has('sentEarlier')) && said.has('howNow')))
      return { intent: 'track' };
    if (said.isOnly('aboutMe', telling.smallTalkMax)) return { intent: 'aboutMe' };
    if (isTip(said)) return { intent: 'tip', wantsPerson: said.has('person') };
    if (!isCued && isComplaint(said) && said.words >= telling.taleWordsMin && !said.has('asks'))
      return { intent: 'tip', wantsPerson: said.has('person') };
    if (said.has('person') && !isNamed) return { intent: 'person' };
    if (said.has('law') && !said.isAboutPenalty && (!isNamed || said.has('tip') || !said.has('request')))
      return { intent: 'law' };
    if (isElsewhere(said, isNamed) && !(isComplaint(said) && !said.has('asks')))
      return { intent: 'elsewhere' };
    if (formCode.test(text) && found.ids.length > 0) return { ...named, aspect: aspect ?? 'form' };
    if (isNamed && said.has('contact') && (said.has('alsoPapers') || (isCued && said.has('both'))))
      return named;
    if (said.has('contact')) return { intent: 'contact', units };
    if (said.has('somebody') && said.has('hours')) return { intent: 'contact', units };
    if (said.has('somebody') && !isNamed) return { intent: 'person' };
    if (said.has('office') && said.has('hours') && said.has('news') && !isNamed)
      return { intent: 'contact', units };
    if (said.has('news') && (!isNamed || !said.has('request'))) return { intent: 'news' };
    if (aspect !== null && !isCued && said.restOf(aroundAspect) === 0) return { intent: 'aspect', aspect };
    if (isCued || (isNamed && !(said.has('others') && aspect === null))) return named;
    if (said.has('office') || found.intent === 'hotline') return { intent: 'contact', units };
    if (aspect !== null && said.restOf(aroundAspect) <= telling.aspectMax)
      return { intent: 'aspect', aspect };
    if (said.has('elsewhere') || said.has('others')) return { intent: 'elsewhere' };
    const talk = talkOf(said);
    if (talk) return { intent: talk };
    if (said.has('abuse')) return { intent: 'abuse' };
    if (isAsked) return named;
    if (units.some(({ isCertain }) => isCertain) || isJustName(text, units))
      return { intent: 'contact', units };
    const loose = looseTalkOf(said);
    if (loose) return { intent: loose };
    return isComplaint(said) ? { intent: 'tip', wantsPerson: false } : { intent: 'unknown' };
  }

  /** What core words decide for comes first, then what the search found. */
  function idsOf(said: Hearing, ids: readonly string[]): readonly string[] {
    const { wantedId } = said;
    if (wantedId === null) return bySubject(said, ids);
    return [wantedId, ...ids.filter((id) => id !== wantedId)];
  }

  /** Where nothing but a subject was named, what its list has first is meant: of "tạm trú" the registration, not its end. */
  function bySubject(said: Hearing, ids: readonly string[]): readonly string[] {
    const subject = subjects.find(
      ({ name }) => said.has(name) && said.restOf([name, ...aroundSubject]) === 0,
    );
    if (!subject || said.has('anew')) return ids;
    const [first] = subject.about;
    return first === undefined ? ids : [first, ...ids.filter((id) => id !== first)];
  }
}

/** A report: what somebody does, or something that is gone and is no paper to be made anew. */
function isTip(said: Hearing): boolean {
  if (['notTip', 'law'].some(said.has)) return false;
  const isAboutOthers = ['report', 'others3', 'nuisance', 'theft'].some(said.has);
  if (said.wantedId !== null && said.has('request') && !isAboutOthers) return false;
  if (said.has('tip') && (said.has('report') || said.has('others3'))) return true;
  if (['redo', 'anew'].some(said.has)) return false;
  if (said.has('tip') || said.has('theft')) return true;
  if (said.has('papersThing')) return false;
  if (said.wantedId !== null && said.has('asks')) return false;
  return said.has('loss') || said.has('report') || (said.has('searchTip') && !said.has('notSearchTip'));
}

/** Asks what became of what was reported before. */
function isTracking(said: Hearing): boolean {
  const isOld = said.has('sentBefore') || said.has('sentEarlier') || said.has('ownReport');
  return isOld && (said.has('nothingCame') || said.has('howNow'));
}

/** The business of another office, and not asked how to reach ours. */
function isElsewhere(said: Hearing, isNamed: boolean): boolean {
  if (said.wantedId !== null || said.has('contactOffice')) return false;
  return said.has('othersOffice') || (said.has('elsewhere') && !isNamed);
}

/** Nothing that we know, but somebody else does it and it is borne no longer; or it is a long story about others. */
function isComplaint(said: Hearing): boolean {
  if (!(said.has('others3') || said.has('suffers')) || ['notTip', 'law', 'contact'].some(said.has))
    return false;
  return said.has('nuisance') || said.words >= telling.storyWordsMin;
}

const smallTalk = [
  'greeting',
  'thanks',
  'farewell',
  'wellbeing',
  'abuse',
  'acknowledged',
  'aboutMe',
  'glue',
] as const;
/** What may stand around a subject without saying what of it is wanted. */
const aroundSubject = [
  ...chatAspects,
  'plain',
  'greeting',
  'thanks',
  'farewell',
  'acknowledged',
  'abuse',
  'glue',
] as const;
/** What may stand around a question about the subject that was spoken of. */
const aroundAspect = [
  ...chatAspects,
  'request',
  'greeting',
  'thanks',
  'farewell',
  'acknowledged',
  'abuse',
  'glue',
] as const;

/** What is recognised by its letters alone. */
function signOf(text: string): ChatHeard | null {
  if (receipt.test(text.toUpperCase()) && /\d/.test(text)) return { intent: 'secret' };
  const code = tipCode.exec(text)?.[1];
  if (code) return { intent: 'code', code: `TB-${code.toUpperCase()}` };
  const number = chosenNumber.exec(text)?.[1];
  if (number) return { intent: 'number', number: Number(number) };
  return foldVietnamese(text) === '' ? { intent: 'empty' } : null;
}

/** Politeness and nothing besides. */
function talkOf(said: Hearing): Spoken | null {
  const kinds = ['abuse', 'thanks', 'farewell', 'wellbeing', 'greeting'] as const;
  const isOther = said.has('farewell') || said.has('greeting');
  const restMax = said.words <= telling.nodWordsMax && !isOther ? 1 : 0;
  if (said.has('acknowledged') && said.restOf(['acknowledged', 'polite']) <= restMax)
    return said.has('thanks') ? 'thanks' : 'acknowledged';
  return kinds.find((kind) => said.isOnly(kind, telling.smallTalkMax)) ?? null;
}

/** Politeness beside words that say nothing to us. */
function looseTalkOf(said: Hearing): Spoken | null {
  const kinds = ['abuse', 'wellbeing', 'thanks', 'farewell'] as const;
  return kinds.find((kind) => said.has(kind)) ?? null;
}

/** "Tân Quý" and nothing else. */
function isJustName(text: string, units: readonly NamedUnit[]): boolean {
  return units.length > 0 && foldVietnamese(text).split(' ').length <= 5;
}
