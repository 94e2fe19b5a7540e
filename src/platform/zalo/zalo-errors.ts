import type { Outcome, Unavailability } from '../platform.ts';

/** The person said no (-201 comes through raw from Zalo), was asked before and said no, or cancelled. */
const declinedCodes: ReadonlySet<number> = new Set([-201, -2002, -2003]);

/** Codes of zmp-sdk 2.51; what is missing here counts as `failed`. */
const unavailabilityOf: ReadonlyMap<number, Unavailability> = new Map([
  [-1401, 'unsupported'], // not signed in, or the Zalo app behind the Mini App is not active
  [-1403, 'unsupported'], // Zalo has not granted this permission to the Mini App
  [-1404, 'unsupported'], // this version of Zalo, or not a phone
  [-1408, 'timeout'],
]);

/**
 * What an error of the SDK means to a citizen. Errors are plain objects with a `code`, never instances of the SDK's `AppError`
 * and seldom of `Error`, whatever its documentation shows.
 */
export function outcomeOfZaloError(
  error: unknown,
  phone: { isOnline: boolean },
): Exclude<Outcome<never>, { kind: 'ok' }> {
  const code = codeOf(error);
  if (code !== null && declinedCodes.has(code)) return { kind: 'declined' };
  const known = code === null ? undefined : unavailabilityOf.get(code);
  return { kind: 'unavailable', reason: known ?? (phone.isOnline ? 'failed' : 'offline') };
}

function codeOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  const code = Number(error.code);
  return Number.isInteger(code) ? code : null;
}
