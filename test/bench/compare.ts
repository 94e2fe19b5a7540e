import type { ChildProcess } from 'node:child_process';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Call } from './bench-calls.ts';
import { usageOf } from './process-usage.ts';

type Target = { origin: string; process: ChildProcess; call: Call };

export type Compared = {
  title: string;
  /** What is asked of the ratio. */
  bar: number;
  perSecond: number;
  referencePerSecond: number;
  ratio: number;
  ratioMin: number;
  ratioMax: number;
  /** Requests per second of the processor, portal ÷ reference: what the ratio would be where nothing else is waited for. */
  processorRatio: number;
  p50: number;
  p99: number;
  failed: number;
};

export const connections = 10;
/** Long enough for what runs often to be compiled. */
const warmUpMs = 3_000;
const restMsMax = 120_000;
const restLookMs = 500;
/** Of one processor: less than this, it does what it always does. */
const restingShare = 0.1;

/** Measures a target and its reference in turns. */
export async function compare(options: {
  title: string;
  bar: number;
  rounds: number;
  roundMs: number;
  targets: readonly [Target, Target];
}): Promise<Compared> {
  const [portal, reference] = options.targets;
  for (const target of options.targets) await measure(target, warmUpMs);
  const ours: Awaited<ReturnType<typeof measure>>[] = [];
  const theirs: typeof ours = [];
  const ourTurn = async () => ours.push(await measure(portal, options.roundMs));
  for (let round = 0; round < options.rounds; round += 1) {
    if (round % 2 === 0) await ourTurn();
    await rest(portal);
    theirs.push(await measure(reference, options.roundMs));
    if (round % 2 === 1) await ourTurn();
  }
  const ratiosOf = (pick: (one: (typeof ours)[number]) => number) =>
    sorted(ours.map((one, index) => pick(one) / (theirs[index] ? pick(theirs[index]) : Number.NaN)));
  const ratios = ratiosOf((one) => one.perSecond);
  const of = (all: typeof ours, pick: (one: (typeof ours)[number]) => number) =>
    median(sorted(all.map(pick)));
  return {
    title: options.title,
    bar: options.bar,
    perSecond: of(ours, (one) => one.perSecond),
    referencePerSecond: of(theirs, (one) => one.perSecond),
    ratio: median(ratios),
    ratioMin: ratios.at(0) ?? Number.NaN,
    ratioMax: ratios.at(-1) ?? Number.NaN,
    processorRatio: median(ratiosOf((one) => one.perProcessorSecond)),
    p50: of(ours, (one) => one.p50),
    p99: of(ours, (one) => one.p99),
    failed: ours.reduce((sum, one) => sum + one.failed, 0),
  };
}

/** What a turn leaves to be done, such as messages that are still sent, would slow the other one's turn. */
async function rest({ process }: Target): Promise<void> {
  const until = performance.now() + restMsMax;
  let before = await usageOf(process);
  for (;;) {
    await pause(restLookMs);
    const now = await usageOf(process);
    if (now.processorMs - before.processorMs < restLookMs * restingShare) return;
    if (performance.now() > until) throw new Error('The portal does not come to rest between two turns.');
    before = now;
  }
}

async function measure({ origin, process, call }: Target, forMs: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failed = 0;
  const before = await usageOf(process);
  const startedAt = performance.now();
  const worker = async () => {
    while (performance.now() - startedAt < forMs) {
      const from = performance.now();
      if (await call(origin, agent)) times.push(performance.now() - from);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await usageOf(process);
  agent.destroy();
  const ordered = sorted(times);
  return {
    perSecond: times.length / seconds,
    perProcessorSecond: (times.length * 1000) / (after.processorMs - before.processorMs),
    p50: percentile(ordered, 0.5),
    p99: percentile(ordered, 0.99),
    failed,
  };
}

const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

export function percentile(ordered: readonly number[], share: number): number {
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? Number.NaN;
}

function median(ordered: readonly number[]): number {
  const at = (index: number) => ordered[index] ?? Number.NaN;
  return (at((ordered.length - 1) >> 1) + at(ordered.length >> 1)) / 2;
}
