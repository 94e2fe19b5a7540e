import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Connection } from '../db/database.ts';
import { openText, SealError, sealText } from '../secrets/sealing.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { hourMs } from './hourly-key.ts';

/** How often a subject was counted in one step, by all servers or by one; digests alone, no address and no tip. */
export type StepCount = { readonly digest: string; readonly step: number; readonly count: number };

const keyBytes = 32;

/** The counts that several servers share (PostgreSQL). */
export const limitCountsStore = (connection: Connection) => ({
  /** Adds to what is there. In one order, so that two servers that add to the same rows wait for each other instead of locking up. */
  async add(counts: readonly (StepCount & { expiresAt: string })[]): Promise<void> {
    if (counts.length === 0) return;
    const inOrder = counts.toSorted((a, b) =>
      a.digest === b.digest ? a.step - b.step : a.digest < b.digest ? -1 : 1,
    );
    await connection
      .insertInto('limit_counts')
      .values(
        inOrder.map(({ digest, step, count, expiresAt }) => ({ digest, step, count, expires_at: expiresAt })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['digest', 'step'])
          .doUpdateSet({ count: sql<number>`limit_counts.count + excluded.count` }),
      )
      .execute();
  },

  /** All steps that are kept of these digests. */
  async read(digests: readonly string[]): Promise<StepCount[]> {
    if (digests.length === 0) return [];
    return await connection
      .selectFrom('limit_counts')
      .select(['digest', 'step', 'count'])
      .where('digest', 'in', digests)
      .execute();
  },

  /**
   * The key of an hour, the same for every server; made by whoever asks first, and sealed. Null when it was sealed with a key that this
   * server does not have (any more).
   */
  async hourKey(keys: SecretKeys, hour: number): Promise<Buffer | null> {
    const context = `limit-hour:${hour}`;
    const made = sealText(keys, context, randomBytes(keyBytes).toString('base64url'));
    await connection
      .insertInto('limit_hours')
      .values({ hour, key_sealed: made })
      .onConflict((conflict) => conflict.column('hour').doNothing())
      .execute();
    const row = await connection
      .selectFrom('limit_hours')
      .select('key_sealed')
      .where('hour', '=', hour)
      .executeTakeFirstOrThrow();
    try {
      return Buffer.from(openText(keys, context, row.key_sealed), 'base64url');
    } catch (error) {
      if (error instanceof SealError) return null;
      throw error;
    }
  },

  /** Forgets what no window holds any more, and the keys of hours that no count is carried over from. */
  async sweep(now: Date): Promise<void> {
    await connection.deleteFrom('limit_counts').where('expires_at', '<', now.toISOString()).execute();
    const hour = Math.floor(now.getTime() / hourMs);
    await connection
      .deleteFrom('limit_hours')
      .where('hour', '<', hour - 1)
      .execute();
  },
});
