import { sql } from 'kysely';
import type { Connection } from '../../db/database.ts';

/** The only place that knows the columns of `form_links`; PostgreSQL alone has them. */
export const formLinkStore = (connection: Connection) => ({
  async insert(tokenDigest: string, fileLocked: string, expiresAt: Date): Promise<void> {
    await connection
      .insertInto('form_links')
      .values({ token_digest: tokenDigest, file_locked: fileLocked, expires_at: expiresAt.toISOString() })
      .execute();
  },

  /** The file, which is gone from here, for one of all who ask at once; undefined for the others and once it has ended. */
  async take(tokenDigest: string, now: Date): Promise<string | undefined> {
    const row = await connection
      .deleteFrom('form_links')
      .where('token_digest', '=', tokenDigest)
      .where('expires_at', '>', now.toISOString())
      .returning('file_locked')
      .executeTakeFirst();
    return row?.file_locked;
  },

  async find(tokenDigest: string, now: Date): Promise<string | undefined> {
    const row = await connection
      .selectFrom('form_links')
      .select('file_locked')
      .where('token_digest', '=', tokenDigest)
      .where('expires_at', '>', now.toISOString())
      .executeTakeFirst();
    return row?.file_locked;
  },

  async measure(): Promise<{ links: number; letters: number }> {
    const { links, letters } = await connection
      .selectFrom('form_links')
      .select(({ fn }) => [
        fn.countAll<string>().as('links'),
        sql<string>`coalesce(sum(length(file_locked)), 0)`.as('letters'),
      ])
      .executeTakeFirstOrThrow();
    return { links: Number(links), letters: Number(letters) };
  },

  async removeEnded(now: Date): Promise<void> {
    await connection.deleteFrom('form_links').where('expires_at', '<=', now.toISOString()).execute();
  },
});
