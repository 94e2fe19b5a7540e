/**
 * `npm run bench -- upkeep [--rows 1000,1000000] [--keep <folder>] [--record]`: what a large store costs beside its questions, on SQLite, where
 * the store is read in the thread that answers. How long until a portal stands on it, what memory it then has, how long each of its
 * rounds takes; and how long nobody is answered meanwhile: the longest stretch between two turns of the event loop, by the clock and by
 * what the thread itself computed in it, which other programs of a busy machine do not disturb. Then once more 400 days later,
 * when most of a year's contacts, photos and messages are over all at once.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { recordRun } from '../assurance/runs.ts';
import { ward } from './growth-rows.ts';
import { type FilledStore, fillStore, type GrownStore, metricsToken, openGrown } from './growth-store.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000,1000000' },
    keep: { type: 'string' },
    record: { type: 'boolean', default: false },
    /** A store that is there: what this program asks itself for, in a process that has done nothing else. */
    on: { type: 'string' },
  },
  allowPositionals: true,
});
const laterMs = 400 * 24 * 60 * 60_000;
/** Of the thread that answers, in one go. */
const blockMsMax = 200;

type Watched = { name: string; ms: number; computedMs: number; longestMs: number; longestComputedMs: number };
type Measured = { openMs: number; memoryMb: number; works: Watched[] };

if (options.on) {
  console.log(JSON.stringify(await measure(options.on)));
  process.exit();
} else {
  await runAll(options.rows.split(',').map(Number));
}

async function runAll(sizes: readonly number[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-upkeep-'));
  const lines: string[] = [];
  try {
    for (const size of sizes) {
      const dataDir = await placeOf(size, folder);
      const { status, stdout } = spawnSync(
        process.execPath,
        [...process.execArgv, import.meta.filename, '--on', dataDir],
        { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(`Measuring ${size} tips ended with ${status}.`);
      lines.push(...told(size, JSON.parse(stdout) as Measured));
      rmSync(dataDir, { recursive: true, force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (!options.record) return;
  const on = new Date().toISOString().slice(0, 10);
  const load = `load average of the machine: ${loadavg()[0]?.toFixed(1)} on 2 cores`;
  recordRun({ command: 'npm run bench -- upkeep', on, figures: [...lines, load] });
}

/** A store of this size to be spoilt: filled, or copied from what the growth bench has kept. */
async function placeOf(size: number, folder: string): Promise<string> {
  const dataDir = path.join(folder, `sqlite-${size}`);
  const kept = options.keep && path.join(options.keep, `sqlite-${size}`);
  if (kept && existsSync(path.join(kept, 'filled.json'))) {
    cpSync(kept, dataDir, { recursive: true });
    return dataDir;
  }
  const filled = await fillStore(
    { dataDir, databaseUrl: null },
    { size, folder, page: pageIn(folder), onProgress: () => {} },
  );
  writeFileSync(path.join(dataDir, 'filled.json'), JSON.stringify(filled));
  return dataDir;
}

function pageIn(folder: string): string {
  const page = path.join(folder, 'page');
  mkdirSync(page, { recursive: true });
  writeFileSync(path.join(page, 'index.html'), '<!doctype html><title>Bench</title>');
  return page;
}

function told(size: number, { openMs, memoryMb, works }: Measured): string[] {
  const tips = `${size.toLocaleString('en')} tips`;
  const worst = works.toSorted((a, b) => b.longestComputedMs - a.longestComputedMs).slice(0, 8);
  const lines = [
    `${tips}: the portal stands after ${openMs.toFixed(0)} ms, holds ${memoryMb.toFixed(0)} MB after all of this`,
    ...worst.map(
      (one) =>
        `${tips}, ${one.name}: ${one.ms.toFixed(0)} ms in all; at the longest nobody else is answered for ${one.longestComputedMs.toFixed(0)} ms of computing (asked: ${blockMsMax}), ${one.longestMs.toFixed(0)} by the clock`,
    ),
  ];
  for (const line of lines) console.log(line);
  return lines;
}

async function measure(dataDir: string): Promise<Measured> {
  const place = { dataDir, databaseUrl: null };
  const page = pageIn(dataDir);
  const filled = JSON.parse(readFileSync(path.join(dataDir, 'filled.json'), 'utf8')) as FilledStore;
  // What a newer program does to a store once (migrations) is no part of every start.
  await (await openGrown(place, { filled, page })).close();

  const beganAt = performance.now();
  let store = await openGrown(place, { filled, page });
  const openMs = performance.now() - beganAt;
  const works: Watched[] = [];
  works.push(
    await watched('the first seconds', async () => {
      store.portal.start();
      await pause(3_000);
    }),
  );
  for (const { name, work } of store.portal.jobs) works.push(await watched(name, work));
  for (const [name, address] of asked()) works.push(await watched(name, () => get(store, address)));
  await store.close();

  store = await openGrown(place, { filled, page, now: () => new Date(Date.now() + laterMs) });
  for (const round of [1, 2]) {
    works.push(await watched(`400 days later, round ${round} of erasing`, store.portal.eraseDue));
  }
  await store.close();
  return { openMs, memoryMb: process.resourceUsage().maxRSS / 1_024, works };
}

function asked(): [name: string, address: string][] {
  const from = new Date(Date.now() - 91 * 24 * 60 * 60_000).toISOString();
  const report = `/api/staff/reports?from=${from}&to=${new Date().toISOString()}`;
  return [
    ['GET /readyz', '/readyz'],
    ['GET /metrics', '/metrics'],
    ['deliveries that stand parked', '/api/staff/deliveries?state=parked'],
    ['deliveries that wait', '/api/staff/deliveries?state=waiting'],
    ['a report of a quarter, one ward', `${report}&unit=${ward}`],
    ['a report of a quarter, whole tree', report],
  ];
}

async function get({ app, commander }: GrownStore, address: string): Promise<void> {
  const token = address === '/metrics' ? metricsToken : commander;
  const answer = await app.request(address, { headers: { Authorization: `Bearer ${token}` } });
  await answer.text();
  // Nobody reaches Zalo from here: /readyz may say so.
  if (!answer.ok && !(address === '/readyz' && answer.status === 503)) {
    throw new Error(`${address}: ${answer.status}`);
  }
}

/** Does the work, and looks between all turns of the event loop how long each has taken. */
async function watched(name: string, work: () => Promise<unknown>): Promise<Watched> {
  const computed = (since?: NodeJS.CpuUsage) => {
    const { user, system } = process.threadCpuUsage(since);
    return (user + system) / 1_000;
  };
  let isOver = false;
  const longest = { ms: 0, computedMs: 0 };
  const looking = (async () => {
    while (!isOver) {
      const at = performance.now();
      const usage = process.threadCpuUsage();
      await nextTurn();
      longest.ms = Math.max(longest.ms, performance.now() - at);
      longest.computedMs = Math.max(longest.computedMs, computed(usage));
    }
  })();
  const beganAt = performance.now();
  const usage = process.threadCpuUsage();
  await work();
  const ms = performance.now() - beganAt;
  const computedMs = computed(usage);
  isOver = true;
  await looking;
  return { name, ms, computedMs, longestMs: longest.ms, longestComputedMs: longest.computedMs };
}
