import { vietnamOffsetMs } from '#contract/vietnam-time.ts';
import type { TipKind } from '#contract/vocabulary.ts';

const dayMs = 24 * 60 * 60_000;
/** BLTTHS Điều 147 khoản 1. */
const lawDays = 20;

/**
 * Until when a denunciation must be dealt with by law: 20 days from receipt (BLTTHS Điều 147 khoản 1), null for other kinds. The
 * day of receipt is not counted and the last one counts whole, to 24:00 in Việt Nam (Điều 134 khoản 1); given is its last second,
 * so that it also reads as that day. A last day that is no working day is not moved: that rule is for periods of months, and a
 * date that comes too early does no harm. ISO-8601 UTC.
 */
export function lawDueAt(tip: { kind: TipKind; createdAt: string }): string | null {
  if (tip.kind !== 'crime') return null;
  const receivedDay = Math.floor((Date.parse(tip.createdAt) + vietnamOffsetMs) / dayMs);
  return new Date((receivedDay + lawDays + 1) * dayMs - vietnamOffsetMs - 1_000).toISOString();
}
