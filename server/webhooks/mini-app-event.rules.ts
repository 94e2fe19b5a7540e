/** An event of the Mini App's own webhook (zalo/server.md 5.7). */
export type MiniAppEventBody = {
  readonly appId: string;
  readonly name: string;
  readonly at: Date;
  /** Who took back their consent; null for every other event. */
  readonly revokedBy: string | null;
};

const idCharsMax = 100;
const nameCharsMax = 60;
/** As it is documented, and as the OA's events are spelled. */
const revocations: readonly string[] = ['user.revoke.consent', 'user_revoke_consent'];

/** Null: no event of a Mini App, such as the probe `{}`. */
export function readMiniAppEvent(body: Readonly<Record<string, unknown>>): MiniAppEventBody | null {
  const { event: name, appId, userId } = body;
  const atMs = Number(body.timestamp);
  if (typeof name !== 'string' || name.length > nameCharsMax || !isId(appId)) return null;
  if (!Number.isSafeInteger(atMs) || atMs <= 0 || atMs > 8.64e15) return null;
  const isRevocation = revocations.includes(name);
  if (isRevocation && !isId(userId)) return null;
  return { appId, name, at: new Date(atMs), revokedBy: isRevocation && isId(userId) ? userId : null };
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= idCharsMax;
