import type { Selectable } from 'kysely';
import * as z from 'zod';
import type { Connection } from '../db/database.ts';
import type { OaConnectionsTable } from '../db/tables/oa-tables.ts';
import { openText, sealText } from '../secrets/sealing.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { OaCapabilities } from './oa-capabilities.rules.ts';

/** What Zalo gave us for one OA. A refresh token is good for one refresh; the access token ends with it. */
const TokenPair = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  obtainedAt: z.iso.datetime(),
  /** Life of the access token, in seconds from `obtainedAt`. */
  expiresInS: z.number().positive(),
});
export type TokenPair = z.infer<typeof TokenPair>;

/** The pair before is kept for audit: it shows when and from what the present one came. It is never used again. */
const SealedTokens = z.object({ current: TokenPair, previous: TokenPair.nullable() });

/** connected: in use · needs_reconnect: Zalo refused the tokens, a person must consent anew · paused: the OA itself is off. */
type OaState = 'connected' | 'needs_reconnect' | 'paused';

/** Which message endpoint serves this type of OA (zalo/server.md 0.1): found out once, then remembered. */
export type OaProfile = 'v3' | 'v2';

/** Groups and 1-1 chats have endpoints of their own, which need not serve the same types of OA. */
export type OaConversation = 'group' | 'chat';

/** The two groups of an OA that the portal writes to. */
export type OaGroup = 'duty' | 'sos';

export type OaConnection = {
  readonly unitId: string;
  readonly oaId: string;
  readonly state: OaState;
  /** Why it is not connected: a short code such as "zalo -14014". */
  readonly stateReason: string | null;
  readonly profiles: Readonly<Record<OaConversation, OaProfile>>;
  readonly tokens: TokenPair;
  /** Changes whenever the tokens do; whoever writes tokens names the version they were derived from. */
  readonly tokensVersion: string;
  /** Who refreshes now; nobody with an instant means: not again before it. */
  readonly refreshClaim: { readonly holder: string | null; readonly until: Date } | null;
  readonly groupIds: Readonly<Record<OaGroup, string | null>>;
  /** What Zalo said of the OA when it was last asked; null: it has not been asked yet. */
  readonly described: { readonly capabilities: OaCapabilities; readonly at: Date } | null;
};

/** More OAs than one portal will ever have; a list is never without an end. */
const connectionsMax = 1_000;

/**
 * The only place that knows the columns of `oa_connections`. Each function is one statement, so several servers may call them
 * at once; what must not overwrite newer tokens carries the version it saw.
 */
