import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { toTip } from './tip.store.ts';
import { listed } from './tip-access.store.ts';

const treeKey = 'access-tree';
const batchTips = 500;

/**
 * Brings the rows of the units above up to date when the tree of the content pack is another one than last time (or they were never
 * there), and the order of tips that came before there was one. Costs nothing otherwise.
 */
export async function keepTipAccess(
  database: Database,
  tree: { units: readonly string[]; upwards(unitId: string): readonly string[] },
): Promise<void> {
  await orderOldTips(database);
  const links = tree.units.flatMap((unitId) =>
    tree
      .upwards(unitId)
      .slice(1)
      .map((aboveId) => ({ unitId, aboveId })),
  );
  const digest = createHash('sha256').update(JSON.stringify(links)).digest('base64url');
  await database.transact(async (transaction) => {
    const known = await transaction
      .selectFrom('meta')
      .select('value')
      .where('key', '=', treeKey)
      .executeTakeFirst();
    if (known?.value === digest) return;
    await transaction.deleteFrom('tip_access').where('why', '=', 'above').execute();
    for (const link of links) await copyUpwards(transaction, link);
    await transaction
      .insertInto('meta')
      .values({ key: treeKey, value: digest })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: digest }))
      .execute();
  });
}

/** Whatever a unit was given itself, the one above it sees too. */
async function copyUpwards(
  transaction: Transaction<Schema>,
  { unitId, aboveId }: { unitId: string; aboveId: string },
): Promise<void> {
  await sql`
    insert into tip_access (tip_id, unit_id, since, why, works, desk_order, status, category, attention)
    select tip_id, ${sql.lit(aboveId)}, since, 'above', works, desk_order, status, category, attention from tip_access
    where unit_id = ${unitId} and why <> 'above'
    on conflict (tip_id, unit_id) do update
    set works = case when excluded.works = 1 then 1 else tip_access.works end`.execute(transaction);
}

async function orderOldTips({ kysely, transact }: Database): Promise<void> {
  for (let tips = await listUnordered(kysely); tips.length > 0; tips = await listUnordered(kysely)) {
    await transact(async (transaction) => {
      for (const tip of tips) {
        await transaction.updateTable('tip_access').set(listed(tip)).where('tip_id', '=', tip.id).execute();
      }
    });
  }
}

async function listUnordered(kysely: Kysely<Schema>) {
  const rows = await kysely
    .selectFrom('tips')
    .selectAll()
    .where('id', 'in', (eb) =>
      eb.selectFrom('tip_access').select('tip_id').where('desk_order', '=', sql.lit('')).limit(batchTips),
    )
    .execute();
  return rows.map(toTip);
}
