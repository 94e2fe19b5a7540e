import { describe, expect, test } from 'vitest';
import {
  type DeskStage,
  deskStages,
  type TipAttention,
  type TipStatus,
  tipStatuses,
} from '#contract/vocabulary.ts';
import type { Database } from '../../../server/db/database.ts';
import type { TipAccessTable, TipsTable } from '../../../server/db/tables/tip-tables.ts';
import { type Tip, toTip } from '../../../server/features/tips/tip.store.ts';
import { deskOrder, deskStretch, stageStretch } from '../../../server/features/tips/tip-access.rules.ts';
import { listed } from '../../../server/features/tips/tip-access.store.ts';
import {
  type DeskFilter,
  type DeskPlace,
  tipDeskStore,
} from '../../../server/features/tips/tip-desk.store.ts';
import { testDatabases } from '../../support/databases.ts';

/** The same draws every time (Lehmer). */
function draws(seed: number) {
  let state = seed;
  const below = (count: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % count;
  };
  const of = <Item>(items: readonly [Item, ...Item[]]): Item => items[below(items.length)] ?? items[0];
  return { below, of };
}
const draw = draws(20_261_124);

type Known = { tip: Tip; units: string[]; people: string[] };

const tipsCount = 150;
const units = ['a', 'b', 'c'] as const;
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24) + minutes * 60_000).toISOString();

/** Tips of three wards below one district, some given on to another ward that the first still sees. */
async function fill({ kysely }: Database): Promise<Known[]> {
  const known: Known[] = [];
  const rows: TipsTable[] = [];
  const access: TipAccessTable[] = [];
  for (let nr = 0; nr < tipsCount; nr += 1) {
    const id = `00000000-0000-7000-8000-${String(nr).padStart(12, '0')}`;
    const holder = draw.of(units);
    const row = {
      ...{ id, code: `TB-${draw.of(['A', 'C', 'D'])}${draw.of(['2', '3'])}${String(nr).padStart(4, '0')}` },
      ...{ kind: 'feedback', category: draw.of(['tieng-on', 'trom-cap', 'ma-tuy']), unit_id: holder },
      ...{
        pack_id: 'p',
        status: draw.of(tipStatuses),
        anonymous: 1,
        restricted: draw.below(4) === 0 ? 1 : 0,
      },
      ...{ lat: null, lng: null, accuracy_m: null, certainty: 'inside', happened_at: null },
      // Few instants, so that many tips stand at the same place and only their ids tell them apart.
      ...{ created_at: at(nr), acknowledge_by: at(draw.below(6)), updated_at: at(draw.below(6)) },
      ...{ consent_version: '1', receipt_digest: 'x', key_version: 'k1', history_head: 'x', erased_at: null },
      ...{ history_sequence: 1, seen_sequence: 1, photo_count: 0 },
      attention: draw.of<TipAttention | null>([null, null, 'reply_to_approve', 'low_rating']),
    };
    const tip = toTip(row);
    const seeing = [...new Set([holder, ...(draw.below(4) === 0 ? [draw.of(units)] : []), 'district'])];
    const people = draw.below(3) === 0 ? ['me'] : [];
    rows.push(row);
    for (const unitId of seeing)
      access.push({ tip_id: id, unit_id: unitId, since: at(nr), why: 'received', works: 1, ...listed(tip) });
    known.push({ tip, units: seeing, people });
  }
  const named = known.flatMap(({ tip, people }) =>
    people.map((staffId) => ({ tip_id: tip.id, staff_id: staffId, since: at(0) })),
  );
  await kysely.insertInto('tips').values(rows).execute();
  await kysely.insertInto('tip_access').values(access).execute();
  await kysely.insertInto('tip_people').values(named).execute();
  return known;
}

function drawFilter(): DeskFilter {
  const unitId = draw.of(['a', 'b', 'district']);
  const now = at(3);
  const within = draw.of(units);
  return {
    unitId,
    restricted: draw.below(2) === 0 ? true : { namedStaffId: 'me' },
    ...(unitId === 'district' && draw.below(3) === 0 ? { within, units: [within] } : {}),
    ...(draw.below(4) === 0 ? { status: draw.of(tipStatuses) } : {}),
    ...(draw.below(4) === 0 ? { stage: draw.of(deskStages) } : {}),
    ...(draw.below(4) === 0 ? { category: draw.of(['tieng-on', 'ma-tuy']) } : {}),
    ...(draw.below(6) === 0 ? { attention: draw.of<TipAttention>(['reply_to_approve', 'low_rating']) } : {}),
    ...(draw.below(6) === 0 ? { namedStaffId: 'me' } : {}),
    ...(draw.below(6) === 0 ? { overdueBefore: `0${now}` } : {}),
    ...(draw.below(4) === 0 ? { codePrefix: draw.of(['TB-A', 'TB-C3', 'TB-D20']) } : {}),
  };
}

/** Looks at one after the other. */
function lookThrough(known: readonly Known[], filter: DeskFilter): string[] {
  const { unitId, restricted, status, stage, category, attention, namedStaffId, overdueBefore } = filter;
  const isIn = (
    order: string,
    of: (of: never) => { from: string; before: string },
    what?: TipStatus | DeskStage,
  ) => {
    if (what === undefined) return true;
    const { from, before } = of(what as never);
    return order >= from && order < before;
  };
  // Whoever looks for a code by how it begins reads codes; everybody else what is most pressing.
  const placeOf = (tip: Tip) =>
    (filter.codePrefix ?? '').length >= 'TB-C3'.length ? tip.code : `${deskOrder(tip)} ${tip.id}`;
  return known
    .filter(({ tip, units: seeing, people }) => {
      const order = deskOrder(tip);
      return (
        seeing.includes(unitId) &&
        (restricted === true || !tip.isRestricted || people.includes(restricted.namedStaffId)) &&
        (filter.units === undefined || filter.units.includes(tip.unitId)) &&
        (status === undefined || tip.status === status) &&
        isIn(order, deskStretch, status) &&
        isIn(order, stageStretch, stage) &&
        (category === undefined || tip.category === category) &&
        (attention === undefined || tip.attention === attention) &&
        (namedStaffId === undefined || people.includes(namedStaffId)) &&
        (overdueBefore === undefined || order < overdueBefore) &&
        tip.code.startsWith(filter.codePrefix ?? '')
      );
    })
    .toSorted((a, b) => (placeOf(a.tip) < placeOf(b.tip) ? -1 : 1))
    .map(({ tip }) => `${deskOrder(tip)} ${tip.id}`);
}

describe.each(testDatabases)('a narrowed list at the desk, on $engine', (engine) => {
  test('has what looking at one tip after the other finds, page by page', async () => {
    const database = await engine.open();
    const known = await fill(database);
    const store = tipDeskStore(database.kysely);

    for (let round = 0; round < 120; round += 1) {
      const filter = drawFilter();
      const found: string[] = [];
      let after: DeskPlace | null = null;
      do {
        const page: (Tip & { deskOrder: string })[] = await store.list(filter, after, 7);
        found.push(...page.map((tip) => `${tip.deskOrder} ${tip.id}`));
        const last = page.at(-1);
        after = last && page.length === 7 ? { deskOrder: last.deskOrder, tipId: last.id } : null;
      } while (after);
      expect(found, JSON.stringify(filter)).toEqual(lookThrough(known, filter));
    }
  });
});
