import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import { hourMs, movableClock, orderOf, patience, sendSeveral, textsOf } from '../../support/forwarding.ts';
import { noisyKaraoke, startTestPortal, talkTo, testSecretKeys } from '../../support/portal.ts';
import { spawnServer } from '../../support/server-process.ts';

const unit = 'tay-thanh';

/** How many token pairs Zalo has given out for the unit's OA, the first one included. */
function countPairs(dataDir: string): number {
  const zalo = new SqliteDatabase(path.join(dataDir, 'sandbox', 'sandbox.sqlite'), { readonly: true });
  try {
    const { pairs } = zalo
      .prepare<[string], { pairs: number }>(
        'select count(*) as pairs from refresh_tokens join oas using (oa_id) where unit_id = ?',
      )
      .get(unit) ?? { pairs: 0 };
    return pairs;
  } finally {
    zalo.close();
  }
}

const readiness = async (portal: { origin: string }) => {
  const response = await fetch(`${portal.origin}/readyz`);
  const { troubles } = (await response.json()) as { troubles?: unknown };
  return { status: response.status, troubles };
};

test('two servers on one PostgreSQL renew an expired token once and both go on', async () => {
  const postgres = testDatabases.find(({ engine }) => engine === 'postgres');
  if (!postgres) throw new Error('no PostgreSQL');
  const clock = movableClock();
  const place = await postgres.emptyPlace();
  const servers = [
    await startTestPortal({ place, now: clock.now }),
    await startTestPortal({ place, now: clock.now }),
  ] as const;
  expect(countPairs(place.dataDir)).toBe(1);
  clock.move(26 * hourMs);

  const codes: string[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    codes.push(...(await sendSeveral(servers[turn % 2 === 0 ? 0 : 1], 1)));
  }

  await expect.poll(() => textsOf(servers[0], unit), patience).toHaveLength(10);
  expect(orderOf(await textsOf(servers[1], unit), codes)).toEqual(codes.map((_code, index) => index));
  expect(countPairs(place.dataDir)).toBe(2);
  for (const server of servers) expect(await readiness(server)).toEqual({ status: 200 });
});

describe.each(testDatabases)('a server killed between Zalo’s answer and the disk, on $engine', (engine) => {
  test('costs the connection at worst: it is shown, the tip takes another way, a new consent mends it', async () => {
    const place = await engine.emptyPlace();
    const dying = await spawnServer({
      PORT: '0',
      DATA_DIR: place.dataDir,
      DIE_ON_REFRESH: '1',
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
    });
    const gone = new Promise((resolve) => dying.process.once('exit', (_code, signal) => resolve(signal)));
    const phone = talkTo(dying.origin);
    const consentVersion = (await phone.portal()).consent.version;
    await phone.setFault('token-expired', unit);
    // The server may be gone before it has answered; what it stored is what counts.
    await phone.sendTip(noisyKaraoke({ consentVersion })).catch(() => undefined);
    expect(await gone).toBe('SIGKILL');
    expect(countPairs(place.dataDir)).toBe(2);

    const clock = movableClock();
    clock.move(31_000);
    const next = await startTestPortal({ place, now: clock.now });

    await expect.poll(() => textsOf(next, 'ca-quan'), patience).toHaveLength(1);
    expect(await readiness(next)).toEqual({
      status: 503,
      troubles: { zalo: [`${unit}: needs_reconnect`] },
    });
    expect(countPairs(place.dataDir)).toBe(2);
    await next.stop();

    // The sandbox consents anew at a start, as a ward's administrator would on Zalo's page.
    const mended = await startTestPortal({ place, now: clock.now });
    await sendSeveral(mended, 1);
    await expect.poll(() => textsOf(mended, unit), patience).toHaveLength(1);
    expect(await readiness(mended)).toEqual({ status: 200 });
  });
});
