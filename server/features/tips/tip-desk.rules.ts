import type { DeskEntry, DeskMove, DeskTip, DeskTipItem } from '#contract/staff.ts';
import type { Certainty, DeskTipEvent } from '#contract/vocabulary.ts';
import { type GuardedTip, mayMove, maySeeContact, type StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { EntryWords, Tip, TipWords } from './tip.store.ts';
import { minutesLeft } from './tip-access.rules.ts';
import { type EntryDetails, type HistoryRow, readDetails } from './tip-history.ts';
import { lawDueAt } from './tip-law.rules.ts';
import { statusAfter, type TipMover, type TipParty, tipMoves } from './tip-moves.rules.ts';
import type { TipContact } from './tip-owner.store.ts';

/** What each of the desk's moves is in the table of moves, and in the history. */
export const eventOfMove = {
  acknowledge: 'acknowledged',
  assign: 'assigned',
  transfer: 'transferred',
  escalate: 'escalated',
  ask: 'asked',
  note: 'noted',
  'draft-reply': 'reply_drafted',
  'approve-reply': 'answered',
  'send-back': 'reply_sent_back',
  close: 'closed',
  decline: 'declined',
  reclassify: 'reclassified',
} as const satisfies Record<DeskMove, keyof typeof tipMoves>;

/** The names behind ids. */
export type DeskNames = {
  unit(id: string): string;
  category(id: string): string;
  staff(id: string): string;
};

/** As many letters of the sender's words as a list shows. */
const excerptCharsMax = 140;

export function deskTipItem(
  tip: Tip,
  words: TipWords | undefined,
  names: Pick<DeskNames, 'unit' | 'category'>,
  now: Date,
): DeskTipItem {
  const letters = [...(words?.description ?? '').replace(/\s+/g, ' ')];
  const isCut = letters.length > excerptCharsMax;
  return {
    ...deskTipFields(tip, names, now),
    excerpt: isCut ? `${letters.slice(0, excerptCharsMax).join('')}…` : letters.join(''),
  };
}

function deskTipFields(tip: Tip, names: Pick<DeskNames, 'unit' | 'category'>, now: Date) {
  return {
    code: tip.code,
    kind: tip.kind,
    category: { id: tip.category, name: names.category(tip.category) },
    unit: { id: tip.unitId, name: names.unit(tip.unitId) },
    status: tip.status,
    anonymous: tip.isAnonymous,
    restricted: tip.isRestricted,
    photoCount: tip.photoCount,
    createdAt: tip.createdAt,
    updatedAt: tip.updatedAt,
    acknowledgeBy: tip.acknowledgeBy,
    minutesLeft: minutesLeft(tip, now),
    lawDueAt: lawDueAt(tip),
    attention: tip.attention,
    sequence: tip.historySequence,
  };
}

/** All that the page of a tip is made of. */
export type DeskTipFacts = {
  tip: Tip;
  guard: GuardedTip;
  actor: StaffActor;
  tree: UnitTree;
  words: TipWords | undefined;
  entryWords: ReadonlyMap<number, EntryWords>;
  history: readonly HistoryRow[];
  contact: TipContact | undefined;
  photoIds: string[];
  /** Also of messages: those that were not erased. */
  keptPhotoIds: ReadonlySet<string>;
  people: readonly string[];
  suggestedUnitId: string | null;
  names: DeskNames;
  now: Date;
};

export function deskTip(facts: DeskTipFacts): DeskTip {
  const { tip, words, names, actor, guard } = facts;
  const draft = findDraft(facts.history);
  const contact = maySeeContact(actor, guard) ? facts.contact : undefined;
  return {
    ...deskTipFields(tip, names, facts.now),
    description: words?.description ?? '',
    address: words?.address ?? null,
    point:
      tip.lat === null || tip.lng === null ? null : { lat: tip.lat, lng: tip.lng, accuracyM: tip.accuracyM },
    certainty: tip.certainty as Certainty,
    happenedAt: tip.happenedAt,
    contact: contact ? { name: contact.name ?? null, phone: contact.phone ?? null } : null,
    photoIds: facts.photoIds,
    history: facts.history.map((row) => deskEntry(row, facts)),
    draft: draft
      ? {
          sequence: draft.sequence,
          text: facts.entryWords.get(draft.sequence)?.text ?? '',
          staff: namedStaff(readDetails(draft).staffId, names),
          at: draft.at,
        }
      : null,
    people: facts.people.map((id) => ({ id, name: names.staff(id) })),
    suggestedUnitId: facts.suggestedUnitId,
    can: listMoves(facts, draft),
  };
}

function deskEntry(row: HistoryRow, { entryWords, keptPhotoIds, names, words }: DeskTipFacts): DeskEntry {
  const details = readDetails(row);
  const namedUnit = (id: string | null | undefined) => (id ? { id, name: names.unit(id) } : null);
  const namedCategory = (id: string | undefined) => (id ? { id, name: names.category(id) } : null);
  return {
    sequence: row.sequence,
    at: row.at,
    event: row.event as DeskTipEvent,
    actor: row.actor as TipParty,
    unit: namedUnit(row.unit_id),
    staff: namedStaff(details.staffId, names),
    via: details.via ?? null,
    text:
      row.event === 'received' ? (words?.description ?? null) : (entryWords.get(row.sequence)?.text ?? null),
    photoIds: (details.photos ?? []).filter((id) => keptPhotoIds.has(id)),
    stars: details.stars ?? null,
    toUnit: namedUnit(details.toUnitId),
    toStaff: namedStaff(details.toStaffId, names),
    fromCategory: namedCategory(details.fromCategory),
    toCategory: namedCategory(details.toCategory),
  };
}

const namedStaff = (id: string | undefined, names: DeskNames) => (id ? { id, name: names.staff(id) } : null);

/** Who has to do with a history: their names are looked up before it is shown. */
export function staffIn(history: readonly HistoryRow[], people: readonly string[]): string[] {
  const ids = history.flatMap((row) => {
    const { staffId, toStaffId } = readDetails(row);
    return [staffId, toStaffId].filter((id) => id !== undefined);
  });
  return [...new Set([...ids, ...people])];
}

/** The newest drafted reply that was neither sent nor sent back since, nor overtaken by a reopening. */
export function findDraft(history: readonly HistoryRow[]): HistoryRow | undefined {
  const settles = ['answered', 'reply_sent_back', 'declined', 'reopened'];
  const last = history.findLast(({ event }) => event === 'reply_drafted' || settles.includes(event));
  return last?.event === 'reply_drafted' ? last : undefined;
}

export const authorOf = (row: HistoryRow): EntryDetails['staffId'] => readDetails(row).staffId;

export const moverOf = (actor: StaffActor): TipMover =>
  actor.role === 'commander' ? 'commander' : 'officer';

/** What this person may do to the tip as it stands. */
function listMoves({ actor, guard, tip, tree }: DeskTipFacts, draft: HistoryRow | undefined): DeskMove[] {
  const moves = Object.entries(eventOfMove) as [DeskMove, keyof typeof tipMoves][];
  return moves
    .filter(
      ([, event]) =>
        mayMove(actor, guard, tipMoves[event], tree) && statusAfter(event, moverOf(actor), tip) !== null,
    )
    .map(([move]) => move)
    .filter((move) => {
      if (move === 'send-back') return draft !== undefined;
      if (move === 'approve-reply') return draft !== undefined && authorOf(draft) !== actor.id;
      return move !== 'escalate' || tree.parentOf(tip.unitId) !== null;
    });
}
