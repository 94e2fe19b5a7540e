import { newsLimits } from '#contract/news-limits.ts';
import { vietnamOffsetMs } from '#contract/vietnam-time.ts';
import { digestsEqual, keyedDigest, type SecretKeys } from '../../secrets/secret-keys.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Zalo takes none from 22:00 to 06:00 (zalo/server.md 4); neither do we wake anybody. */
const nightFromHour = 22;
const morningHour = 6;

/** The first instant from `at` on at which a broadcast may go: not at night, half an hour after the last. */
export function broadcastOpensAt(at: Date, last: Date | null): Date {
  const apartMs = newsLimits.broadcastMinutesApart * 60_000;
  const soonestMs = Math.max(at.getTime(), last ? last.getTime() + apartMs : 0);
  const localMs = soonestMs + vietnamOffsetMs;
  const midnightMs = localMs - (localMs % dayMs);
  const hour = (localMs - midnightMs) / hourMs;
  if (hour >= morningHour && hour < nightFromHour) return new Date(soonestMs);
  const morningMs = midnightMs + morningHour * hourMs + (hour >= nightFromHour ? dayMs : 0);
  return new Date(morningMs - vietnamOffsetMs);
}

/** When the month in Vietnam began. */
export function monthBegan(at: Date): Date {
  const local = new Date(at.getTime() + vietnamOffsetMs);
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - vietnamOffsetMs);
}

/** What somebody was shown before they pressed. */
export type Confirmed = {
  staffId: string;
  unitId: string;
  articleIds: string[];
  followers: number;
  usedThisMonth: number;
  /** ISO-8601 UTC. */
  before: string;
};

/** Ours alone can be pressed, by whom it was shown to. */
export function signConfirmation(keys: SecretKeys, confirmed: Confirmed): string {
  const body = Buffer.from(JSON.stringify(confirmed)).toString('base64url');
  return `${body}.${keyedDigest(keys.newest, 'news-confirmation', body)}`;
}

/** Null: not ours, changed, somebody else's, or too old. */
export function readConfirmation(
  keys: SecretKeys,
  signed: string,
  { staffId, at }: { staffId: string; at: Date },
): Confirmed | null {
  const [body = '', mac = ''] = signed.split('.');
  const isOurs = keys.versions.some((key) => digestsEqual(keyedDigest(key, 'news-confirmation', body), mac));
  if (!isOurs) return null;
  const confirmed = JSON.parse(Buffer.from(body, 'base64url').toString()) as Confirmed;
  return confirmed.staffId === staffId && confirmed.before > at.toISOString() ? confirmed : null;
}
