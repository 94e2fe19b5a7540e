import type { Selectable } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Connection } from '../db/database.ts';
import type { OfficerBindingsTable } from '../db/tables/oa-tables.ts';
import { openText, sealText } from '../secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../secrets/secret-keys.ts';

/** active: may be written to while the window is open · window_closed, unreachable: until the officer does something at the OA. */
type OfficerState = 'active' | 'window_closed' | 'unreachable';

export type OfficerBinding = {
  readonly id: string;
  readonly unitId: string;
  /** The id that the unit's OA knows the officer by. */
  readonly oaUserId: string;
  readonly state: OfficerState;
  readonly stateReason: string | null;
  readonly lastInteractionAt: Date | null;
};

/** An OA may write 1-1 for this long after a person did something there (zalo/server.md 3.1). */
const windowMs = 7 * 24 * 3_600_000;
/** More officers than one ward binds; a list is never without an end. */
const officersPerUnitMax = 50;

/** The only place that knows the columns of `officer_bindings`: officers of a unit who may get 1-1 messages from its OA. */
export const oaOfficerStore = (connection: Connection, keys: SecretKeys) => {
  const digestsOf = (unitId: string, oaUserId: string) =>
    keys.versions.map((key) => keyedDigest(key, 'officer-digest', unitId, oaUserId));

  const toBinding = (row: Selectable<OfficerBindingsTable>): OfficerBinding => ({
    id: row.id,
    unitId: row.unit_id,
    oaUserId: openText(keys, sealContext(row.id), row.oa_user_sealed),
    state: row.state as OfficerState,
    stateReason: row.state_reason,
    lastInteractionAt: row.last_interaction_at === null ? null : new Date(row.last_interaction_at),
  });

  return {
    /** Binds an officer to the unit's OA; again for the same person changes nothing. */
    async bind(unitId: string, oaUserId: string, now: Date): Promise<void> {
      const bound = await connection
        .selectFrom('officer_bindings')
        .select('id')
        .where('unit_id', '=', unitId)
        .where('oa_user_digest', 'in', digestsOf(unitId, oaUserId))
        .executeTakeFirst();
      if (bound) return;
      const id = uuidv7();
      await connection
        .insertInto('officer_bindings')
        .values({
          id,
          unit_id: unitId,
          oa_user_digest: keyedDigest(keys.newest, 'officer-digest', unitId, oaUserId),
          oa_user_sealed: sealText(keys, sealContext(id), oaUserId),
          state: 'active',
          updated_at: now.toISOString(),
        })
        .onConflict((conflict) => conflict.columns(['unit_id', 'oa_user_digest']).doNothing())
        .execute();
    },

    async unbind(unitId: string, oaUserId: string): Promise<void> {
      await connection
        .deleteFrom('officer_bindings')
        .where('unit_id', '=', unitId)
        .where('oa_user_digest', 'in', digestsOf(unitId, oaUserId))
        .execute();
    },

    /**
     * The person did something at the OA then: the window is open again, whatever was wrong. Nothing for who is not bound.
     * Webhooks come out of order: an older one changes nothing.
     */
    async recordInteraction(unitId: string, oaUserId: string, at: Date): Promise<void> {
      await connection
        .updateTable('officer_bindings')
        .set({
          state: 'active',
          state_reason: null,
          last_interaction_at: at.toISOString(),
          updated_at: at.toISOString(),
        })
        .where('unit_id', '=', unitId)
        .where('oa_user_digest', 'in', digestsOf(unitId, oaUserId))
        .where((eb) =>
          eb.or([eb('last_interaction_at', 'is', null), eb('last_interaction_at', '<', at.toISOString())]),
        )
        .execute();
    },

    /** Zalo refused a message to this person. An interaction since `seen` was read stands. */
    async markRefused(
      seen: OfficerBinding,
      state: Exclude<OfficerState, 'active'>,
      reason: string,
      now: Date,
    ): Promise<void> {
      const at = seen.lastInteractionAt?.toISOString() ?? null;
      await connection
        .updateTable('officer_bindings')
        .set({ state, state_reason: reason, updated_at: now.toISOString() })
        .where('id', '=', seen.id)
        .where('last_interaction_at', at === null ? 'is' : '=', at)
        .execute();
    },

    /** Whom the unit's OA may write to now. */
    async listReachable(unitId: string, now: Date): Promise<OfficerBinding[]> {
      const rows = await connection
        .selectFrom('officer_bindings')
        .selectAll()
        .where('unit_id', '=', unitId)
        .where('state', '=', 'active')
        .where('last_interaction_at', '>', new Date(now.getTime() - windowMs).toISOString())
        .orderBy('id')
        .limit(officersPerUnitMax)
        .execute();
      return rows.map(toBinding);
    },

    async list(unitId: string): Promise<OfficerBinding[]> {
      const rows = await connection
        .selectFrom('officer_bindings')
        .selectAll()
        .where('unit_id', '=', unitId)
        .orderBy('id')
        .limit(officersPerUnitMax)
        .execute();
      return rows.map(toBinding);
    },
  };
};

export type OaOfficerStore = ReturnType<typeof oaOfficerStore>;

/** Bound to its row: an id moved to another officer's row does not open. */
const sealContext = (id: string): string => `officer:${id}`;
