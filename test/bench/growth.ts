/**
 * `npm run bench -- growth [--rows 1000,100000,1000000] [--times 100]`: what people and workers ask, of stores with so many tips (a
 * year of them, half of one ward), through the portal's own routes in this process, on SQLite and on PostgreSQL. The stores are asked in
 * turn, so that whatever else the machine does falls on all of them alike; beside it stand bare indexed selects of the same rows and
 * a bare durable insert. Growth is the larger stores' figure over that of the smallest, of the lower quartile, which a busy machine
 * disturbs least, and of the processor's time of this process (all of it but the disk on SQLite): 1.3 at the most is called flat.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { recordRun } from '../assurance/runs.ts';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import type { Place } from './bulk-store.ts';
import { type Asked, bareQuestions, type Question, questions } from './growth-questions.ts';
import { type FilledStore, fillStore, type GrownStore, openGrown } from './growth-store.ts';

const usage = `Usage: npm run bench -- growth [--rows 1000,100000,1000000] [--engines sqlite,postgres] [--only <words>] [--times 100] [--keep <folder>] [--record]

  --rows <n,n>      Tips in each store; growth is told against the first. A hundred thousand take half a minute to fill, a million ten.
  --engines <name>  sqlite, postgres or both.
  --only <words>    The questions whose name has these words in it, as "desk: search".
  --times <n>       How often each is asked of each store.
  --keep <folder>   SQLite stores are filled there and stay; one that is there already is asked as it is.
  --record          Keeps the figures for docs/assurance.md (npm run assurance writes it), of all questions at once.

A million tips take 8 GiB of disk on SQLite and 9 on PostgreSQL, in the system's folder for temporary files where none is named.`;

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000,100000,1000000' },
    times: { type: 'string', default: '100' },
    engines: { type: 'string', default: 'sqlite,postgres' },
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
  allowPositionals: true,
});
if (options.help) {
  console.log(usage);
  process.exit();
}
/** When a line was last written where none can be written over, and how long until the next. */
let toldAt = 0;
const toldEveryMs = 10_000;

/** A line for each question. */
const recorded: string[] = [];

const sizes = options.rows.split(',').map(Number);
const times = Number(options.times);

