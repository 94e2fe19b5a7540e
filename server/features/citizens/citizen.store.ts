import { uuidv7 } from 'uuidv7';
import type { Connection } from '../../db/database.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../../secrets/secret-keys.ts';

/** People as Zalo vouches for them, and their sessions. Takes the database or a transaction on it. */
export const citizenStore = (connection: Connection, keys: SecretKeys) => {
  const zaloIdDigests = (zaloId: string) =>
    keys.versions.map((key) => keyedDigest(key, 'citizen-digest', zaloId));
  const tokenDigests = (token: string) =>
    keys.versions.map((key) => keyedDigest(key, 'session-digest', token));

  /** What stands of a Zalo id in its row, under the newest key. */
  const sealedIdentity = (citizenId: string, zaloId: string) => ({
    zalo_id_digest: keyedDigest(keys.newest, 'citizen-digest', zaloId),
    zalo_id_sealed: sealText(keys, `citizen:${citizenId}`, zaloId),
    key_version: keys.newest.version,
  });

  return {
    /**
     * The id of the citizen with this Zalo id, made when new; the row is held until the transaction ends. A row of an older key is
     * brought to the newest, so that the old one can be retired.
     */
    async ensure(zaloId: string, now: string): Promise<string> {
      const known = await connection
        .selectFrom('citizens')
        .select(['id', 'key_version'])
        .where('zalo_id_digest', 'in', zaloIdDigests(zaloId))
        .executeTakeFirst();
      if (known && known.key_version !== keys.newest.version) {
        await connection
          .updateTable('citizens')
          .set(sealedIdentity(known.id, zaloId))
          .where('id', '=', known.id)
          .execute();
      }
      const id = known?.id ?? uuidv7();
      const row = await connection
        .insertInto('citizens')
        .values({ id, ...sealedIdentity(id, zaloId), created_at: now })
        .onConflict((conflict) =>
          conflict
            .column('zalo_id_digest')
            .doUpdateSet((eb) => ({ created_at: eb.ref('citizens.created_at') })),
        )
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    },

    /** The citizen with this Zalo id, if there is one. */
    async findId(zaloId: string): Promise<string | undefined> {
      const row = await connection
        .selectFrom('citizens')
        .select('id')
        .where('zalo_id_digest', 'in', zaloIdDigests(zaloId))
        .executeTakeFirst();
      return row?.id;
    },

    async findZaloId(citizenId: string): Promise<string | undefined> {
      const row = await connection
        .selectFrom('citizens')
        .select('zalo_id_sealed')
        .where('id', '=', citizenId)
        .executeTakeFirst();
      return row && openText(keys, `citizen:${citizenId}`, row.zalo_id_sealed);
    },

    /** Since when they are known, and where they are signed in; undefined once they were erased. */
    async describe(citizenId: string): Promise<{ createdAt: string; sessions: SessionTimes[] } | undefined> {
      const row = await connection
        .selectFrom('citizens')
        .select('created_at')
        .where('id', '=', citizenId)
        .executeTakeFirst();
      const sessions = await connection
        .selectFrom('citizen_sessions')
        .select(['created_at', 'last_used_at', 'expires_at'])
        .where('citizen_id', '=', citizenId)
        .orderBy('created_at')
        .execute();
      return (
        row && {
          createdAt: row.created_at,
          sessions: sessions.map((session) => ({
            createdAt: session.created_at,
            lastUsedAt: session.last_used_at,
            expiresAt: session.expires_at,
          })),
        }
      );
    },

    /** Holds the row until the transaction ends; false when it is gone. */
    async hold(citizenId: string): Promise<boolean> {
      const { numUpdatedRows } = await connection
        .updateTable('citizens')
        .set((eb) => ({ created_at: eb.ref('created_at') }))
        .where('id', '=', citizenId)
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },

    async delete(citizenId: string): Promise<void> {
      await connection.deleteFrom('citizen_sessions').where('citizen_id', '=', citizenId).execute();
      await connection.deleteFrom('citizens').where('id', '=', citizenId).execute();
    },

    async insertSession(session: {
      token: string;
      citizenId: string;
      createdAt: string;
      expiresAt: string;
    }): Promise<void> {
      await connection
        .insertInto('citizen_sessions')
        .values({
          token_digest: keyedDigest(keys.newest, 'session-digest', session.token),
          citizen_id: session.citizenId,
          created_at: session.createdAt,
          last_used_at: session.createdAt,
          expires_at: session.expiresAt,
        })
        .execute();
    },

    async findSession(token: string): Promise<StoredSession | undefined> {
      const row = await connection
        .selectFrom('citizen_sessions')
        .selectAll()
        .where('token_digest', 'in', tokenDigests(token))
        .executeTakeFirst();
      return (
        row && {
          digest: row.token_digest,
          citizenId: row.citizen_id,
          lastUsedAt: row.last_used_at,
          expiresAt: row.expires_at,
        }
      );
    },

    async touchSession(digest: string, now: string): Promise<void> {
      await connection
        .updateTable('citizen_sessions')
        .set({ last_used_at: now })
        .where('token_digest', '=', digest)
        .execute();
    },

    /** Ends the citizen's oldest sessions until `count` are left. */
    async keepNewestSessions(citizenId: string, count: number): Promise<void> {
      const rows = await connection
        .selectFrom('citizen_sessions')
        .select('token_digest')
        .where('citizen_id', '=', citizenId)
        .orderBy('created_at', 'desc')
        .execute();
      const old = rows.slice(count).map((row) => row.token_digest);
      if (old.length === 0) return;
      await connection.deleteFrom('citizen_sessions').where('token_digest', 'in', old).execute();
    },

    async deleteEndedSessions(ended: { expiredBy: string; unusedSince: string }): Promise<number> {
      const { numDeletedRows } = await connection
        .deleteFrom('citizen_sessions')
        .where((eb) =>
          eb.or([eb('expires_at', '<=', ended.expiredBy), eb('last_used_at', '<=', ended.unusedSince)]),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
};

type StoredSession = { digest: string; citizenId: string; lastUsedAt: string; expiresAt: string };

/** When a session began, was last used, and ends. */
type SessionTimes = { createdAt: string; lastUsedAt: string; expiresAt: string };
