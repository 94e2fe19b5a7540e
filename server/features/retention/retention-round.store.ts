import type { RetentionKind } from '#contract/retention.ts';
import type { Connection } from '../../db/database.ts';

/** When all that was due of a kind was last found erased, by whichever server. */
export const retentionRoundStore = (connection: Connection) => ({
  /** Held until the transaction ends, so that of several servers one erases at a time. */
  async hold(kind: RetentionKind, at: string): Promise<void> {
    await connection
      .insertInto('retention_rounds')
      .values({ kind, looked_at: at })
      .onConflict((conflict) =>
        conflict.column('kind').doUpdateSet((eb) => ({ looked_at: eb.ref('retention_rounds.looked_at') })),
      )
      .execute();
  },

  async markLooked(kind: RetentionKind, at: string): Promise<void> {
    await connection
      .insertInto('retention_rounds')
      .values({ kind, looked_at: at })
      .onConflict((conflict) => conflict.column('kind').doUpdateSet({ looked_at: at }))
      .execute();
  },

  async list(): Promise<Map<string, string>> {
    const rows = await connection.selectFrom('retention_rounds').selectAll().execute();
    return new Map(rows.map((row) => [row.kind, row.looked_at]));
  },
});
