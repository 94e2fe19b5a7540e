import type { Database } from '../db/database.ts';
import { PackError } from './pack.ts';

const packKey = 'content-pack';

/**
 * The store remembers its pack: the ids of another one would mean other wards to the tips that lie here.
 * @throws PackError when the store belongs to another pack
 */
export async function claimStoreForPack(database: Database, packId: string): Promise<void> {
  const row = await database.transact(async (transaction) => {
    await transaction
      .insertInto('meta')
      .values({ key: packKey, value: packId })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
    return transaction
      .selectFrom('meta')
      .select('value')
      .where('key', '=', packKey)
      .executeTakeFirstOrThrow();
  });
  if (row.value === packId) return;
  throw new PackError(packId, [
    {
      file: 'pack.json',
      path: ['id'],
      message: `this store belongs to the pack "${row.value}"; start "${packId}" with another DATA_DIR or DATABASE_URL`,
    },
  ]);
}
