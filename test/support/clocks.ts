import { uuidv7 } from 'uuidv7';
import { type Database, openDatabase } from '../../server/db/database.ts';
import { stepsOf } from '../../server/features/clocks/clock.rules.ts';
import type { GroupMessage, TestPortal } from './portal.ts';

export const minuteMs = 60_000;

type Place = { dataDir: string; databaseUrl: string | null };

/** Every step of every clock in a store, as "round step state", by the code of its tip. */
export async function stepsByCode(place: Place): Promise<Map<string, string[]>> {
  const database = openDatabase(place);
  try {
    const rows = await database.kysely
      .selectFrom('clock_steps')
      .innerJoin('tips', 'tips.id', 'clock_steps.tip_id')
      .select(['tips.code', 'clock_steps.round', 'clock_steps.step', 'clock_steps.state'])
      .orderBy('clock_steps.tip_id')
      .orderBy('clock_steps.round')
      .orderBy('clock_steps.due_at')
      .execute();
    const found = new Map<string, string[]>();
    for (const { code, round, step, state } of rows)
      found.set(code, [...(found.get(code) ?? []), `${round} ${step} ${state}`]);
    return found;
  } finally {
    await database.close();
  }
}

const titles = { remind: 'NHẮC TIẾP NHẬN', commander: 'KÍNH GỬI CHỈ HUY', parent: 'CHUYỂN CẤP TRÊN' };

/** What the clock has told a unit's group so far: each code once for every message that names it, as "remind TB-7K3M9Q". */
export async function toldTo(portal: Pick<TestPortal, 'messages'>, unit: string): Promise<string[]> {
  return (await noticesTo(portal, unit)).flatMap(({ text }) => {
    const step = Object.entries(titles).find(([, title]) => text.startsWith(title))?.[0];
    const [title = '', ...lines] = text.split('\n');
    const named = lines.find((line) => line.startsWith('Mã tin: ')) ?? title;
    return (named.match(/TB-[0-9A-Z]{6}/g) ?? []).map((code) => `${step} ${code}`);
  });
}

export async function noticesTo(portal: Pick<TestPortal, 'messages'>, unit: string): Promise<GroupMessage[]> {
  const messages = await portal.messages(unit);
  return messages.filter(({ text }) => Object.values(titles).some((title) => text.startsWith(title)));
}

/** Long enough for the clocks of a running server to have looked once more. */
export const nextLook = () => new Promise((resolve) => setTimeout(resolve, 1_500));

/** Rows per statement: their values stay under what SQLite binds at once. */
const rowsAtOnce = 500;

/**
 * Tips that somebody sent and nobody has taken up, straight into the store; their clocks, where wanted, started a second after one
 * another.
 */
export async function storeWaitingTips(
  database: Database,
  count: number,
  options: { withClocks?: boolean } = {},
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7());
  const at = '2026-11-24T01:00:00.000Z';
  await database.transact(async (transaction) => {
    for (let from = 0; from < count; from += rowsAtOnce) {
      const some = ids.slice(from, from + rowsAtOnce);
      const tips = some.map((id, index) => waitingTip(id, from + index, at));
      await transaction.insertInto('tips').values(tips).execute();
      if (!options.withClocks) continue;
      const steps = some.flatMap((id, index) => waitingSteps(id, Date.parse(at) + (from + index) * 1_000));
      await transaction.insertInto('clock_steps').values(steps).execute();
    }
  });
  return ids;
}

function waitingSteps(tipId: string, startedMs: number) {
  const startedAt = new Date(startedMs).toISOString();
  return stepsOf({ startedAt, minutes: 15, hasParent: true }).map(({ step, dueAt }) => ({
    ...{ tip_id: tipId, round: 1, step, unit_id: 'tay-thanh', started_at: startedAt },
    ...{ due_at: dueAt, state: 'waiting' },
  }));
}

function waitingTip(id: string, index: number, at: string) {
  return {
    ...{ id, code: `TB-${String(index).padStart(6, '0')}`, kind: 'feedback', category: 'tieng-on' },
    ...{ unit_id: 'tay-thanh', pack_id: 'tan-phu', status: 'received', anonymous: 1, restricted: 0 },
    ...{ lat: null, lng: null, accuracy_m: null, certainty: 'inside', happened_at: null },
    ...{ created_at: at, acknowledge_by: at, consent_version: '1', receipt_digest: id, key_version: 'k1' },
    ...{ history_head: '', history_sequence: 1, seen_sequence: 1, photo_count: 0, updated_at: at },
    attention: null,
  };
}