export const oaConnectionStore = (connection: Connection, keys: SecretKeys) => {
  const toConnection = (row: Selectable<OaConnectionsTable>): OaConnection => ({
    unitId: row.unit_id,
    oaId: row.oa_id,
    state: row.state as OaState,
    stateReason: row.state_reason,
    profiles: { group: row.profile as OaProfile, chat: row.chat_profile as OaProfile },
    tokens: openTokens(row).current,
    tokensVersion: row.tokens_sealed,
    refreshClaim:
      row.refresh_claimed_until === null
        ? null
        : { holder: row.refresh_claimed_by, until: new Date(row.refresh_claimed_until) },
    groupIds: { duty: row.duty_group_id, sos: row.sos_group_id },
    described:
      row.capabilities === null || row.probed_at === null
        ? null
        : { capabilities: OaCapabilities.parse(JSON.parse(row.capabilities)), at: new Date(row.probed_at) },
  });

  const openTokens = (row: { unit_id: string; tokens_sealed: string }) =>
    SealedTokens.parse(JSON.parse(openText(keys, sealContext(row.unit_id), row.tokens_sealed)));

  const tokenColumns = (unitId: string, current: TokenPair, previous: TokenPair | null) => ({
    tokens_sealed: sealText(keys, sealContext(unitId), JSON.stringify({ current, previous })),
    token_expires_at: expiresAt(current).toISOString(),
  });

  return {
    async find(unitId: string): Promise<OaConnection | undefined> {
      const row = await connection
        .selectFrom('oa_connections')
        .selectAll()
        .where('unit_id', '=', unitId)
        .executeTakeFirst();
      return row && toConnection(row);
    },

    async findUnitIdOf(oaId: string): Promise<string | undefined> {
      const row = await connection
        .selectFrom('oa_connections')
        .select('unit_id')
        .where('oa_id', '=', oaId)
        .executeTakeFirst();
      return row?.unit_id;
    },

    /** All of them, the one whose token ends first in front. */
    async list(): Promise<OaConnection[]> {
      const rows = await connection
        .selectFrom('oa_connections')
        .selectAll()
        .orderBy('token_expires_at')
        .orderBy('unit_id')
        .limit(connectionsMax)
        .execute();
      return rows.map(toConnection);
    },

    /** For audit: the pair before the present one, if there was one. */
    async findPreviousTokens(unitId: string): Promise<TokenPair | null> {
      const row = await connection
        .selectFrom('oa_connections')
        .select(['unit_id', 'tokens_sealed'])
        .where('unit_id', '=', unitId)
        .executeTakeFirst();
      return row ? openTokens(row).previous : null;
    },

    /** A person has just consented: the unit's OA is connected with this pair, whatever it was before. */
    async connect(unitId: string, oaId: string, pair: TokenPair, now: Date): Promise<void> {
      const before = await this.find(unitId);
      const isSameOa = before?.oaId === oaId;
      const row = {
        oa_id: oaId,
        state: 'connected',
        state_reason: null,
        // Another OA may be of another type, and has other groups.
        profile: isSameOa ? before.profiles.group : 'v3',
        chat_profile: isSameOa ? before.profiles.chat : 'v3',
        duty_group_id: isSameOa ? before.groupIds.duty : null,
        sos_group_id: isSameOa ? before.groupIds.sos : null,
        ...tokenColumns(unitId, pair, before?.tokens ?? null),
        refresh_claimed_by: null,
        refresh_claimed_until: null,
        updated_at: now.toISOString(),
      };
      await connection
        .insertInto('oa_connections')
        .values({ unit_id: unitId, ...row })
        .onConflict((conflict) => conflict.column('unit_id').doUpdateSet(row))
        .execute();
    },

    /** True when this holder may refresh now: nobody else does, and the tokens are still those that were read. */
    async claimRefresh(seen: OaConnection, holder: string, now: Date, until: Date): Promise<boolean> {
      const { numUpdatedRows } = await connection
        .updateTable('oa_connections')
        .set({ refresh_claimed_by: holder, refresh_claimed_until: until.toISOString() })
        .where('unit_id', '=', seen.unitId)
        .where('tokens_sealed', '=', seen.tokensVersion)
        .where('state', '=', 'connected')
        .where((eb) =>
          eb.or([
            eb('refresh_claimed_until', 'is', null),
            eb('refresh_claimed_until', '<=', now.toISOString()),
          ]),
        )
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** The refresh failed without an answer: others may try from that instant on. */
    async releaseRefresh(unitId: string, holder: string, notBefore: Date): Promise<void> {
      await connection
        .updateTable('oa_connections')
        .set({ refresh_claimed_by: null, refresh_claimed_until: notBefore.toISOString() })
        .where('unit_id', '=', unitId)
        .where('refresh_claimed_by', '=', holder)
        .execute();
    },

    /**
     * Stores the pair that came of the one seen. False when the tokens were replaced meanwhile (a person consented anew), whose
     * pair then stands. A late success also heals a `needs_reconnect` that another server concluded from the used token.
     */
    async storeRefreshed(seen: OaConnection, pair: TokenPair, now: Date): Promise<boolean> {
      const { numUpdatedRows } = await connection
        .updateTable('oa_connections')
        .set({
          ...tokenColumns(seen.unitId, pair, seen.tokens),
          state: 'connected',
          state_reason: null,
          refresh_claimed_by: null,
          refresh_claimed_until: null,
          updated_at: now.toISOString(),
        })
        .where('unit_id', '=', seen.unitId)
        .where('tokens_sealed', '=', seen.tokensVersion)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** Zalo refused the tokens seen. Newer ones are left alone. */
    async markNeedsReconnect(seen: OaConnection, reason: string, now: Date): Promise<void> {
      await connection
        .updateTable('oa_connections')
        .set({
          state: 'needs_reconnect',
          state_reason: reason,
          refresh_claimed_by: null,
          refresh_claimed_until: null,
          updated_at: now.toISOString(),
        })
        .where('unit_id', '=', seen.unitId)
        .where('tokens_sealed', '=', seen.tokensVersion)
        .execute();
    },

    /** The OA is disabled at Zalo: nothing is sent until it is resumed or connected anew. */
    async pause(unitId: string, reason: string, now: Date): Promise<void> {
      await connection
        .updateTable('oa_connections')
        .set({ state: 'paused', state_reason: reason, updated_at: now.toISOString() })
        .where('unit_id', '=', unitId)
        .where('state', '=', 'connected')
        .execute();
    },

    /** An administrator has put right what stopped the OA without a new consent: its tokens are tried again. */
    async resume(unitId: string, now: Date): Promise<void> {
      await connection
        .updateTable('oa_connections')
        .set({ state: 'connected', state_reason: null, updated_at: now.toISOString() })
        .where('unit_id', '=', unitId)
        .execute();
    },

    async pinProfile(
      unitId: string,
      conversation: OaConversation,
      profile: OaProfile,
      now: Date,
    ): Promise<void> {
      const column = conversation === 'group' ? { profile } : { chat_profile: profile };
      await connection
        .updateTable('oa_connections')
        .set({ ...column, updated_at: now.toISOString() })
        .where('unit_id', '=', unitId)
        .execute();
    },

    async setCapabilities(unitId: string, capabilities: OaCapabilities, now: Date): Promise<void> {
      await connection
        .updateTable('oa_connections')
        .set({ capabilities: JSON.stringify(capabilities), probed_at: now.toISOString() })
        .where('unit_id', '=', unitId)
        .execute();
    },

    async setGroups(unitId: string, groupIds: OaConnection['groupIds'], now: Date): Promise<void> {
      await connection
        .updateTable('oa_connections')
        .set({ duty_group_id: groupIds.duty, sos_group_id: groupIds.sos, updated_at: now.toISOString() })
        .where('unit_id', '=', unitId)
        .execute();
    },
  };
};

export type OaConnectionStore = ReturnType<typeof oaConnectionStore>;

export function expiresAt(pair: TokenPair): Date {
  return new Date(Date.parse(pair.obtainedAt) + pair.expiresInS * 1000);
}

/** Bound to its unit: tokens moved to another unit's row do not open. */
const sealContext = (unitId: string): string => `oa-tokens:${unitId}`;
