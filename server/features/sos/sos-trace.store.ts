import { limits } from '#contract/limits.ts';
import type { SosFix } from '#contract/sos.ts';
import type { SosStep } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';

/** Where the sender was. The only place that knows the columns of sos_positions. */
export const sosPositionStore = (connection: Connection) => ({
  /** A fix of the same instant is the same fix. Past the limit the oldest go, but neither the first nor the best one. */
  async add(sosId: string, fixes: readonly SosFix[], best: SosFix | null, receivedAt: string): Promise<void> {
    if (fixes.length === 0) return;
    await connection
      .insertInto('sos_positions')
      .values(
        fixes.map(({ lat, lng, accuracyM, at }) => ({
          sos_id: sosId,
          at,
          lat,
          lng,
          accuracy_m: accuracyM,
          received_at: receivedAt,
        })),
      )
      .onConflict((conflict) => conflict.columns(['sos_id', 'at']).doNothing())
      .execute();
    await trim(connection, sosId, best);
  },

  /** Oldest first. */
  async list(sosId: string): Promise<SosFix[]> {
    const rows = await connection
      .selectFrom('sos_positions')
      .selectAll()
      .where('sos_id', '=', sosId)
      .orderBy('at')
      .limit(limits.sosFixesKeptMax)
      .execute();
    return rows.map((row) => ({ lat: row.lat, lng: row.lng, accuracyM: row.accuracy_m, at: row.at }));
  },

  async erase(sosId: string): Promise<void> {
    await connection.deleteFrom('sos_positions').where('sos_id', '=', sosId).execute();
  },
});

async function trim(connection: Connection, sosId: string, best: SosFix | null): Promise<void> {
  const { count } = await connection
    .selectFrom('sos_positions')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('sos_id', '=', sosId)
    .executeTakeFirstOrThrow();
  const surplus = Number(count) - limits.sosFixesKeptMax;
  if (surplus <= 0) return;
  // The first stands at the head of the order: one more is looked at, and it is passed over.
  const rows = await connection
    .selectFrom('sos_positions')
    .select('at')
    .where('sos_id', '=', sosId)
    .orderBy('at')
    .limit(surplus + 2)
    .execute();
  const gone = rows
    .slice(1)
    .map((row) => row.at)
    .filter((at) => at !== best?.at)
    .slice(0, surplus);
  await connection.deleteFrom('sos_positions').where('sos_id', '=', sosId).where('at', 'in', gone).execute();
}

/** waiting: due at `due_at` · done: those it is for were told · void: somebody took it up, or it is over. */
type StepState = 'waiting' | 'done' | 'void';

/** What happens while nobody takes an alert up. The only place that knows the columns of sos_steps; written by who holds the alert. */
export const sosStepStore = (connection: Connection) => ({
  async start(sosId: string, steps: readonly { step: SosStep; dueAt: string }[]): Promise<void> {
    const state: StepState = 'waiting';
    await connection
      .insertInto('sos_steps')
      .values(steps.map(({ step, dueAt }) => ({ sos_id: sosId, step, due_at: dueAt, state })))
      .execute();
  },

  /** Alerts with something due, those that have waited longest first. */
  async listDue(at: Date, countMax: number): Promise<string[]> {
    const rows = await connection
      .selectFrom('sos_steps')
      .select('sos_id')
      .where('state', '=', 'waiting')
      .where('due_at', '<=', at.toISOString())
      .orderBy('due_at')
      .limit(countMax)
      .execute();
    return [...new Set(rows.map((row) => row.sos_id))];
  },

  /** Since when the step that has waited longest is due; null: none is. */
  async findOldestDue(now: Date): Promise<string | null> {
    const row = await connection
      .selectFrom('sos_steps')
      .select((eb) => eb.fn.min('due_at').as('dueAt'))
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now.toISOString())
      .executeTakeFirst();
    return row?.dueAt ?? null;
  },

  /** Takes all that is due of an alert, in order. */
  async takeDue(sosId: string, at: Date): Promise<SosStep[]> {
    const rows = await connection
      .updateTable('sos_steps')
      .set({ state: 'done' satisfies StepState, done_at: at.toISOString() })
      .where('sos_id', '=', sosId)
      .where('state', '=', 'waiting')
      .where('due_at', '<=', at.toISOString())
      .returning(['step', 'due_at'])
      .execute();
    return rows.toSorted((a, b) => (a.due_at < b.due_at ? -1 : 1)).map((row) => row.step as SosStep);
  },

  /** A step that was taken and had nobody to tell. */
  async pass(sosId: string, step: SosStep): Promise<void> {
    await connection
      .updateTable('sos_steps')
      .set({ state: 'void' satisfies StepState })
      .where('sos_id', '=', sosId)
      .where('step', '=', step)
      .execute();
  },

  async stop(sosId: string, at: string): Promise<void> {
    await connection
      .updateTable('sos_steps')
      .set({ state: 'void' satisfies StepState, done_at: at })
      .where('sos_id', '=', sosId)
      .where('state', '=', 'waiting')
      .execute();
  },

  async postpone(sosId: string, at: Date, until: Date): Promise<void> {
    await connection
      .updateTable('sos_steps')
      .set({ due_at: until.toISOString() })
      .where('sos_id', '=', sosId)
      .where('state', '=', 'waiting')
      .where('due_at', '<=', at.toISOString())
      .execute();
  },

  /** The steps that were taken, by alert, the first first. */
  async listDone(sosIds: readonly string[]): Promise<{ sosId: string; step: SosStep; at: string }[]> {
    if (sosIds.length === 0) return [];
    const rows = await connection
      .selectFrom('sos_steps')
      .selectAll()
      .where('sos_id', 'in', sosIds)
      .where('state', '=', 'done')
      .orderBy('due_at')
      .execute();
    return rows.map((row) => ({
      sosId: row.sos_id,
      step: row.step as SosStep,
      at: row.done_at ?? row.due_at,
    }));
  },
});
