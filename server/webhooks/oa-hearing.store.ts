import type { Connection } from '../db/database.ts';

/** When an OA was heard from, and what reading its conversations back has shown. */
export type OaHearing = {
  /** The last webhook of this OA, whatever it was about. */
  heardAt: Date | null;
  /** Its conversations were read back up to here. */
  lookedUntil: Date | null;
  /** When that last found something that no webhook had brought, and none has come since. */
  missedAt: Date | null;
};

const oasMax = 1_000;

/** The only file that knows the columns of `oa_hearings`. */
export const oaHearingStore = (connection: Connection) => ({
  async hear(oaId: string, at: Date): Promise<void> {
    const heard = { heard_at: at.toISOString(), missed_at: null };
    await connection
      .insertInto('oa_hearings')
      .values({ oa_id: oaId, ...heard })
      .onConflict((conflict) => conflict.column('oa_id').doUpdateSet(heard))
      .execute();
  },

  async find(oaId: string): Promise<OaHearing> {
    return (await this.list()).get(oaId) ?? { heardAt: null, lookedUntil: null, missedAt: null };
  },

  async list(): Promise<Map<string, OaHearing>> {
    const rows = await connection.selectFrom('oa_hearings').selectAll().limit(oasMax).execute();
    return new Map(
      rows.map((row) => [
        row.oa_id,
        {
          heardAt: toDate(row.heard_at),
          lookedUntil: toDate(row.looked_until),
          missedAt: toDate(row.missed_at),
        },
      ]),
    );
  },

  /** True when this server may read this OA's conversations back now: no other does. */
  async claimLook(oaId: string, now: Date, until: Date): Promise<boolean> {
    await connection
      .insertInto('oa_hearings')
      .values({ oa_id: oaId })
      .onConflict((conflict) => conflict.column('oa_id').doNothing())
      .execute();
    const { numUpdatedRows } = await connection
      .updateTable('oa_hearings')
      .set({ look_claimed_until: until.toISOString() })
      .where('oa_id', '=', oaId)
      .where((eb) =>
        eb.or([eb('look_claimed_until', 'is', null), eb('look_claimed_until', '<=', now.toISOString())]),
      )
      .executeTakeFirst();
    return Number(numUpdatedRows) === 1;
  },

  /** Reading back is over; `lookedUntil` null: it did not come to its end, and begins there anew. */
  async endLook(oaId: string, found: { lookedUntil: Date | null; missedAt: Date | null }): Promise<void> {
    await connection
      .updateTable('oa_hearings')
      .set({
        look_claimed_until: null,
        ...(found.lookedUntil ? { looked_until: found.lookedUntil.toISOString() } : {}),
        ...(found.missedAt ? { missed_at: found.missedAt.toISOString() } : {}),
      })
      .where('oa_id', '=', oaId)
      .execute();
  },
});

const toDate = (text: string | null): Date | null => (text === null ? null : new Date(text));
