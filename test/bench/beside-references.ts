/**
 * How the portal compares with the least that could be done, in one run, alternating: a bare Hono that answers JSON of the same size, a
 * bare durable insert of two rows (SQLite with WAL and synchronous FULL; PostgreSQL), one sharp call. Each server has a process of its
 * own, and so has the sandbox that plays Zalo. Figures are ratios; the machine's own speed cancels out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { leanProcess } from '../../server/lean-process.ts';
import { recordRun } from '../assurance/runs.ts';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { phonePhoto } from '../support/photos.ts';
import { noisyKaraoke, talkTo, testSecretKeys } from '../support/portal.ts';
import { getting, jsonBytesOf, photoPosting, postingTip } from './bench-calls.ts';
import { type Compared, compare } from './compare.ts';
import { type Measure, measures } from './measures.ts';
import { measureMemory } from './memory.ts';
import { startMeasured } from './process-usage.ts';

export type BenchPlan = {
  measures: readonly Measure[];
  rounds: number;
  /** Of each round and each server, in milliseconds. */
  roundMs: number;
};

type Bench = BenchPlan & { folder: string; rows: Compared[]; notes: string[] };

const onSqlite = ['portal', 'locate', 'procedures', 'news', 'tip', 'tip-photo'] as const;
const onPostgres = ['tip-postgres'] as const;

/** Measures what is planned, prints a table, and keeps the figures where they are to be recorded. */
export async function benchBesideReferences(
  plan: BenchPlan,
  options: { isRecorded: boolean },
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
  const bench: Bench = { ...plan, folder, rows: [], notes: [] };
  const loadBefore = loadNow();
  progress(`${plan.rounds} rounds of ${plan.roundMs / 1000} s; load ${loadBefore}`);
  try {
    const isAsked = (name: Measure) => plan.measures.includes(name);
    if (onSqlite.some(isAsked)) await besideSqlite(bench);
    if (onPostgres.some(isAsked)) await besidePostgres(bench);
    if (isAsked('memory')) await memory(bench);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const load = `load ${loadBefore} before, ${loadNow()} after`;
  print(bench, load);
  if (options.isRecorded) record(bench, load);
}

async function besideSqlite(bench: Bench): Promise<void> {
  const reference = await startReference(bench, 'sqlite', {});
  const portal = await startPortal(bench, 'sqlite', {});
  const { consentVersion, tip, photo } = await whatIsSent(portal.origin);
  const reads: Partial<Record<Measure, string>> = {
    portal: '/api/portal',
    locate: '/api/units/locate?lat=10.8128&lng=106.6223&accuracy=15',
    procedures: '/api/procedures',
    news: '/api/news?unit=tay-thanh',
  };
  for (const name of onSqlite) {
    const address = reads[name];
    if (address === undefined || !bench.measures.includes(name)) continue;
    const bytes = await jsonBytesOf(portal.origin, address);
    await row(bench, name, 0.8, [
      { ...portal, call: getting(address) },
      { ...reference, call: getting(`/json?bytes=${bytes}`) },
    ]);
  }
  if (bench.measures.includes('tip')) {
    await row(bench, 'tip', 0.7, [
      { ...portal, call: postingTip('/api/tips', tip) },
      { ...reference, call: postingTip('/insert', tip) },
    ]);
  }
  if (bench.measures.includes('tip-photo')) {
    await row(bench, 'tip-photo', 0.7, [
      { ...portal, call: photoPosting('/api/photos', photo, consentVersion) },
      { ...reference, call: photoPosting('/photo', photo, null) },
    ]);
  }
  portal.process.disconnect();
  reference.process.disconnect();
}

async function besidePostgres(bench: Bench): Promise<void> {
  const postgres = await startEmbeddedPostgres();
  const environment = { DATABASE_URL: postgres.url, SECRET_KEYS: testSecretKeys };
  const reference = await startReference(bench, 'postgres', environment);
  const portal = await startPortal(bench, 'postgres', environment);
  const { tip } = await whatIsSent(portal.origin);
  await row(bench, 'tip-postgres', 0.5, [
    { ...portal, call: postingTip('/api/tips', tip) },
    { ...reference, call: postingTip('/insert-postgres', tip) },
  ]);
  portal.process.disconnect();
  reference.process.disconnect();
  await postgres.stop();
}

/** In a server of its own, which has nothing of the other measures in its memory. */
async function memory(bench: Bench): Promise<void> {
  const portal = await startPortal(bench, 'memory', {});
  const { consentVersion, photo } = await whatIsSent(portal.origin);
  progress(measures.memory);
  bench.notes.push(...(await measureMemory(portal, { photo, consentVersion })));
  portal.process.disconnect();
}

async function row(
  { rows, rounds, roundMs }: Bench,
  name: Measure,
  bar: number,
  targets: Parameters<typeof compare>[0]['targets'],
): Promise<void> {
  progress(measures[name]);
  const compared = await compare({ title: measures[name], bar, rounds, roundMs, targets });
  rows.push(compared);
  progress(`  ${compared.ratio.toFixed(2)}`);
}

async function whatIsSent(origin: string) {
  const consentVersion = (await talkTo(origin).portal()).consent.version;
  return {
    consentVersion,
    tip: Buffer.from(JSON.stringify(noisyKaraoke({ consentVersion }))),
    photo: await phonePhoto({ megapixels: 2 }),
  };
}

function startPortal({ folder }: Bench, name: string, environment: Record<string, string>) {
  const dataDir = path.join(folder, `portal-${name}`);
  return startMeasured(path.join(import.meta.dirname, 'portal-process.ts'), {
    // As `npm start` and the container begin it (server/start.ts).
    execArgv: leanProcess.execArgv,
    environment: {
      ...leanProcess.environment,
      ...{ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', RATE_LIMITS: 'off' },
      ...environment,
    },
  });
}

function startReference({ folder }: Bench, name: string, environment: Record<string, string>) {
  return startMeasured(path.join(import.meta.dirname, 'reference-server.ts'), {
    args: [path.join(folder, `reference-${name}`)],
    environment,
  });
}

function print({ rows, notes }: Bench, load: string): void {
  console.table(
    rows.map((each) => ({
      measure: each.title,
      'portal /s': Math.round(each.perSecond),
      'reference /s': Math.round(each.referencePerSecond),
      ratio: `${each.ratio.toFixed(2)} (${each.ratioMin.toFixed(2)}–${each.ratioMax.toFixed(2)})`,
      'processor ratio': each.processorRatio.toFixed(2),
      bar: each.bar,
      'p50/p99 ms': `${each.p50.toFixed(1)}/${each.p99.toFixed(1)}`,
      failed: each.failed,
    })),
  );
  for (const note of notes) console.log(note);
  console.log(`${load}. Ratio: requests a second, portal ÷ reference, median (min–max) of the rounds.`);
}

function record({ rows, notes, rounds, roundMs }: Bench, load: string): void {
  recordRun({
    command: 'npm run bench',
    on: new Date().toISOString().slice(0, 10),
    figures: [
      ...rows.map(
        ({ title, ratio, ratioMin, ratioMax, bar }) =>
          `${title}: ${ratio.toFixed(2)} of its rate (${ratioMin.toFixed(2)}–${ratioMax.toFixed(2)}; asked: ${bar})`,
      ),
      ...notes,
      `${rounds} rounds of ${roundMs / 1000} s, ${load}`,
    ],
  });
  console.log('Kept. Next: npm run assurance');
}

const loadNow = (): string => (loadavg()[0] ?? 0).toFixed(1);

/** Beside the table, so that whoever waits knows for what. */
function progress(line: string): void {
  console.error(line);
}
