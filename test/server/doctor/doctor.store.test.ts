import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { examine } from '../../../server/doctor/examination.ts';
import type { Finding } from '../../../server/doctor/finding.ts';
import { resealRoundStore } from '../../../server/keys/reseal-round.store.ts';
import { sealedKinds } from '../../../server/keys/sealed-values.ts';
import { lanes } from '../../../server/outbox/backoff.rules.ts';
import { newMessageId, outboxStore } from '../../../server/outbox/outbox.store.ts';
import { temporaryFolder, testDatabases } from '../../support/databases.ts';
import { freePort } from '../../support/free-port.ts';
import { noisyKaraoke, readReceipt, startTestPortal, testSecretKeys } from '../../support/portal.ts';

type Place = { dataDir: string; databaseUrl: string | null };

const zalo = {
  ZALO_APP_ID: '1',
  ZALO_APP_SECRET: 's',
  ZALO_OA_SECRET_KEY: 'o',
  ZALO_MINI_APP_ID: '2',
  ZALO_MINI_APP_KEY: 'k',
};
const otherKeys = `k1:${Buffer.alloc(32, 12).toString('base64url')}`;

const environmentOf = ({ dataDir, databaseUrl }: Place) => ({
  DATA_DIR: dataDir,
  DATABASE_URL: databaseUrl ?? '',
  SECRET_KEYS: testSecretKeys,
});
const troublesIn = (findings: readonly Finding[]) => findings.filter(({ level }) => level === 'trouble');
const aboutIn = (findings: readonly Finding[], about: string) =>
  findings.filter((finding) => finding.about === about);

async function inStore(
  place: Place,
  work: (database: ReturnType<typeof openDatabase>) => Promise<unknown>,
): Promise<void> {
  const database = openDatabase(place);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

/** A place in which a portal has worked, with one tip. */
async function worked(place: Place): Promise<void> {
  const portal = await startTestPortal({ place, environment: { SECRET_KEYS: testSecretKeys } });
  const { consent } = await portal.portal();
  await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion: consent.version })));
  await portal.stop();
}

describe.each(testDatabases)('the doctor, on $engine', (engine) => {
  test('finds nothing wrong with a portal that works, while it runs', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place, environment: { SECRET_KEYS: testSecretKeys } });
    const { consent } = await portal.portal();
    await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion: consent.version })));

    const findings = await examine(environmentOf(place), new Date());
    expect(troublesIn(findings)).toEqual([]);
    expect(aboutIn(findings, 'schema')[0]?.says).toBe('the newest');
    expect(aboutIn(findings, 'keys')[0]?.says).toMatch(/tokens of \d+ OAs and the newest 1 tips/);
    expect(aboutIn(findings, 'outbox').map(({ level }) => level)).toEqual(['good']);
  });

  test('sees that the keys are not those of the store, a lost OA and an alert that nobody tries any more', async () => {
    const place = await engine.place();
    await worked(place);
    const now = new Date();
    await inStore(place, async ({ kysely }) => {
      await kysely
        .updateTable('oa_connections')
        .set({ state: 'needs_reconnect', state_reason: 'zalo -14014' })
        .where('unit_id', '=', 'tay-thanh')
        .execute();
      const id = newMessageId();
      const message = { id, destination: 'oa-group:tay-thanh:sos', stream: id, topic: 't', payload: {} };
      await outboxStore(kysely).enqueue([{ ...message, lane: lanes.sos }], now);
      await kysely
        .updateTable('outbox_messages')
        .set({ state: 'parked', finished_at: now.toISOString() })
        .where('id', '=', id)
        .execute();
    });

    const found = troublesIn(await examine(environmentOf(place), now));
    expect(found.map(({ about }) => about)).toEqual(['OA of tay-thanh', 'outbox, sos']);
    expect(found[0]?.says).toBe('needs_reconnect (zalo -14014)');
    for (const { todo } of found) expect(todo).toBeTruthy();

    const withOthers = await examine({ ...environmentOf(place), SECRET_KEYS: otherKeys }, now);
    expect(troublesIn(withOthers).map(({ about }) => about)).toEqual(['keys', 'outbox, sos']);
  });

  test('tells a store of an older edition from one of a newer', async () => {
    const place = await engine.untouchedPlace();
    await inStore(place, (database) => migrate(database, { upTo: '0016-news' }));
    const [older] = aboutIn(await examine(environmentOf(place), new Date()), 'schema');
    expect(older?.level).toBe('warning');
    expect(older?.says).toContain('0021-outbox-parked');

    await inStore(place, async (database) => {
      await migrate(database);
      // The migrator's own table.
      await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2027')`.execute(
        database.kysely,
      );
    });
    const [newer] = aboutIn(await examine(environmentOf(place), new Date()), 'schema');
    expect(newer?.level).toBe('trouble');
    expect(newer?.says).toContain('9999-later');
  });

  if (!engine.showsTheRest) return;

  test('says after a change of keys how far what lies under older ones is sealed anew', async () => {
    const place = await engine.place();
    await worked(place);
    const keys = `k2:${Buffer.alloc(32, 12).toString('base64url')},${testSecretKeys}`;
    const portal = await startTestPortal({ place, environment: { SECRET_KEYS: keys } });
    await portal.stop();
    const sealing = async () =>
      aboutIn(await examine({ ...environmentOf(place), SECRET_KEYS: keys }, new Date()), 'sealing');
    const [begun] = await sealing();
    expect([begun?.level, begun?.says]).toEqual([
      'warning',
      expect.stringContaining(`0 of ${sealedKinds.length} kinds lie under k2`),
    ]);
    expect(begun?.todo).toContain('older keys must stay');

    await inStore(place, async ({ kysely }) => {
      for (const kind of sealedKinds)
        await resealRoundStore(kysely).save('k2', {
          kind,
          examined: 1,
          resealed: 1,
          finishedAt: new Date().toISOString(),
        });
    });
    expect(await sealing()).toMatchObject([
      { level: 'good', says: expect.stringContaining('may be dropped') },
    ]);
  });
});

