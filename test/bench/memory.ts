import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { getting, photoPosting } from './bench-calls.ts';
import { percentile } from './compare.ts';

const tipsPerMinute = 120;
const forMs = 30_000;
const newsEveryMs = 100;
const lookEveryMs = 250;
const serverMbMax = 200;
const workerMbMax = 350;
const newsP95MsMax = 50;

/** Lines with the most memory that the server and one of its photo workers had, and how quick news were meanwhile. */
export async function measureMemory(
  portal: { origin: string; process: ChildProcess },
  { photo, consentVersion }: { photo: Buffer; consentVersion: string },
): Promise<string[]> {
  const pid = portal.process.pid ?? 0;
  const agent = new Agent({ keepAlive: true });
  const sendTip = photoPosting('/api/photos', photo, consentVersion);
  const getNews = getting('/api/news?unit=tay-thanh');
  let serverMb = 0;
  let workerMb = 0;
  const answersMs: number[] = [];
  const done = { stored: 0, failed: 0 };
  const endAt = performance.now() + forMs;
  const tips: Promise<void>[] = [];

  const every = async (ms: number, work: () => void | Promise<void>) => {
    for (let due = performance.now(); due < endAt; due += ms) {
      await pause(Math.max(0, due - performance.now()));
      await work();
    }
  };
  await Promise.all([
    every(60_000 / tipsPerMinute, () => {
      tips.push(
        sendTip(portal.origin, agent).then((isStored) => {
          if (isStored) done.stored += 1;
          else done.failed += 1;
        }),
      );
    }),
    every(newsEveryMs, async () => {
      const from = performance.now();
      await getNews(portal.origin, agent);
      answersMs.push(performance.now() - from);
    }),
    every(lookEveryMs, () => {
      serverMb = Math.max(serverMb, residentMb(pid));
      for (const worker of photoWorkersOf(pid)) workerMb = Math.max(workerMb, residentMb(worker));
    }),
  ]);
  await Promise.all(tips);
  agent.destroy();
  const p95 = percentile(
    answersMs.toSorted((a, b) => a - b),
    0.95,
  );
  return [
    `At ${tipsPerMinute} tips with photos a minute for ${forMs / 1000} s (${done.stored} stored, ${done.failed} failed): server ${Math.round(serverMb)} MB at the most (asked: ${serverMbMax}), photo worker ${Math.round(workerMb)} MB (asked: ${workerMbMax}), news p95 ${p95.toFixed(1)} ms (asked: ${newsP95MsMax})`,
  ];
}

/** Linux. */
function residentMb(pid: number): number {
  const status = readIfThere(`/proc/${pid}/status`);
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

function photoWorkersOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`)
    .flatMap((task) => readIfThere(`/proc/${pid}/task/${task}/children`).trim().split(' '))
    .filter((child) => child !== '' && readIfThere(`/proc/${child}/cmdline`).includes('photo-worker'))
    .map(Number);
}

/** A process may be gone since it was listed. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
