import type { DeskTipEvent, TipKind, TipStatus } from '#contract/vocabulary.ts';

/** On whose side something happens, as the history keeps it. */
export type TipParty = 'citizen' | 'unit' | 'clock';

/** Who can bring a move about. Which officers of which units is asked before (staff-rights.rules.ts). */
export type TipMover = 'citizen' | 'officer' | 'commander' | 'clock';

/** Whom of the units with access a move is for: those that work on the tip, the one that has it, or all that see it. */
export type MoveReach = 'working' | 'holding' | 'seeing';

export type TipMove = {
  by: readonly TipMover[];
  /** Units; meaningless for a citizen's move. */
  reach: MoveReach;
  /** From which status to which; a status that is missing does not allow the move. */
  moves: Readonly<Partial<Record<TipStatus, TipStatus>>>;
  /** Where not all kinds of tips may make it. */
  kinds?: readonly TipKind[];
};

/** While it is in a unit's hands and not answered. */
const openStatuses = [
  'received',
  'acknowledged',
  'in_progress',
  'waiting_citizen',
  'transferred',
  'escalated',
] as const satisfies readonly TipStatus[];

const staff = ['officer', 'commander'] as const;

/** Begun by whoever does it; only a question to the sender stays open. */
const atWork = { ...allTo(openStatuses, 'in_progress'), waiting_citizen: 'waiting_citizen' } as const;

/** The life of a tip after it was received (design 2): whatever is not in this table does not happen. */
export const tipMoves: Readonly<Record<Exclude<DeskTipEvent, 'received'>, TipMove>> = {
  acknowledged: {
    by: staff,
    reach: 'working',
    moves: allTo(['received', 'transferred', 'escalated'], 'acknowledged'),
  },
  asked: { by: staff, reach: 'working', moves: allTo(openStatuses, 'waiting_citizen') },
  message_citizen: {
    by: ['citizen'],
    reach: 'seeing',
    moves: { ...same([...openStatuses, 'answered']), waiting_citizen: 'in_progress' },
  },
  message_unit: {
    by: staff,
    reach: 'working',
    moves: {
      ...same([...openStatuses, 'answered']),
      ...allTo(['received', 'transferred', 'escalated'], 'acknowledged'),
    },
  },
  assigned: { by: staff, reach: 'working', moves: atWork },
  transferred: { by: staff, reach: 'working', moves: allTo(openStatuses, 'transferred') },
  escalated: { by: [...staff, 'clock'], reach: 'working', moves: allTo(openStatuses, 'escalated') },
  reclassified: { by: staff, reach: 'working', moves: same(openStatuses) },
  reminded: { by: ['clock'], reach: 'working', moves: same(['received', 'transferred', 'escalated']) },
  noted: {
    by: staff,
    reach: 'seeing',
    moves: same([...openStatuses, 'answered', 'closed', 'declined']),
  },
  reply_drafted: { by: staff, reach: 'working', moves: atWork },
  // An answer needs a second person of the unit that has the tip, or of one above it (promise 9).
  reply_sent_back: { by: ['commander'], reach: 'holding', moves: same(openStatuses) },
  answered: { by: ['commander'], reach: 'holding', moves: allTo(openStatuses, 'answered') },
  rated: { by: ['citizen'], reach: 'seeing', moves: same(['answered', 'closed']) },
  reopened: { by: ['citizen'], reach: 'seeing', moves: allTo(['answered', 'closed'], 'received') },
  closed: { by: staff, reach: 'holding', moves: { answered: 'closed' } },
  declined: {
    by: ['commander'],
    reach: 'holding',
    moves: allTo(['received', 'acknowledged', 'in_progress', 'transferred', 'escalated'], 'declined'),
    // A denunciation may not be refused (design 2).
    kinds: ['feedback', 'petition'],
  },
};

/** The status after the move, or null when the table does not allow it. */
export function statusAfter(
  event: keyof typeof tipMoves,
  by: TipMover,
  tip: { status: TipStatus; kind: TipKind },
): TipStatus | null {
  const move = tipMoves[event];
  if (!move.by.includes(by) || (move.kinds && !move.kinds.includes(tip.kind))) return null;
  return move.moves[tip.status] ?? null;
}

/** Statuses after which nothing more is done, unless the tip is reopened. */
export const finishedStatuses = ['closed', 'declined'] as const satisfies readonly TipStatus[];

/** Nothing is owed to anybody any more: from the last thing that happened on, the periods of retention run. */
export const restingStatuses = [...finishedStatuses, 'answered'] as const satisfies readonly TipStatus[];

/** A unit has it and has not taken it up yet: `acknowledgeBy` runs. */
export const unacknowledgedStatuses = [
  'received',
  'transferred',
  'escalated',
] as const satisfies readonly TipStatus[];

/** Each of these leads to that one. */
function allTo(from: readonly TipStatus[], to: TipStatus): Partial<Record<TipStatus, TipStatus>> {
  return Object.fromEntries(from.map((status) => [status, to]));
}

function same(statuses: readonly TipStatus[]): Partial<Record<TipStatus, TipStatus>> {
  return Object.fromEntries(statuses.map((status) => [status, status]));
}
