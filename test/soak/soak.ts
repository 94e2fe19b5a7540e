import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../server/db/database.ts';
import { recordRun } from '../assurance/runs.ts';
import { percentile } from '../bench/compare.ts';
import { phonePhoto } from '../support/photos.ts';
import { talkTo } from '../support/portal.ts';
import { openHandles, photoWorkersOf, residentMib } from '../support/process-figures.ts';
import { judgeSoak, median, type SoakMinute, type SoakVerdict } from './soak.rules.ts';
import { type SoakLoad, startSoakLoad } from './soak-load.ts';
import { type SoakPlan, soakDefaults } from './soak-plan.ts';
import type { HeapInUse } from './soak-portal.ts';

/** Between two looks at memory; a minute tells the most it saw. */
const lookEveryMs = 1_000;

/** Puts the load on, prints a line a minute and the verdict; true where everything held. */
export async function runSoak(load: SoakPlan, options: { isRecorded: boolean }): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-soak-'));
  try {
    const portal = await startPortal(folder);
    const { minutes, acknowledged } = await soak(portal, load);
    portal.process.disconnect();
    await new Promise((resolve) => portal.process.once('exit', resolve));
    const verdict = judgeSoak(minutes, { acknowledged, stored: await countTips(folder) });
    const lines = report(load, minutes, verdict, acknowledged);
    for (const line of lines) console.log(line);
    if (options.isRecorded) {
      recordRun({ command: commandOf(load), on: new Date().toISOString().slice(0, 10), figures: lines });
      console.log('Kept. Next: npm run assurance');
    }
    return verdict.faults.length === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startPortal(dataDir: string): Promise<{ origin: string; process: ChildProcess }> {
  const child = fork(path.join(import.meta.dirname, 'soak-portal.ts'), [], {
    env: {
      PATH: process.env.PATH ?? '',
      DATA_DIR: dataDir,
      PORT: '0',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
    },
    execArgv: ['--expose-gc'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', (code) => reject(new Error(`the portal ended at once with ${code}`)));
  });
  return { origin, process: child };
}

async function soak(
  portal: { origin: string; process: ChildProcess },
  { minutes: count, tips, megapixels, readings }: SoakPlan,
): Promise<{ minutes: SoakMinute[]; acknowledged: number }> {
  const ended = new Promise<never>((_, reject) => {
    portal.process.once('exit', (code, signal) =>
      reject(new Error(`the portal ended under the load (${signal ?? `code ${code}`})`)),
    );
  });
  // Whoever waits for it hears of it; once the soak is over the portal may end.
  ended.catch(() => undefined);
  const consentVersion = (await talkTo(portal.origin).portal()).consent.version;
  const photo = await phonePhoto({ megapixels });
  const load = startSoakLoad(portal.origin, {
    ...{ photo, consentVersion },
    tipsPerSecond: tips,
    readingsPerSecond: readings,
  });
  const minutes: SoakMinute[] = [];
  for (let nr = 1; nr <= count; nr += 1) {
    const minute = await Promise.race([spendMinute(portal, load), ended]);
    minutes.push(minute);
    console.log(lineOf(nr, minute));
  }
  const { stored } = await load.stop();
  return { minutes, acknowledged: stored };
}

async function spendMinute(
  { origin, process: server }: { origin: string; process: ChildProcess },
  load: SoakLoad,
): Promise<SoakMinute> {
  const pid = server.pid ?? 0;
  const seen: { serverMib: number; workerMib: number }[] = [];
  for (const endsAt = performance.now() + 60_000; performance.now() < endsAt; ) {
    await pause(lookEveryMs);
    const workersMib = photoWorkersOf(pid).map(residentMib);
    seen.push({ serverMib: residentMib(pid), workerMib: Math.max(0, ...workersMib) });
  }
  const [tips, readings] = [load.takeTips(), load.takeReadings()];
  return {
    ...{ tips: tips.ms.length, tipsFailed: tips.failed, tipP95Ms: p95(tips.ms) },
    ...{ readings: readings.ms.length, readingsFailed: readings.failed, readingP95Ms: p95(readings.ms) },
    serverMib: median(seen.map(({ serverMib }) => serverMib)),
    workerMib: median(seen.map(({ workerMib }) => workerMib)),
    heapMib: (await heapOf(server)).heapMib,
    handles: openHandles(pid),
    outboxOldestS: await outboxOldestS(origin),
  };
}

const heapOf = (server: ChildProcess): Promise<HeapInUse> =>
  new Promise((resolve) => {
    server.once('message', (message) => resolve(message as HeapInUse));
    server.send('heap');
  });

async function outboxOldestS(origin: string): Promise<number> {
  const figures = await (await fetch(`${origin}/metrics`)).text();
  const ages = [...figures.matchAll(/^portal_outbox_oldest_seconds\{[^}]*\} (\S+)$/gm)].map(([, age]) =>
    Number(age),
  );
  if (ages.length === 0) throw new Error('/metrics tells no age of the outbox');
  return Math.max(...ages);
}

/** Of what lies there once the portal is gone. */
async function countTips(dataDir: string): Promise<number> {
  const database = openDatabase({ dataDir, databaseUrl: null });
  const { count } = await database.kysely
    .selectFrom('tips')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await database.close();
  return Number(count);
}

const p95 = (ms: readonly number[]): number =>
  percentile(
    ms.toSorted((a, b) => a - b),
    0.95,
  );

const lineOf = (nr: number, minute: SoakMinute): string =>
  [
    `minute ${String(nr).padStart(3)}: tips ${minute.tips} (${minute.tipsFailed} failed, 95% ${minute.tipP95Ms.toFixed(0)} ms)`,
    `readings ${minute.readings} (${minute.readingsFailed} failed, 95% ${minute.readingP95Ms.toFixed(1)} ms)`,
    `server ${minute.serverMib.toFixed(0)} MiB, heap ${minute.heapMib.toFixed(1)}`,
    `photo worker ${minute.workerMib.toFixed(0)} MiB`,
    `handles ${minute.handles}`,
    `outbox ${minute.outboxOldestS.toFixed(1)} s`,
    `load ${loadavg()[0]?.toFixed(1)}`,
  ].join(' · ');

function report(
  load: SoakPlan,
  minutes: readonly SoakMinute[],
  { growth, tipP95Ms, faults }: SoakVerdict,
  acknowledged: number,
): string[] {
  const over = (figure: 'serverMib' | 'heapMib' | 'workerMib' | 'handles') => {
    const values = minutes.map((minute) => minute[figure]);
    return `${values[0]?.toFixed(0)} in the first minute, ${Math.max(...values).toFixed(0)} at the most, ${values.at(-1)?.toFixed(0)} in the last; last quarter ÷ second ${growth[figure].toFixed(2)}`;
  };
  const worstMs = Math.max(...minutes.map((minute) => minute.tipP95Ms));
  const readingMs = median(minutes.map((minute) => minute.readingP95Ms));
  return [
    `${load.minutes} minutes, ${load.tips} tips a second with a photo of ${load.megapixels} megapixels, ${load.readings} readings a second`,
    `tips acknowledged ${acknowledged}; 95% within ${Math.round(tipP95Ms)} ms in the median minute, ${Math.round(worstMs)} in the worst; readings 95% within ${readingMs.toFixed(1)} ms`,
    `server, MiB: ${over('serverMib')}`,
    `heap of the server after a collection, MiB: ${over('heapMib')}`,
    `photo worker, MiB: ${over('workerMib')}`,
    `open files and connections: ${over('handles')}`,
    `oldest message to Zalo at a minute’s end: ${Math.max(...minutes.map(({ outboxOldestS }) => outboxOldestS)).toFixed(1)} s at the most`,
    faults.length === 0 ? 'held' : `did not hold: ${faults.join('; ')}`,
    `load average of the machine: ${loadavg()[0]?.toFixed(1)} on 2 cores`,
  ];
}

/** As a person types it. */
function commandOf(load: SoakPlan): string {
  const given = (Object.keys(soakDefaults) as (keyof SoakPlan)[]).flatMap((name) =>
    load[name] === soakDefaults[name] ? [] : [`--${name} ${load[name]}`],
  );
  return ['npm run soak', ...(given.length > 0 ? ['--', ...given] : [])].join(' ');
}
