import type { ProcedureDetail } from '#contract/procedures.ts';
import { numberLocale } from '../../lib/language.ts';

type Fee = ProcedureDetail['fees'][number];

/** 15000 → "15.000"; in English "15,000". */
export const vndText = (amountVnd: number): string => amountVnd.toLocaleString(numberLocale());

/** The fees in one line: `free` when nobody pays, `unknown` when no amount is known, else from the least to the most. */
export type FeeRange = { kind: 'free' } | { kind: 'unknown' } | { kind: 'range'; from: number; to: number };

export function feeRange(fees: readonly Fee[]): FeeRange {
  const known = fees.flatMap(({ amountVnd }) => amountVnd ?? []);
  if (known.length === 0) return { kind: 'unknown' };
  const paid = known.filter((amount) => amount > 0);
  // That somebody is exempt does not make it free, and neither does an amount that nobody knows.
  if (paid.length === 0) return known.length === fees.length ? { kind: 'free' } : { kind: 'unknown' };
  return { kind: 'range', from: Math.min(...paid), to: Math.max(...paid) };
}
