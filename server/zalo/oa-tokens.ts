import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import {
  expiresAt,
  type OaConnection,
  type OaConnectionStore,
  type TokenPair,
} from './oa-connection.store.ts';
import type { OauthClient } from './oauth-client.ts';
import { zaloTimeoutMs } from './zalo-http.ts';

/** A token to use now, or why there is none. */
type TokenOutcome =
  | { readonly kind: 'token'; readonly accessToken: string }
  /** Waiting may help: Zalo gave no answer, or another server is refreshing. */
  | { readonly kind: 'retry'; readonly afterMs: number | null; readonly reason: string }
  /** A person must connect the OA (anew). */
  | { readonly kind: 'human'; readonly reason: string };

export type OaTokens = {
  accessToken(unitId: string): Promise<TokenOutcome>;
  /** Zalo did not take `staleToken`. If it was replaced meanwhile the new one is the answer, else it is refreshed. */
  refresh(unitId: string, staleToken: string): Promise<TokenOutcome>;
  /**
   * Refreshes every token that has passed four fifths of its life (20 of 25 hours), so that no message waits for it and an idle
   * OA keeps its connection. To be called every few minutes; several servers may.
   */
  refreshDue(): Promise<{ due: number; refreshed: number }>;
};

/** Longer than the call may take, with room for clocks of servers that differ by seconds. */
const refreshLeaseMs = 3 * zaloTimeoutMs;
/** How often one who waits for another's refresh looks, and for how long: a little more than the call may take. */
const pollEveryMs = 100;
const pollsMax = 120;
/** After a refresh without an answer. */
const refreshRetryMs = 30_000;
const dueAfterShareOfLife = 0.8;
/** A token this close to its end may end on the way. */
const expiryMarginMs = 60_000;
/** The new pair is worth more than anything: the old one is used up. */
const storeDelaysMs = [0, 100, 400, 1_000];

/**
 * Keeps each OA's tokens alive. Refresh tokens are single-use: two refreshers, or a new pair that is lost, cost the connection
 * and a person's consent (zalo/server.md 2.2). So one refresher per OA holds a lease in the database, the new pair is on disk
 * before anyone uses it, and a token that is known to be used is never sent again: a pair that could not be stored is kept and
 * stored first at the next call.
 */
export function createOaTokens(options: {
  connections: OaConnectionStore;
  oauth: OauthClient;
  now: () => Date;
  logger: Logger;
}): OaTokens {
  const { connections, oauth, now, logger } = options;
  /** Pairs that Zalo gave and the store did not take yet, by unit. */
  const unstored = new Map<string, { seen: OaConnection; pair: TokenPair }>();

  async function accessToken(unitId: string): Promise<TokenOutcome> {
    await storeLeftover(unitId);
    const connection = await connections.find(unitId);
    const usable = usableToken(connection);
    if (usable.kind !== 'token' || !isExpired(usable.connection)) return toOutcome(usable);
    return await refresh(unitId, usable.accessToken);
  }

  async function refresh(unitId: string, staleToken: string): Promise<TokenOutcome> {
    await storeLeftover(unitId);
    for (let poll = 0; poll < pollsMax; poll += 1) {
      const usable = usableToken(await connections.find(unitId));
      if (usable.kind !== 'token' || usable.accessToken !== staleToken) return toOutcome(usable);
      const waitMs = claimedForMs(usable.connection);
      if (waitMs > 0 && usable.connection.refreshClaim?.holder === null)
        return { kind: 'retry', afterMs: waitMs, reason: 'oa token refresh failed' };
      if (waitMs <= 0) {
        const outcome = await claimAndRefresh(usable.connection);
        if (outcome) return outcome;
      }
      await sleep(pollEveryMs);
    }
    return { kind: 'retry', afterMs: null, reason: 'oa token refresh under way' };
  }

  /** Null when another was faster. */
  async function claimAndRefresh(seen: OaConnection): Promise<TokenOutcome | null> {
    const holder = uuidv7();
    const until = new Date(now().getTime() + refreshLeaseMs);
    if (!(await connections.claimRefresh(seen, holder, now(), until))) return null;
    const outcome = await oauth.refresh(seen.tokens.refreshToken);
    switch (outcome.kind) {
      case 'tokens':
        await storePair(seen, outcome.pair);
        break;
      case 'refused':
        logger.error(
          { unitId: seen.unitId, oaId: seen.oaId, reason: outcome.reason },
          'OA needs to be reconnected',
        );
        await connections.markNeedsReconnect(seen, outcome.reason, now());
        break;
      case 'unavailable':
        logger.warn(
          { unitId: seen.unitId, oaId: seen.oaId, reason: outcome.reason },
          'OA token not refreshed',
        );
        await connections.releaseRefresh(seen.unitId, holder, new Date(now().getTime() + refreshRetryMs));
        return { kind: 'retry', afterMs: refreshRetryMs, reason: `oa token refresh: ${outcome.reason}` };
    }
    // Read back rather than remembered: a person may have connected the OA anew in between.
    return toOutcome(usableToken(await connections.find(seen.unitId)));
  }

  /** Throws when the store keeps refusing; the pair is then kept for the next call. */
  async function storePair(seen: OaConnection, pair: TokenPair): Promise<void> {
    for (const [attempt, delayMs] of storeDelaysMs.entries()) {
      await sleep(delayMs);
      try {
        await connections.storeRefreshed(seen, pair, now());
        unstored.delete(seen.unitId);
        return;
      } catch (error) {
        unstored.set(seen.unitId, { seen, pair });
        logger.error(
          { unitId: seen.unitId, oaId: seen.oaId, attempt, err: error },
          'OA token pair not stored',
        );
        if (attempt === storeDelaysMs.length - 1) throw error;
      }
    }
  }

  async function storeLeftover(unitId: string): Promise<void> {
    const leftover = unstored.get(unitId);
    if (leftover) await storePair(leftover.seen, leftover.pair);
  }

  function isExpired(connection: OaConnection): boolean {
    return now().getTime() >= expiresAt(connection.tokens).getTime() - expiryMarginMs;
  }

  function isDue(connection: OaConnection): boolean {
    const { obtainedAt, expiresInS } = connection.tokens;
    return now().getTime() >= Date.parse(obtainedAt) + expiresInS * 1000 * dueAfterShareOfLife;
  }

  function claimedForMs(connection: OaConnection): number {
    return connection.refreshClaim ? connection.refreshClaim.until.getTime() - now().getTime() : 0;
  }

  return {
    accessToken,
    refresh,
    async refreshDue() {
      const all = await connections.list();
      const due = all.filter((connection) => connection.state === 'connected' && isDue(connection));
      let refreshed = 0;
      for (const connection of due) {
        const outcome = await refresh(connection.unitId, connection.tokens.accessToken);
        if (outcome.kind === 'token') refreshed += 1;
      }
      return { due: due.length, refreshed };
    },
  };
}

type Usable =
  | { readonly kind: 'token'; readonly accessToken: string; readonly connection: OaConnection }
  | { readonly kind: 'human'; readonly reason: string };

function usableToken(connection: OaConnection | undefined): Usable {
  if (!connection) return { kind: 'human', reason: 'oa not connected' };
  if (connection.state !== 'connected') {
    const why = connection.stateReason ? ` (${connection.stateReason})` : '';
    return { kind: 'human', reason: `oa ${connection.state}${why}` };
  }
  return { kind: 'token', accessToken: connection.tokens.accessToken, connection };
}

function toOutcome(usable: Usable): TokenOutcome {
  return usable.kind === 'token' ? { kind: 'token', accessToken: usable.accessToken } : usable;
}
