import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { TipReceipt } from '#contract/tips.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { minuteMs, stepsByCode } from '../../support/clocks.ts';
import { testDatabases } from '../../support/databases.ts';
import { freePort } from '../../support/free-port.ts';
import { noisyKaraoke, talkTo, testSecretKeys } from '../../support/portal.ts';
import { killServer, spawnServer } from '../../support/server-process.ts';

const tips = 120;
const kills = 4;

test.each(testDatabases)(
  'a server that is killed while tips come and again while their clocks run misses none and repeats none, on $engine',
  { timeout: 240_000 },
  async (engine) => {
    const place = await engine.place();
    const environment = {
      PORT: String(await freePort()),
      DATA_DIR: place.dataDir,
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
    };
    const first = await spawnServer(environment);
    const codes = await sendUntilKilled(first);
    await letPass(place, 11 * minuteMs);

    let server = await spawnServer(environment);
    for (let kill = 0; kill < kills; kill += 1) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
      await killServer(server.process);
      server = await spawnServer(environment);
    }

    const reminded = async () => {
      const steps = await stepsByCode(place);
      return codes.filter((code) => steps.get(code)?.[0] === '1 remind done').length;
    };
    await expect.poll(reminded, { timeout: 60_000, interval: 250 }).toBe(codes.length);
    await killServer(server.process);
    const { perTip, unsentNotices } = await found(place);
    // Also of those that were stored, but whose answer the kill cut off.
    expect(perTip.length).toBeGreaterThanOrEqual(codes.length);
    expect(new Set(perTip)).toEqual(new Set([1]));
    expect(unsentNotices).toEqual([]);
  },
);

/** Sends from several phones at once and kills the server in the middle; the codes of those that were told "stored". */
async function sendUntilKilled(server: Awaited<ReturnType<typeof spawnServer>>): Promise<string[]> {
  const api = talkTo(server.origin);
  const consentVersion = (await api.portal()).consent.version;
  const codes: string[] = [];
  let isKilled = false;
  const phone = async () => {
    while (!isKilled) {
      try {
        const response = await api.sendTip(noisyKaraoke({ consentVersion }), randomUUID());
        if (response.status === 201) codes.push(((await response.json()) as TipReceipt).code);
      } catch {
        // The server has gone: what was not answered was not promised.
        return;
      }
    }
  };
  const phones = Array.from({ length: 6 }, phone);
  while (codes.length < tips) await new Promise((resolve) => setTimeout(resolve, 1));
  await killServer(server.process);
  isKilled = true;
  await Promise.all(phones);
  return codes;
}

type Place = { dataDir: string; databaseUrl: string | null };

/** Time passes while no server runs: the clocks of all tips have started that much earlier. */
async function letPass(place: Place, ms: number): Promise<void> {
  const database = openDatabase(place);
  const earlier = (instant: string) => new Date(Date.parse(instant) - ms).toISOString();
  const rows = await database.kysely.selectFrom('clock_steps').selectAll().execute();
  for (const { tip_id, step, started_at, due_at } of rows) {
    await database.kysely
      .updateTable('clock_steps')
      .set({ started_at: earlier(started_at), due_at: earlier(due_at) })
      .where('tip_id', '=', tip_id)
      .where('step', '=', step)
      .execute();
  }
  await database.close();
}

/** How often each tip's history says that the clock acted on it, and steps whose message the outbox does not have. */
async function found(place: Place): Promise<{ perTip: number[]; unsentNotices: string[] }> {
  const database = openDatabase(place);
  const rows = await database.kysely
    .selectFrom('tip_history')
    .select((eb) => ['tip_id', eb.fn.countAll().as('count')])
    .where('event', '=', 'reminded')
    .groupBy('tip_id')
    .execute();
  const unsent = await database.kysely
    .selectFrom('clock_steps')
    .leftJoin('outbox_messages', 'outbox_messages.id', 'clock_steps.notice_id')
    .select('tip_id')
    .where('clock_steps.state', '=', 'done')
    .where('outbox_messages.id', 'is', null)
    .execute();
  await database.close();
  return { perTip: rows.map((row) => Number(row.count)), unsentNotices: unsent.map((row) => row.tip_id) };
}
