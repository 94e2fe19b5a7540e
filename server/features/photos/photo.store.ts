import type { Connection } from '../../db/database.ts';

/** A stored photo; until a tip or an article claims it, it waits. */
export type Photo = {
  id: string;
  /** Of the full copy, in pixels. */
  width: number;
  height: number;
  /** Of the full copy. */
  bytes: number;
  zaloBytes: number;
  createdAt: string;
};

/** The tip and the number of its history entry that a photo comes with; 1 is the tip's arrival. */
export type PhotoOwner = { tipId: string; entrySequence: number };

type OwnedPhoto = Photo & { entrySequence: number };

/** Takes the database or a transaction on it. */
export const photoStore = (connection: Connection) => ({
  async insert(photo: Photo): Promise<void> {
    await connection
      .insertInto('photos')
      .values({
        id: photo.id,
        tip_id: null,
        article_id: null,
        entry_sequence: null,
        position: null,
        width: photo.width,
        height: photo.height,
        bytes: photo.bytes,
        zalo_bytes: photo.zaloBytes,
        created_at: photo.createdAt,
      })
      .execute();
  },

  /**
   * Gives the waiting photos among `ids` to the tip's entry, each with its place in the list, and returns those that could not be claimed:
   * unknown, swept, older than `since`, an article's, or another tip's. The caller rolls back when there are any.
   */
  async claim(ids: readonly string[], owner: PhotoOwner, since: string): Promise<string[]> {
    const unclaimed: string[] = [];
    // Always in the same order: two tips that claim the same photos wait for each other instead of locking each other out.
    for (const id of [...ids].sort()) {
      const { numUpdatedRows } = await connection
        .updateTable('photos')
        .set({ tip_id: owner.tipId, entry_sequence: owner.entrySequence, position: ids.indexOf(id) })
        .where('id', '=', id)
        .where('tip_id', 'is', null)
        .where('article_id', 'is', null)
        .where('created_at', '>=', since)
        .executeTakeFirst();
      if (Number(numUpdatedRows) !== 1) unclaimed.push(id);
    }
    return unclaimed;
  },

  /** The same for an article, which may have had them before; they stay its own, because its versions are kept. */
  async claimForArticle(ids: readonly string[], articleId: string, since: string): Promise<string[]> {
    const unclaimed: string[] = [];
    for (const id of [...ids].sort()) {
      const { numUpdatedRows } = await connection
        .updateTable('photos')
        .set({ article_id: articleId })
        .where('id', '=', id)
        .where('tip_id', 'is', null)
        .where((row) =>
          row.or([
            row('article_id', '=', articleId),
            row.and([row('article_id', 'is', null), row('created_at', '>=', since)]),
          ]),
        )
        .executeTakeFirst();
      if (Number(numUpdatedRows) !== 1) unclaimed.push(id);
    }
    return unclaimed;
  },

  /** All that an article has, oldest first. */
  async listOfArticle(articleId: string): Promise<Pick<Photo, 'id' | 'width' | 'height'>[]> {
    return await connection
      .selectFrom('photos')
      .select(['id', 'width', 'height'])
      .where('article_id', '=', articleId)
      .orderBy('id')
      .execute();
  },

  /** Everything that came with the tip and its messages: by message, in the order the sender gave them. */
  async listOf(tipId: string): Promise<OwnedPhoto[]> {
    const rows = await connection
      .selectFrom('photos')
      .selectAll()
      .where('tip_id', '=', tipId)
      .orderBy('entry_sequence')
      .orderBy('position')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      width: row.width,
      height: row.height,
      bytes: row.bytes,
      zaloBytes: row.zalo_bytes,
      createdAt: row.created_at,
      entrySequence: row.entry_sequence ?? 1,
    }));
  },

  async countUnattached(): Promise<number> {
    const { count } = await connection
      .selectFrom('photos')
      .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
      .where('tip_id', 'is', null)
      .where('article_id', 'is', null)
      .executeTakeFirstOrThrow();
    return count;
  },

  /** Deletes up to `max` photos that nobody claimed since `before` and returns their ids. */
  async deleteUnattached(before: string, max: number): Promise<string[]> {
    const rows = await connection
      .deleteFrom('photos')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('photos')
          .select('id')
          .where('tip_id', 'is', null)
          .where('article_id', 'is', null)
          .where('created_at', '<', before)
          .limit(max),
      )
      // Once more: a tip or an article may have claimed one between the two looks.
      .where('tip_id', 'is', null)
      .where('article_id', 'is', null)
      .returning('id')
      .execute();
    return rows.map((row) => row.id);
  },

  /** Deletes all photos of these tips and returns their ids. */
  async deleteOfTips(tipIds: readonly string[]): Promise<string[]> {
    if (tipIds.length === 0) return [];
    const rows = await connection
      .deleteFrom('photos')
      .where('tip_id', 'in', tipIds)
      .returning('id')
      .execute();
    return rows.map((row) => row.id);
  },

  /** Those of `ids` that have a row. */
  async existing(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await connection.selectFrom('photos').select('id').where('id', 'in', ids).execute();
    return new Set(rows.map((row) => row.id));
  },
});
