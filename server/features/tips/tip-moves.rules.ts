import type { TipEvent, TipKind, TipStatus } from '#contract/vocabulary.ts';

/** Who can bring a move about. A role is added here and named in the moves it may make. */
export type TipParty = 'citizen' | 'unit';

export type TipMove = {
  by: readonly TipParty[];
  /** From which status to which; a status that is missing does not allow the move. */
  moves: Readonly<Partial<Record<TipStatus, TipStatus>>>;
  /** Where not all kinds of tips may make it. */
  kinds?: readonly TipKind[];
};

/** The life of a tip after it was received (design 2): whatever is not in this table does not happen. */
export const tipMoves: Readonly<Record<Exclude<TipEvent, 'received'>, TipMove>> = {
  acknowledged: {
    by: ['unit'],
    moves: { received: 'acknowledged', transferred: 'acknowledged', escalated: 'acknowledged' },
  },
  asked: {
    by: ['unit'],
    moves: {
      received: 'waiting_citizen',
      acknowledged: 'waiting_citizen',
      in_progress: 'waiting_citizen',
      waiting_citizen: 'waiting_citizen',
      transferred: 'waiting_citizen',
      escalated: 'waiting_citizen',
    },
  },
  message_citizen: {
    by: ['citizen'],
    moves: {
      received: 'received',
      acknowledged: 'acknowledged',
      in_progress: 'in_progress',
      waiting_citizen: 'in_progress',
      transferred: 'transferred',
      escalated: 'escalated',
      answered: 'answered',
    },
  },
  message_unit: {
    by: ['unit'],
    moves: {
      received: 'acknowledged',
      acknowledged: 'acknowledged',
      in_progress: 'in_progress',
      waiting_citizen: 'waiting_citizen',
      transferred: 'acknowledged',
      escalated: 'acknowledged',
      answered: 'answered',
    },
  },
  transferred: {
    by: ['unit'],
    moves: {
      received: 'transferred',
      acknowledged: 'transferred',
      in_progress: 'transferred',
      waiting_citizen: 'transferred',
      transferred: 'transferred',
      escalated: 'transferred',
    },
  },
  escalated: {
    by: ['unit'],
    moves: {
      received: 'escalated',
      acknowledged: 'escalated',
      in_progress: 'escalated',
      waiting_citizen: 'escalated',
      transferred: 'escalated',
      escalated: 'escalated',
    },
  },
  answered: {
    by: ['unit'],
    moves: {
      received: 'answered',
      acknowledged: 'answered',
      in_progress: 'answered',
      waiting_citizen: 'answered',
      transferred: 'answered',
      escalated: 'answered',
    },
  },
  rated: { by: ['citizen'], moves: { answered: 'answered', closed: 'closed' } },
  reopened: { by: ['citizen'], moves: { answered: 'received', closed: 'received' } },
  closed: { by: ['unit'], moves: { answered: 'closed' } },
  declined: {
    by: ['unit'],
    moves: { received: 'declined', acknowledged: 'declined', in_progress: 'declined' },
    // A denunciation may not be refused (design 2).
    kinds: ['feedback', 'petition'],
  },
};

/** The status after the move, or null when the table does not allow it. */
export function statusAfter(
  event: keyof typeof tipMoves,
  by: TipParty,
  tip: { status: TipStatus; kind: TipKind },
): TipStatus | null {
  const move = tipMoves[event];
  if (!move.by.includes(by) || (move.kinds && !move.kinds.includes(tip.kind))) return null;
  return move.moves[tip.status] ?? null;
}

/** Statuses after which nothing more is done, unless the tip is reopened. */
export const finishedStatuses = ['closed', 'declined'] as const satisfies readonly TipStatus[];
