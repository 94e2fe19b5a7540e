/**
 * `npm run bench -- desks [desks] [tips]`: so many desks are open at one server process, each over a connection of its own; how long
 * from the moment a tip is sent until every one of them has been told. On SQLite, and on PostgreSQL with two server processes, where
 * half of the desks hear what the other server took. The promise is 3 seconds.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, type ClientRequest, get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadPack } from '../../server/content/pack.ts';
import { openDatabase } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { createStaffService } from '../../server/features/staff/staff.service.ts';
import { createUnitTree } from '../../server/rights/unit-tree.rules.ts';
import { loadOrMakeSecretKeys, parseSecretKeys } from '../../server/secrets/secret-keys.ts';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { noisyKaraoke, talkTo, testSecretKeys } from '../support/portal.ts';
import { killServer, spawnServer } from '../support/server-process.ts';

const [desksCount = 1_000, tipsCount = 50] = process.argv.slice(2).map(Number);
const desksPerOfficer = 8;
const tipEveryMs = 200;
const patienceMs = 20_000;

type Place = { dataDir: string; databaseUrl: string | null };
/** When each tip was told, by its code. */
type Desk = { heardAtMs: Map<string, number>; request: ClientRequest };

const folder = mkdtempSync(path.join(tmpdir(), 'portal-desks-'));
try {
  await measure('SQLite, 1 server', { dataDir: path.join(folder, 'sqlite'), databaseUrl: null }, 1);
  const postgres = await startEmbeddedPostgres();
  try {
    await measure(
      'PostgreSQL, 2 servers',
      { dataDir: path.join(folder, 'postgres'), databaseUrl: postgres.url },
      2,
    );
  } finally {
    await postgres.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(name: string, place: Place, serversCount: number): Promise<void> {
  const keys = await hireOfficers(place, Math.ceil(desksCount / desksPerOfficer));
  const environment = {
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
    PORT: '0',
  };
  const servers: Awaited<ReturnType<typeof spawnServer>>[] = [];
  for (let count = 0; count < serversCount; count += 1) servers.push(await spawnServer(environment));
  try {
    const desks = await Promise.all(
      Array.from({ length: desksCount }, (_, index) =>
        openDesk(
          servers[index % serversCount]?.origin ?? '',
          keys[Math.floor(index / desksPerOfficer)] ?? '',
        ),
      ),
    );
    const before = servers.map(({ process }) => cpuSeconds(process.pid));
    const startedMs = performance.now();
    const sent = await sendTips(servers[0]?.origin ?? '');
    await allTold(desks, [...sent.keys()]);
    const tookS = (performance.now() - startedMs) / 1_000;
    const busyS = servers.map(({ process }, index) => cpuSeconds(process.pid) - (before[index] ?? 0));
    const everyDesk = [...sent].map(([code, sentAtMs]) =>
      desks.map((desk) => (desk.heardAtMs.get(code) ?? Number.POSITIVE_INFINITY) - sentAtMs),
    );
    const missed = everyDesk.flat().filter((ms) => !Number.isFinite(ms)).length;
    console.log(`${name}: ${desks.length} desks, ${sent.size} tips, one every ${tipEveryMs} ms`);
    console.log(`  a desk is told after      ${summary(everyDesk.flat())}`);
    console.log(`  the last desk of a tip    ${summary(everyDesk.map((all) => Math.max(...all)))}`);
    console.log(`  never told                ${missed} of ${desks.length * sent.size}`);
    console.log(
      `  servers                   ${busyS.map((s) => `${Math.round((100 * s) / tookS)} %`).join(', ')} of a processor, ${servers.map(({ process }) => `${residentMb(process.pid)} MB`).join(', ')}`,
    );
    for (const desk of desks) desk.request.destroy();
  } finally {
    for (const server of servers) await killServer(server.process);
  }
}

async function hireOfficers(place: Place, count: number): Promise<string[]> {
  const { units } = await loadPack('tan-phu');
  const database = openDatabase(place);
  await migrate(database);
  const keys = place.databaseUrl
    ? parseSecretKeys(testSecretKeys)
    : await loadOrMakeSecretKeys(place.dataDir);
  const tree = createUnitTree(units, (id) => id);
  const staff = createStaffService({ database, keys, now: () => new Date(), tree, guests: null });
  const made: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id } = await staff.create({ name: `Cán bộ ${index}`, role: 'officer', unitId: 'tay-thanh' });
    made.push((await staff.makeKey({ staffId: id, label: 'bench', expiresInDays: 1 })).key);
  }
  await database.close();
  return made;
}

function openDesk(origin: string, key: string): Promise<Desk> {
  return new Promise((resolve, reject) => {
    const heardAtMs = new Map<string, number>();
    const agent = new Agent({ keepAlive: false });
    const request = get(
      `${origin}/api/staff/events`,
      { agent, headers: { Authorization: `Bearer ${key}` } },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`desk: ${response.statusCode}`));
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          const events = text.split('\n\n');
          text = events.pop() ?? '';
          for (const event of events) {
            if (event.includes('event: ready')) resolve({ heardAtMs, request });
            const [, code] = /event: tip\.new\ndata: .*"code":"(TB-\w+)"/.exec(event) ?? [];
            if (code !== undefined) heardAtMs.set(code, performance.now());
          }
        });
      },
    );
    request.on('error', (error) => {
      if (!request.destroyed) reject(error);
    });
  });
}

/** When each was sent, before its answer came. */
async function sendTips(origin: string): Promise<Map<string, number>> {
  const portal = talkTo(origin);
  const { consent } = await portal.portal();
  const sent = new Map<string, number>();
  const sending: Promise<void>[] = [];
  for (let index = 0; index < tipsCount; index += 1) {
    const startedMs = performance.now();
    const tip = noisyKaraoke({ consentVersion: consent.version, description: `Tin thử ${randomUUID()}` });
    sending.push(
      portal.sendTip(tip).then(async (response) => {
        const { code } = (await response.json()) as { code: string };
        sent.set(code, startedMs);
      }),
    );
    await sleep(tipEveryMs);
  }
  await Promise.all(sending);
  return sent;
}

async function allTold(desks: readonly Desk[], codes: readonly string[]): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  while (performance.now() < untilMs) {
    if (desks.every(({ heardAtMs }) => codes.every((code) => heardAtMs.has(code)))) return;
    await sleep(20);
  }
}

function summary(milliseconds: readonly number[]): string {
  const sorted = milliseconds.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN);
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, 99 % ${at(0.99)} ms, longest ${at(1)} ms`;
}

/** Of the process and what it had computed so far (proc_pid_stat(5): utime and stime, in hundredths of a second). */
function cpuSeconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function residentMb(pid: number | undefined): number {
  const [, kb = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kb) / 1024);
}
