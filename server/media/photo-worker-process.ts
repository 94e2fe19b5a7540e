import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { createFrameReader, type Frame, frameOf } from './photo-frames.ts';
import type { WorkOrder, WorkReport } from './photo-worker.ts';

/** Larger than any three copies we make; a worker that sends more has been taken over and is ended. */
const reportBytesMax = 24 * 1024 * 1024;
const startMsMax = 15_000;
const complaintCharsMax = 2_000;

const Report = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
  z.object({
    kind: z.literal('done'),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    partBytes: z.array(z.number().int().positive()).min(2).max(3),
  }),
]) satisfies z.ZodType<WorkReport>;

/** A worker's answer for one photo. */
export type WorkResult =
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'done';
      readonly width: number;
      readonly height: number;
      readonly parts: readonly Buffer[];
    };

/** The worker ended, hung, or sent what no worker of ours sends. */
export class WorkerLost extends Error {
  override name = 'WorkerLost';
}

/** The worker never came up: a broken installation, not a broken photo. */
export class WorkerNotStarted extends Error {
  override name = 'WorkerNotStarted';
}

export type PhotoWorkerProcess = {
  readonly pid: number | undefined;
  /** Resolves once it is ready; rejects with WorkerNotStarted. */
  readonly started: Promise<void>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  /** One photo at a time. Rejects with WorkerLost, after which the process is ended. */
  work(photo: Uint8Array, order: WorkOrder, timeoutMs: number): Promise<WorkResult>;
  end(): void;
};

/** Starts a worker in a process of its own, with an empty environment: it never sees a key. */
export function startPhotoWorker(): PhotoWorkerProcess {
  const child = spawn(process.execPath, ['--max-old-space-size=128', workerFile], {
    // Two arenas keep glibc from holding a photo's memory once per thread.
    env: { MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const complaint = keepComplaint(child);
  let awaited: { resolve(frame: Frame): void; reject(error: Error): void } | null = null;

  const lose = (why: string) => {
    child.kill('SIGKILL');
    awaited?.reject(new WorkerLost(why));
    awaited = null;
  };
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      lose(error.message);
      resolve();
    });
    child.once('exit', (code, signal) => {
      lose(`The photo worker ended (${signal ?? `code ${code}`}). ${complaint()}`.trim());
      resolve();
    });
  });
  // A write to a worker that is gone: the exit says it better.
  child.stdin.on('error', () => undefined);
  const read = createFrameReader(reportBytesMax, (frame) => {
    awaited?.resolve(frame);
    awaited = null;
  });
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      read(chunk);
    } catch (error) {
      lose(String(error));
    }
  });

  async function next(timeoutMs: number): Promise<{ report: WorkReport; bytes: Buffer }> {
    const { promise, resolve, reject } = Promise.withResolvers<Frame>();
    awaited = { resolve, reject };
    const timer = afterOwnTime(timeoutMs, () => lose(`The photo worker took longer than ${timeoutMs} ms.`));
    try {
      const { header, bytes } = await promise;
      const report = Report.safeParse(header);
      if (!report.success) throw new WorkerLost('The photo worker sent an unknown report.');
      return { report: report.data, bytes };
    } finally {
      clearInterval(timer);
    }
  }

  const started = next(startMsMax).then(
    () => undefined,
    (cause: unknown) => {
      child.kill('SIGKILL');
      throw new WorkerNotStarted('The photo worker did not start.', { cause });
    },
  );

  return {
    pid: child.pid,
    started,
    ended,
    async work(photo, order, timeoutMs) {
      const answer = next(timeoutMs);
      for (const piece of frameOf(order, photo)) child.stdin.write(piece);
      const { report, bytes } = await answer;
      if (report.kind === 'ready') throw new WorkerLost('The photo worker started twice.');
      return report.kind === 'refused' ? report : { ...report, parts: splitParts(bytes, report.partBytes) };
    },
    end: () => lose('The photo worker was stopped.'),
  };
}

const tickMs = 100;

/**
 * A limit on the worker's time, not on ours: while this process stands still (it waits for a locked store, say) it neither hands over nor
 * hears the worker's answer, and a good photo must not be refused for that. A tick that comes late counts as one.
 */
function afterOwnTime(limitMs: number, act: () => void): NodeJS.Timeout {
  const stepMs = Math.min(tickMs, limitMs);
  let leftMs = limitMs;
  const timer = setInterval(() => {
    leftMs -= stepMs;
    if (leftMs > 0) return;
    clearInterval(timer);
    act();
  }, stepMs);
  return timer;
}

const workerFile = fileURLToPath(new URL('./photo-worker.ts', import.meta.url));

function splitParts(bytes: Buffer, partBytes: readonly number[]): Buffer[] {
  const parts: Buffer[] = [];
  let at = 0;
  for (const length of partBytes) {
    parts.push(bytes.subarray(at, at + length));
    at += length;
  }
  if (at !== bytes.length) throw new WorkerLost('The photo worker miscounted its bytes.');
  return parts;
}

/** The end of what it wrote to stderr, for the log; it never sees more of the sender than the picture. */
function keepComplaint(child: ChildProcessByStdio<Writable, Readable, Readable>): () => string {
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-complaintCharsMax);
  });
  return () => text.trim();
}
