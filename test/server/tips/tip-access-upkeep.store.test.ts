import { expect, test } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { keepTipAccess } from '../../../server/features/tips/tip-access-upkeep.ts';
import { tipDeskStore } from '../../../server/features/tips/tip-desk.store.ts';
import { createUnitTree } from '../../../server/rights/unit-tree.rules.ts';
import { testDatabases } from '../../support/databases.ts';

const treeOf = (parents: Record<string, string | null>) => {
  const units = Object.entries(parents).map(([id, parentId]) => ({ id, parentId }));
  const { upwards } = createUnitTree(units, (id) => id);
  return { units: units.map(({ id }) => id), upwards };
};

/** As a store from before has it: the tip's own unit has access, and no order is written. */
async function insertOldTip({ kysely }: Database, id: string, unitId: string): Promise<void> {
  const at = '2026-11-24T01:00:00.000Z';
  await kysely
    .insertInto('tips')
    .values({
      ...{
        id,
        code: `TB-${id}`,
        kind: 'feedback',
        category: 'tieng-on',
        unit_id: unitId,
        pack_id: 'tan-phu',
      },
      ...{ status: 'received', anonymous: 1, restricted: 0, lat: null, lng: null, accuracy_m: null },
      ...{ certainty: 'inside', happened_at: null, created_at: at, acknowledge_by: at, updated_at: at },
      ...{ consent_version: '1', receipt_digest: 'x', key_version: 'k1', history_head: 'x' },
      ...{ history_sequence: 1, seen_sequence: 1, photo_count: 0, attention: null },
    })
    .execute();
  await kysely
    .insertInto('tip_access')
    .values({
      ...{ tip_id: id, unit_id: unitId, since: at, why: 'received', works: 1, desk_order: '' },
      ...{ status: 'received', category: 'tieng-on', attention: null },
    })
    .execute();
}

test.each(testDatabases)(
  'units above see what was there before them, and no longer what is not below them any more, on $engine',
  async (engine) => {
    const database = await engine.open();
    await insertOldTip(database, 'A', 'phuong-a');
    await insertOldTip(database, 'B', 'phuong-b');
    const seenBy = async (unitId: string) =>
      (await tipDeskStore(database.kysely).list({ unitId, restricted: true }, null, 10)).map(
        (tip) => `${tip.id} ${tip.deskOrder}`,
      );
    const order = '02026-11-24T01:00:00.000Z';

    await keepTipAccess(database, treeOf({ quan: null, 'phuong-a': 'quan', 'phuong-b': 'quan' }));
    expect(await seenBy('quan')).toEqual([`A ${order}`, `B ${order}`]);
    expect(await seenBy('phuong-a')).toEqual([`A ${order}`]);

    await keepTipAccess(
      database,
      treeOf({ 'thanh-pho': null, quan: 'thanh-pho', 'phuong-a': 'quan', 'phuong-b': 'thanh-pho' }),
    );
    expect(await seenBy('quan')).toEqual([`A ${order}`]);
    expect(await seenBy('thanh-pho')).toEqual([`A ${order}`, `B ${order}`]);
    expect(await seenBy('phuong-b')).toEqual([`B ${order}`]);
  },
);
