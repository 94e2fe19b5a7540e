import type { Database } from '../db/database.ts';
import { PackError } from './pack.ts';
import type { Procedure } from './procedure.schema.ts';
import { procedureDigest } from './procedure-digest.ts';

const packKey = 'content-pack';
const proceduresKey = 'content-pack-procedures';

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

/** Remembers which edition of every procedure a portal has read from its pack, so that later edits of the pack are known as such. */
export async function rememberPackProcedures(
  database: Database,
  procedures: readonly Procedure[],
): Promise<void> {
  const value = JSON.stringify(
    Object.fromEntries(procedures.map((procedure) => [procedure.id, procedureDigest(procedure)])),
  );
  await database.transact((transaction) =>
    transaction
      .insertInto('meta')
      .values({ key: proceduresKey, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
}

/** Digests by the procedure's id, as the portal that started last has read them; empty before the first start. */
export async function packProceduresInUse(database: Database): Promise<ReadonlyMap<string, string>> {
  const row = await database.kysely
    .selectFrom('meta')
    .select('value')
    .where('key', '=', proceduresKey)
    .executeTakeFirst();
  // Of our own making.
  return new Map(Object.entries(JSON.parse(row?.value ?? '{}') as Record<string, string>));
}
