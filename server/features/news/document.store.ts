import type { Connection } from '../../db/database.ts';

/** A stored PDF; until an article names it, it waits. */
export type StoredFile = { id: string; bytes: number; sha256: string };

/** The PDF files of articles. Takes the database or a transaction on it. */
export const documentStore = (connection: Connection) => ({
  async insert(file: StoredFile & { createdAt: string }): Promise<void> {
    await connection
      .insertInto('documents')
      .values({
        id: file.id,
        article_id: null,
        bytes: file.bytes,
        sha256: file.sha256,
        created_at: file.createdAt,
      })
      .execute();
  },

  /** Gives it to the article, which may have had it before; undefined: unknown, swept, older than `since`, or another article's. */
  async claim(id: string, articleId: string, since: string): Promise<StoredFile | undefined> {
    return await connection
      .updateTable('documents')
      .set({ article_id: articleId })
      .where('id', '=', id)
      .where((row) =>
        row.or([
          row('article_id', '=', articleId),
          row.and([row('article_id', 'is', null), row('created_at', '>=', since)]),
        ]),
      )
      .returning(['id', 'bytes', 'sha256'])
      .executeTakeFirst();
  },

  async isOfArticle(id: string, articleId: string): Promise<boolean> {
    const row = await connection
      .selectFrom('documents')
      .select('id')
      .where('id', '=', id)
      .where('article_id', '=', articleId)
      .executeTakeFirst();
    return row !== undefined;
  },

  async countUnattached(): Promise<number> {
    const { count } = await connection
      .selectFrom('documents')
      .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
      .where('article_id', 'is', null)
      .executeTakeFirstOrThrow();
    return count;
  },

  /** Deletes up to `max` that nobody claimed since `before` and returns their ids. */
  async deleteUnattached(before: string, max: number): Promise<string[]> {
    const rows = await connection
      .deleteFrom('documents')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('documents')
          .select('id')
          .where('article_id', 'is', null)
          .where('created_at', '<', before)
          .limit(max),
      )
      // Once more: an article may have claimed one between the two looks.
      .where('article_id', 'is', null)
      .returning('id')
      .execute();
    return rows.map((row) => row.id);
  },

  /** Those of `ids` that have a row. */
  async existing(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await connection.selectFrom('documents').select('id').where('id', 'in', ids).execute();
    return new Set(rows.map((row) => row.id));
  },
});
