import { type RetentionKind, retentionKinds } from '#contract/retention.ts';

/** A period of the content pack. */
export type RetentionPeriod = {
  readonly days: number | null;
  readonly basis: string;
  readonly demo: boolean;
};
export type RetentionPeriods = Readonly<Record<RetentionKind, RetentionPeriod>>;

const dayMs = 24 * 60 * 60_000;
/** Rounds come several times an hour; a day without one is somebody's to look into. */
const behindAfterMs = dayMs;

/** What came to rest before this instant is over. */
export const keptSince = (days: number, now: Date): string =>
  new Date(now.getTime() - days * dayMs).toISOString();

/**
 * Kinds with a period of which nobody has found all erased that was due for longer than a day. One that was never looked after belongs to a
 * portal that has just begun.
 */
export function listBehind(
  periods: RetentionPeriods,
  lookedAt: ReadonlyMap<string, string>,
  now: Date,
): RetentionKind[] {
  return retentionKinds.filter((kind) => {
    if (periods[kind].days === null) return false;
    const last = lookedAt.get(kind);
    return last !== undefined && now.getTime() - Date.parse(last) > behindAfterMs;
  });
}
