import type { Selectable } from 'kysely';
import type { Connection } from '../../db/database.ts';
import type { StaffSessionsTable } from '../../db/tables/staff-tables.ts';
import { keyedDigest, type SecretKeys } from '../../secrets/secret-keys.ts';

/** A browser that asks to be let in, and since it was confirmed, one that is: `staffId` and what follows are null before. */
export type StoredBrowser = {
  id: string;
  label: string;
  createdAt: string;
  codeExpiresAt: string;
  staffId: string | null;
  confirmedAt: string | null;
  expiresAt: string | null;
  lastUsedOn: string | null;
  revokedAt: string | null;
};

/** Browsers in which the desk is open or asks to be. Takes the database or a transaction on it. */
export const browserSessionStore = (connection: Connection, keys: SecretKeys) => {
  const secretDigests = (secret: string) =>
    keys.versions.map((key) => keyedDigest(key, 'staff-session-digest', secret));
  const codeDigests = (code: string) =>
    keys.versions.map((key) => keyedDigest(key, 'staff-code-digest', 'pairing', code));

  return {
    /** False when the code is somebody else's right now: the caller draws another. */
    async insert(
      browser: Pick<StoredBrowser, 'id' | 'label' | 'createdAt' | 'codeExpiresAt'>,
      { secret, code }: { secret: string; code: string },
    ): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await connection
        .insertInto('staff_sessions')
        .values({
          id: browser.id,
          secret_digest: keyedDigest(keys.newest, 'staff-session-digest', secret),
          code_digest: keyedDigest(keys.newest, 'staff-code-digest', 'pairing', code),
          label: browser.label,
          created_at: browser.createdAt,
          code_expires_at: browser.codeExpiresAt,
        })
        .onConflict((conflict) => conflict.column('code_digest').doNothing())
        .executeTakeFirst();
      return Number(numInsertedOrUpdatedRows) === 1;
    },

    async countWaiting(): Promise<number> {
      const { count } = await connection
        .selectFrom('staff_sessions')
        .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
        .where('staff_id', 'is', null)
        .executeTakeFirstOrThrow();
      return count;
    },

    /** The browser with this secret, whatever has become of it. */
    async findBySecret(secret: string): Promise<StoredBrowser | undefined> {
      const row = await connection
        .selectFrom('staff_sessions')
        .selectAll()
        .where('secret_digest', 'in', secretDigests(secret))
        .executeTakeFirst();
      return row && toBrowser(row);
    },

    async find(id: string): Promise<StoredBrowser | undefined> {
      const row = await connection
        .selectFrom('staff_sessions')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toBrowser(row);
    },

    /** Lets the browser with this code in as that member; undefined when no browser waits with it. Its code is used up by this. */
    async confirm(
      code: string,
      to: { staffId: string; at: string; expiresAt: string },
    ): Promise<StoredBrowser | undefined> {
      const row = await connection
        .updateTable('staff_sessions')
        .set({ staff_id: to.staffId, confirmed_at: to.at, expires_at: to.expiresAt, code_digest: null })
        .where('code_digest', 'in', codeDigests(code))
        .where('staff_id', 'is', null)
        .where('code_expires_at', '>', to.at)
        .returningAll()
        .executeTakeFirst();
      return row && toBrowser(row);
    },

    async touch(id: string, day: string): Promise<void> {
      await connection
        .updateTable('staff_sessions')
        .set({ last_used_on: day })
        .where('id', '=', id)
        .execute();
    },

    /** Of one member, newest first; those that can still be used. */
    async listUsable(staffId: string, now: string): Promise<StoredBrowser[]> {
      const rows = await connection
        .selectFrom('staff_sessions')
        .selectAll()
        .where('staff_id', '=', staffId)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now)
        .orderBy('confirmed_at', 'desc')
        .execute();
      return rows.map(toBrowser);
    },

    /** Of this member, and of those of these units: newest first, from below `before`. */
    async list(options: {
      staffId: string;
      unitIds: readonly string[];
      before: string | undefined;
      count: number;
    }): Promise<StoredBrowser[]> {
      const rows = await connection
        .selectFrom('staff_sessions')
        .selectAll()
        .where((eb) => {
          const own = eb('staff_id', '=', options.staffId);
          if (options.unitIds.length === 0) return own;
          const ofUnits = eb
            .selectFrom('staff_members')
            .select('staff_members.id')
            .where('staff_members.unit_id', 'in', options.unitIds);
          return eb.or([own, eb('staff_id', 'in', ofUnits)]);
        })
        .$if(options.before !== undefined, (query) => query.where('id', '<', options.before ?? ''))
        .orderBy('id', 'desc')
        .limit(options.count)
        .execute();
      return rows.map(toBrowser);
    },

    async revoke(ids: readonly string[], at: string): Promise<void> {
      if (ids.length === 0) return;
      await connection
        .updateTable('staff_sessions')
        .set({ revoked_at: at })
        .where('id', 'in', ids)
        .where('revoked_at', 'is', null)
        .execute();
    },

    /** Those that waited in vain. */
    async sweep(waitedUntil: string): Promise<void> {
      await connection
        .deleteFrom('staff_sessions')
        .where('staff_id', 'is', null)
        .where('code_expires_at', '<', waitedUntil)
        .execute();
    },

    /** Erases those that ended before that, so many at the most; how many went. */
    async eraseEnded(before: string, count: number): Promise<number> {
      const { numDeletedRows } = await connection
        .deleteFrom('staff_sessions')
        .where('id', 'in', (eb) =>
          eb.selectFrom('staff_sessions').select('id').where('expires_at', '<', before).limit(count),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
};

function toBrowser(row: Selectable<StaffSessionsTable>): StoredBrowser {
  return {
    id: row.id,
    label: row.label,
    createdAt: row.created_at,
    codeExpiresAt: row.code_expires_at,
    staffId: row.staff_id,
    confirmedAt: row.confirmed_at,
    expiresAt: row.expires_at,
    lastUsedOn: row.last_used_on,
    revokedAt: row.revoked_at,
  };
}