const folder = mkdtempSync(path.join(tmpdir(), 'portal-growth-'));
// PostgreSQL, a user of its own, reads the files that it is filled from.
chmodSync(folder, 0o755);
const page = path.join(folder, 'page');
mkdirSync(page);
writeFileSync(path.join(page, 'index.html'), '<!doctype html><title>Bench</title>');
try {
  if (options.engines.includes('sqlite')) {
    await measure(
      'SQLite',
      sizes.map((size) => ({
        size,
        dataDir: path.join(options.keep ?? folder, `sqlite-${size}`),
        databaseUrl: null,
      })),
    );
  }
  if (options.engines.includes('postgres')) {
    const postgres = await startEmbeddedPostgres();
    try {
      const places: (Place & { size: number })[] = [];
      for (const size of sizes) {
        const databaseUrl = await createDatabase(postgres.url, `growth_${size}`);
        places.push({ size, dataDir: path.join(folder, `postgres-${size}`), databaseUrl });
      }
      await measure('PostgreSQL', places);
    } finally {
      await postgres.stop();
    }
  }
  if (options.record) {
    const load = `load average of the machine: ${loadavg()[0]?.toFixed(1)} on 2 cores`;
    recordRun({
      command: `npm run bench -- growth --rows ${options.rows} --engines ${options.engines}`,
      on: new Date().toISOString().slice(0, 10),
      figures: [...recorded, load],
    });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(engine: string, places: readonly (Place & { size: number })[]): Promise<void> {
  const stores: GrownStore[] = [];
  for (const { size, ...place } of places) {
    const began = performance.now();
    const filled = keptStore(place) ?? (await fillStore(place, { size, folder, page, onProgress: progress }));
    if (options.keep && !place.databaseUrl) keepStore(place, filled);
    progress('');
    console.log(
      `${engine}: ${size.toLocaleString('en')} tips in ${((performance.now() - began) / 1_000).toFixed(0)} s, ${Math.round(filled.bytes / 2 ** 20).toLocaleString('en')} MiB`,
    );
    stores.push(await openGrown(place, { filled, page }));
  }
  console.log(
    `\n${engine}, milliseconds (median / 95th percentile / of the processor) at ${sizes.map((size) => size.toLocaleString('en')).join(', ')} tips; growth of time and of processor`,
  );
  try {
    for (const question of [...bareQuestions, ...questions]) {
      if (options.only === '' || question.name.includes(options.only)) await ask(engine, question, stores);
    }
  } finally {
    for (const store of stores) await store.close();
  }
}

/** Every store in turn, so that a slow moment of the machine meets them all; some before it counts. */
async function ask(engine: string, question: Question, stores: readonly GrownStore[]): Promise<void> {
  const rounds = question.isLong ? Math.max(5, Math.round(times / 15)) : times;
  const warmUps = question.isLong ? 1 : 10;
  const took = new Map<GrownStore, Took[]>(stores.map((store) => [store, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    progress(`  ${question.name} ${Math.max(0, round + 1)}/${rounds}`);
    const order = round % 2 ? stores.toReversed() : stores;
    for (const store of order) {
      const one = await timeOf(question.of(store), Math.abs(round));
      if (round >= 0) took.get(store)?.push(one);
    }
  }
  progress('');
  const spreads = [...took.values()].map((all) => {
    const sorted = all.map(({ ms }) => ms).toSorted((a, b) => a - b);
    const computed = all.map(({ computedMs }) => computedMs).toSorted((a, b) => a - b);
    return {
      p25: at(sorted, 0.25),
      p50: at(sorted, 0.5),
      p95: at(sorted, 0.95),
      computed: at(computed, 0.5),
    };
  });
  const figures = spreads.map(({ p50, p95, computed }) =>
    `${digits(p50)} / ${digits(p95)} / ${digits(computed)}`.padEnd(24),
  );
  const [smallest] = spreads;
  const growth = spreads
    .slice(1)
    .map(
      ({ p25, computed }) =>
        `x${(p25 / (smallest?.p25 ?? Number.NaN)).toFixed(2)} x${(computed / (smallest?.computed ?? Number.NaN)).toFixed(2)}`,
    );
  console.log(`  ${question.name.padEnd(36)} ${figures.join('')} ${growth.join('   ')}`);
  const computed = spreads.map((spread) => digits(spread.computed)).join(', ');
  recorded.push(
    `${engine}, ${question.name}: ${computed} ms of the processor at ${sizes.map((size) => size.toLocaleString('en')).join(', ')} tips; growth of time and of processor ${growth.join('; ')}`,
  );
}

/** `computedMs`: of the processor, by this process. */
type Took = { ms: number; computedMs: number };

async function timeOf(asked: Asked, round: number): Promise<Took> {
  const before = process.cpuUsage();
  const began = performance.now();
  await asked.run(round);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { ms, computedMs: (user + system) / 1_000 };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function digits(ms: number): string {
  return ms < 1 ? ms.toFixed(3) : ms < 100 ? ms.toFixed(1) : ms.toFixed(0);
}

/** What a store that stays holds, beside it. */
function filledFile(place: Place): string {
  return path.join(place.dataDir, 'filled.json');
}

function keptStore(place: Place): FilledStore | null {
  if (!options.keep || place.databaseUrl || !existsSync(filledFile(place))) return null;
  return JSON.parse(readFileSync(filledFile(place), 'utf8')) as FilledStore;
}

function keepStore(place: Place, filled: FilledStore): void {
  writeFileSync(filledFile(place), JSON.stringify(filled));
}

/** One line that is written over, and one now and then where nothing can be. */
function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
  else if (line && Date.now() - toldAt > toldEveryMs) {
    toldAt = Date.now();
    console.error(line);
  }
}

async function createDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.toString();
}
