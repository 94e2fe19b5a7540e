/**
 * `npm run bench -- unit-costs`: what one thing costs the store, on both engines: rows, bytes with their indexes, bytes of photo files,
 * and what the server's processor had to do for it. docs/scale.md reckons with these figures.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import { openDatabase } from '../../server/db/database.ts';
import { deskOf } from '../support/desk.ts';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { phonePhoto } from '../support/photos.ts';
import { noisyKaraoke, readReceipt, talkTo, testSecretKeys } from '../support/portal.ts';
import { killServer, spawnServer } from '../support/server-process.ts';
import { deepInTayThanh, sosOf } from '../support/sos.ts';

const count = 300;
const atOnce = 8;
/** Node counts its processor time in hundredths of a second. */
const ticksPerSecond = 100;
/** Longer than the server keeps a connection for a next request. */
const keptOpenMs = 11_000;

type Place = { dataDir: string; databaseUrl: string | null };

const postgres = await startEmbeddedPostgres();
for (const databaseUrl of [null, postgres.url]) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-costs-'));
  console.log(`\n${databaseUrl ? 'PostgreSQL' : 'SQLite'}: each of ${count}`);
  console.table(await costsAt({ dataDir, databaseUrl }));
  rmSync(dataDir, { recursive: true, force: true });
}
await postgres.stop();

async function costsAt(place: Place) {
  const { origin, process: server } = await spawnServer({
    DATA_DIR: place.dataDir,
    PORT: '0',
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
  });
  const portal = talkTo(origin);
  const sos = sosOf(portal);
  const consentVersion = (await portal.portal()).consent.version;
  const photo = await phonePhoto({ megapixels: 2 });
  const officer = deskOf(portal, 'officer', 'tay-thanh');
  const commander = deskOf(portal, 'commander', 'tay-thanh');
  const codes: string[] = [];
  const send = async (photoIds: string[] = []) =>
    (await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion, photoIds })))).code;

  const rows: Record<string, Record<string, number>> = {};
  const measure = async (name: string, work: () => Promise<unknown>) => {
    rows[name] = await costOf(place, server.pid ?? 0, work);
  };
  await measure('a tip, forwarded', async () => void codes.push(await send()));
  await measure('its life until it is answered', async () => {
    const code = codes.pop() ?? '';
    const moved = await officer.do(code, 'acknowledge');
    const text = 'Công an phường đã nhắc nhở chủ hộ, cam kết không tái phạm.';
    const drafted = await officer.do(code, 'draft-reply', { text, seenSequence: moved.sequence });
    await commander.do(code, 'approve-reply', { seenSequence: drafted.sequence });
  });
  await measure(
    'a photo of 2 megapixels',
    async () => void (await send([(await portal.sendPhoto(photo)).id])),
  );
  await measure('an alert with three positions', async () => {
    const receipt = await sos.send();
    for (let nr = 1; nr <= 3; nr += 1) {
      const place = { ...deepInTayThanh, lat: deepInTayThanh.lat + nr / 10_000 };
      await sos.try(receipt, 'positions', { ...place, at: new Date().toISOString() }, randomUUID());
    }
  });
  await killServer(server);
  return rows;
}

/** Does it `count` times, waits until nothing waits to be sent, and divides what came to be. */
async function costOf(place: Place, pid: number, work: () => Promise<unknown>) {
  const before = { ...(await storeOf(place)), photoBytes: bytesUnder(path.join(place.dataDir, 'photos')) };
  // Whatever was kept open meanwhile is closed by now, and none of it is used again.
  await pause(keptOpenMs);
  const cpuBefore = cpuSeconds(pid);
  const startedAt = performance.now();
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        await work();
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  await untilSent(place);
  const after = { ...(await storeOf(place)), photoBytes: bytesUnder(path.join(place.dataDir, 'photos')) };
  const each = (value: number) => Math.round(value / count);
  return {
    rows: Math.round((after.rows - before.rows) / (count / 10)) / 10,
    'bytes in the store': each(after.bytes - before.bytes),
    'bytes of photos': each(after.photoBytes - before.photoBytes),
    'ms of processor': Math.round(((cpuSeconds(pid) - cpuBefore) / count) * 10_000) / 10,
    'a second': Math.round(count / seconds),
  };
}

/** Until the outbox is empty: sending is part of the cost. */
async function untilSent(place: Place): Promise<void> {
  const database = openDatabase(place);
  try {
    for (let tries = 0; tries < 600; tries += 1) {
      const waiting = await database.kysely
        .selectFrom('outbox_messages')
        .select('id')
        .where('finished_at', 'is', null)
        .limit(1)
        .executeTakeFirst();
      if (!waiting) return;
      await pause(200);
    }
    throw new Error('The outbox did not become empty.');
  } finally {
    await database.close();
  }
}

async function storeOf(place: Place): Promise<{ rows: number; bytes: number }> {
  const database = openDatabase(place);
  try {
    const tables = (await database.kysely.introspection.getTables()).map(({ name }) => name);
    let rows = 0;
    for (const table of tables) {
      const found = await database.kysely
        .selectFrom(database.kysely.dynamic.table(table as 'tips').as('counted'))
        .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
        .executeTakeFirstOrThrow();
      rows += found.count;
    }
    return { rows, bytes: await bytesOf(place) };
  } finally {
    await database.close();
  }
}

async function bytesOf({ dataDir, databaseUrl }: Place): Promise<number> {
  if (!databaseUrl) {
    const file = path.join(dataDir, 'portal.sqlite');
    const store = new SqliteDatabase(file);
    store.pragma('wal_checkpoint(truncate)');
    store.close();
    return statSync(file).size;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('vacuum');
    const { rows } = await client.query<{ bytes: string }>(
      `select sum(pg_total_relation_size(c.oid))::text as bytes
       from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
    );
    return Number(rows[0]?.bytes);
  } finally {
    await client.end();
  }
}

function bytesUnder(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/** Of the process with its photo workers; the sandbox, which stands in Zalo's place, is in it. */
function cpuSeconds(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean);
  return [pid, ...children.map(Number)]
    .map((one) => {
      const fields = readFileSync(`/proc/${one}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    })
    .reduce((sum, seconds) => sum + seconds, 0);
}