describe('the doctor, before there is a store to look at', () => {
  test('names the keys of a configuration that cannot be used', async () => {
    const [found, ...others] = await examine({ ZALO_APP_ID: '1' }, new Date());
    expect(others).toEqual([]);
    expect(found).toMatchObject({ level: 'trouble', about: 'configuration' });
    expect(found?.says).toContain('Missing: ZALO_APP_SECRET');
  });

  test('asks for https where Zalo is, and not where the sandbox is', async () => {
    const place = { DATA_DIR: temporaryFolder(), SECRET_KEYS: testSecretKeys };
    const address = async (more: object) =>
      aboutIn(await examine({ ...place, ...more }, new Date()), 'address')[0]?.level;
    expect(await address({})).toBe('good');
    expect(await address({ ...zalo })).toBe('trouble');
    expect(await address({ ...zalo, PUBLIC_URL: 'http://an-ninh.example' })).toBe('trouble');
    expect(await address({ ...zalo, PUBLIC_URL: 'https://an-ninh.example' })).toBe('good');
  });

  test('makes nothing where nothing is, and sees a folder that cannot be one', async () => {
    const dataDir = path.join(temporaryFolder(), 'data');
    const environment = { DATA_DIR: dataDir, SECRET_KEYS: testSecretKeys };
    expect(aboutIn(await examine(environment, new Date()), 'store')[0]?.level).toBe('warning');
    expect(aboutIn(await examine(environment, new Date()), 'folder')[0]?.says).toContain(
      'does not exist yet',
    );
    writeFileSync(dataDir, 'a file');
    expect(aboutIn(await examine(environment, new Date()), 'folder')[0]?.level).toBe('trouble');
  });

  test('says that a database does not answer, without its password', async () => {
    const databaseUrl = `postgres://portal:geheim@127.0.0.1:${await freePort()}/portal`;
    const findings = await examine(environmentOf({ dataDir: temporaryFolder(), databaseUrl }), new Date());
    expect(aboutIn(findings, 'store')[0]?.says).toContain('ECONNREFUSED');
    expect(JSON.stringify(findings)).not.toContain('geheim');
  });
});

describe('npm run doctor', () => {
  const file = fileURLToPath(new URL('../../../server/doctor/command.ts', import.meta.url));
  const doctor = (args: string[], more: Record<string, string> = {}) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, ...more };
      const child = execFile(process.execPath, [file, ...args], { env }, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });

  test('says how it is called, and ends with 1 only where there is trouble', async () => {
    const help = await doctor(['--help']);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('Usage: npm run doctor')]);
    expect((await doctor(['now'])).code).toBe(2);
    const fresh = await doctor([], { DATA_DIR: temporaryFolder(), CONTENT_PACK: 'tan-phu' });
    expect([fresh.code, fresh.stdout]).toEqual([0, expect.stringContaining('0 in trouble')]);
    const wrong = await doctor([], { PORT: 'http' });
    expect([wrong.code, wrong.stdout]).toEqual([
      1,
      expect.stringMatching(/TROUBLE configuration: .*\n.*PORT/),
    ]);
    expect(wrong.stdout).toContain('→ Correct these keys');
  });
});
