import { type HistoryRow, readDetails } from './tip-history.ts';

/**
 * When what happened to a tip first, and what was said of it last: all that reports count, in one row. It is made of the history alone,
 * each time an entry is added (`timesOf`), so that it can be made again and compared.
 */
export type TipTimes = {
  tipId: string;
  receivedAt: string;
  /** The unit that it came to. */
  unitId: string;
  /** What it is taken for now. */
  category: string;
  acknowledgedAt: string | null;
  answeredAt: string | null;
  transferredAt: string | null;
  reopenedAt: string | null;
  declinedAt: string | null;
  /** The newest rating: a report up to an earlier moment asks the history which one was the newest then. */
  ratedAt: string | null;
  stars: number | null;
  /** When it was taken for something else last; the same holds. */
  reclassifiedAt: string | null;
};

type Entry = Pick<HistoryRow, 'event' | 'at' | 'unit_id' | 'details'>;

/** Moves by which somebody of the unit shows that they have the tip (clock.rules.ts `effectOf`). */
const takingUp = ['acknowledged', 'assigned', 'asked', 'message_unit', 'answered', 'closed', 'declined'];

/** Out of a whole history, oldest entry first; the category is the one thing that its first entry does not tell. */
export function timesOf(tip: { id: string; category: string }, history: readonly Entry[]): TipTimes {
  const [received] = history;
  if (!received) throw new Error('A tip without a history.');
  const first = (...events: string[]) =>
    history
      .filter(({ event }) => events.includes(event))
      .map(({ at }) => at)
      .toSorted()
      .at(0) ?? null;
  const rated = history.findLast(({ event }) => event === 'rated');
  return {
    tipId: tip.id,
    receivedAt: received.at,
    unitId: received.unit_id ?? '',
    category: tip.category,
    acknowledgedAt: first(...takingUp),
    answeredAt: first('answered'),
    transferredAt: first('transferred'),
    reopenedAt: first('reopened'),
    declinedAt: first('declined'),
    ratedAt: rated?.at ?? null,
    stars: rated ? (readDetails(rated).stars ?? null) : null,
    reclassifiedAt:
      history
        .filter(({ event }) => event === 'reclassified')
        .map(({ at }) => at)
        .toSorted()
        .at(-1) ?? null,
  };
}

/** The same as it was at a moment: nothing of it had happened that happened from then on. */
export function timesUpTo(times: TipTimes, to: string): TipTimes {
  const until = (instant: string | null) => (instant !== null && instant < to ? instant : null);
  return {
    ...times,
    acknowledgedAt: until(times.acknowledgedAt),
    answeredAt: until(times.answeredAt),
    transferredAt: until(times.transferredAt),
    reopenedAt: until(times.reopenedAt),
    declinedAt: until(times.declinedAt),
  };
}
