import { limits } from '#contract/limits.ts';
import type { TipMessage, TipView } from '#contract/tips.ts';
import { type TipEvent, tipEvents } from '#contract/vocabulary.ts';
import type { EntryWords, Tip, TipWords } from './tip.store.ts';
import { type EntryDetails, type HistoryRow, readDetails } from './tip-history.ts';
import { statusAfter } from './tip-moves.rules.ts';

/** All that a view of a tip is made of. */
export type TipViewFacts = {
  tip: Tip;
  /** Undefined once they were erased. */
  words: TipWords | undefined;
  /** By the number of their entry. */
  entryWords: ReadonlyMap<number, EntryWords>;
  /** Oldest first. */
  history: readonly HistoryRow[];
  photoIds: string[];
  /** Also of messages: those that were not erased. */
  keptPhotoIds: ReadonlySet<string>;
  categoryName: string;
  unitName(id: string): string;
};

/** A tip as its sender sees it. Who of the unit did something is not theirs to see. */
export function tipView(facts: TipViewFacts): TipView {
  const { tip, words, history } = facts;
  const namedUnit = (id: string) => ({ id, name: facts.unitName(id) });
  return {
    code: tip.code,
    kind: tip.kind,
    category: { id: tip.category, name: facts.categoryName },
    unit: namedUnit(tip.unitId),
    status: tip.status,
    anonymous: tip.isAnonymous,
    restricted: tip.isRestricted,
    description: words?.description ?? '',
    address: words?.address ?? null,
    photoIds: facts.photoIds,
    createdAt: tip.createdAt,
    updatedAt: tip.updatedAt,
    acknowledgeBy: tip.acknowledgeBy,
    timeline: history.filter(isForSender).map((entry) => {
      // Where it went says more than who sent it there.
      const unitId = readDetails(entry).toUnitId ?? entry.unit_id;
      return {
        sequence: entry.sequence,
        at: entry.at,
        event: entry.event,
        unit: unitId === null ? null : namedUnit(unitId),
        isNew: isNew(tip, entry),
      };
    }),
    messages: history.flatMap((entry) => toMessage(facts, entry)),
    rating: ratingOf(facts),
    can: {
      sendMessage: canSendMessage(tip, history),
      rate: statusAfter('rated', 'citizen', tip) !== null && findRating(history) === undefined,
      reopen: statusAfter('reopened', 'citizen', tip) !== null && reopensLeft(history) > 0,
    },
    reopensLeft: reopensLeft(history),
  };
}

/** How often the sender may still say "chưa được: xem lại". */
export function reopensLeft(history: readonly Pick<HistoryRow, 'event'>[]): number {
  return Math.max(0, limits.reopensMax - count(history, 'reopened'));
}

/** Whether the sender has room for one more message. */
export function hasRoomForMessage(history: readonly Pick<HistoryRow, 'event'>[]): boolean {
  return count(history, 'message_citizen') < limits.citizenMessagesMax;
}

/** The sender's rating of the newest answer, if they gave one. */
export function findRating(history: readonly HistoryRow[]): HistoryRow | undefined {
  const answer = history.findLast(({ event }) => event === 'answered');
  return history.findLast(({ event, sequence }) => event === 'rated' && sequence > (answer?.sequence ?? 0));
}

function canSendMessage(tip: Tip, history: readonly HistoryRow[]): boolean {
  return statusAfter('message_citizen', 'citizen', tip) !== null && hasRoomForMessage(history);
}

const isNew = (tip: Tip, entry: HistoryRow): boolean =>
  entry.actor !== 'citizen' && entry.sequence > tip.seenSequence;

/** What stays among the staff is no step of the sender's timeline. */
const isForSender = (entry: HistoryRow): entry is HistoryRow & { event: TipEvent } =>
  tipEvents.some((event) => event === entry.event);

/** The conversation; words to a rating stand with the rating, and reasons for what the unit did stay among the staff. */
const conversation = ['asked', 'message_citizen', 'message_unit', 'answered', 'reopened', 'declined'];

function toMessage({ tip, entryWords, keptPhotoIds }: TipViewFacts, entry: HistoryRow): TipMessage[] {
  const details = readDetails(entry);
  const isMessage = details.words !== undefined || (details.photos ?? []).length > 0;
  if (!isMessage || !conversation.includes(entry.event)) return [];
  return [
    {
      id: messageId(entry),
      at: entry.at,
      from: entry.actor === 'citizen' ? 'citizen' : 'unit',
      text: entryWords.get(entry.sequence)?.text ?? '',
      photoIds: (details.photos ?? []).filter((id) => keptPhotoIds.has(id)),
      isNew: isNew(tip, entry),
    },
  ];
}

/** A message's id within its tip: the number of its entry. */
export const messageId = (entry: { sequence: number }): string => String(entry.sequence);

function ratingOf({ entryWords, history }: TipViewFacts): TipView['rating'] {
  const entry = findRating(history);
  if (!entry) return null;
  const { stars = 0 }: EntryDetails = readDetails(entry);
  return { stars, text: entryWords.get(entry.sequence)?.text ?? '', at: entry.at };
}

const count = (history: readonly Pick<HistoryRow, 'event'>[], event: TipEvent): number =>
  history.filter((entry) => entry.event === event).length;
