/**
 * `npm run bench`: how the portal compares with the least that could be done, in one run, alternating: a bare Hono that answers JSON of the
 * same size, a bare durable insert of two rows (SQLite with WAL and synchronous FULL; PostgreSQL), one sharp call. Each server has a process
 * of its own, and so has the sandbox that plays Zalo. Figures are ratios; the machine's own speed cancels out.
 * `npm run bench -- growth`: how it is with a million tips (growth.ts).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { recordRun } from '../assurance/runs.ts';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { phonePhoto } from '../support/photos.ts';
import { noisyKaraoke, talkTo, testSecretKeys } from '../support/portal.ts';
import { getting, jsonBytesOf, photoPosting, postingTip } from './bench-calls.ts';
import { type Compared, compare } from './compare.ts';
import { measureMemory } from './memory.ts';
import { startMeasured } from './process-usage.ts';

if (process.argv[2] === 'growth') {
  await import('./growth.ts');
  process.exit();
}

const measures = {
  portal: 'GET /api/portal beside a bare Hono',
  locate: 'GET /api/units/locate beside a bare Hono',
  procedures: 'GET /api/procedures beside a bare Hono',
  news: 'GET /api/news beside a bare Hono',
  tip: 'POST /api/tips beside a bare durable transaction, SQLite',
  'tip-postgres': 'POST /api/tips beside a bare durable transaction, PostgreSQL',
  'tip-photo': 'a photo and its tip beside bare sharp and a durable transaction',
  memory: 'memory, and news meanwhile, at 120 tips with photos a minute',
} as const;
type Measure = keyof typeof measures;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '1.5' },
    record: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`npm run bench -- [--only ${Object.keys(measures).join(',')}] [--rounds 4] [--seconds 1.5] [--record]
npm run bench -- growth

Every measure alternates with its reference, so many rounds of so many seconds each; together under three minutes.
--record keeps the figures for docs/assurance.md.

${Object.entries(measures)
  .map(([name, title]) => `  ${name.padEnd(14)} ${title}`)
  .join('\n')}`);
  process.exit();
}
const only = values.only?.split(',');
const unknown = only?.filter((name) => !(name in measures)) ?? [];
if (unknown.length > 0) {
  console.error(`No such measure: ${unknown.join(', ')}. See --help.`);
  process.exit(2);
}
const isAsked = (name: Measure): boolean => only?.includes(name) ?? true;
const rounds = Number(values.rounds);
const roundMs = Number(values.seconds) * 1000;

const folder = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
const rows: Compared[] = [];
const notes: string[] = [];
const loadBefore = loadavg()[0] ?? 0;
progress(`${rounds} rounds of ${roundMs / 1000} s; load ${loadBefore.toFixed(1)}`);
const onSqlite: Measure[] = ['portal', 'locate', 'procedures', 'news', 'tip', 'tip-photo'];
if (onSqlite.some(isAsked)) await besideSqlite();
if (isAsked('tip-postgres')) await besidePostgres();
if (isAsked('memory')) await memory();
rmSync(folder, { recursive: true, force: true });
report();
process.exit();

async function besideSqlite(): Promise<void> {
  const reference = await startReference('sqlite', {});
  const portal = await startPortal('sqlite', {});
  const { consentVersion, tip, photo } = await whatIsSent(portal.origin);
  const reads: Partial<Record<Measure, string>> = {
    portal: '/api/portal',
    locate: '/api/units/locate?lat=10.8128&lng=106.6223&accuracy=15',
    procedures: '/api/procedures',
    news: '/api/news?unit=tay-thanh',
  };
  for (const name of onSqlite) {
    const address = reads[name];
    if (address === undefined || !isAsked(name)) continue;
    const bytes = await jsonBytesOf(portal.origin, address);
    await row(name, 0.8, [
      { ...portal, call: getting(address) },
      { ...reference, call: getting(`/json?bytes=${bytes}`) },
    ]);
  }
  if (isAsked('tip')) {
    await row('tip', 0.7, [
      { ...portal, call: postingTip('/api/tips', tip) },
      { ...reference, call: postingTip('/insert', tip) },
    ]);
  }
  if (isAsked('tip-photo')) {
    await row('tip-photo', 0.7, [
      { ...portal, call: photoPosting('/api/photos', photo, consentVersion) },
      { ...reference, call: photoPosting('/photo', photo, null) },
    ]);
  }
  portal.process.disconnect();
  reference.process.disconnect();
}

async function besidePostgres(): Promise<void> {
  const postgres = await startEmbeddedPostgres();
  const environment = { DATABASE_URL: postgres.url, SECRET_KEYS: testSecretKeys };
  const reference = await startReference('postgres', environment);
  const portal = await startPortal('postgres', environment);
  const { tip } = await whatIsSent(portal.origin);
  await row('tip-postgres', 0.5, [
    { ...portal, call: postingTip('/api/tips', tip) },
    { ...reference, call: postingTip('/insert-postgres', tip) },
  ]);
  portal.process.disconnect();
  reference.process.disconnect();
  await postgres.stop();
}

/** In a server of its own, which has nothing of the other measures in its memory. */
async function memory(): Promise<void> {
  const portal = await startPortal('memory', {});
  const { consentVersion, photo } = await whatIsSent(portal.origin);
  progress(measures.memory);
  notes.push(...(await measureMemory(portal, { photo, consentVersion })));
  portal.process.disconnect();
}

async function row(
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

function startPortal(name: string, environment: Record<string, string>) {
  const dataDir = path.join(folder, `portal-${name}`);
  return startMeasured(path.join(import.meta.dirname, 'portal-process.ts'), {
    environment: { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', RATE_LIMITS: 'off', ...environment },
  });
}

function startReference(name: string, environment: Record<string, string>) {
  return startMeasured(path.join(import.meta.dirname, 'reference-server.ts'), {
    args: [path.join(folder, `reference-${name}`)],
    environment,
  });
}

function report(): void {
  const load = `load ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
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
  if (!values.record) return;
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
}

/** Beside the table, so that whoever waits knows for what. */
function progress(line: string): void {
  console.error(line);
}
