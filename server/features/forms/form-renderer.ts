import { Worker } from 'node:worker_threads';
import { AppError } from '../../http/app-error.ts';
import type { FormOrder } from './form-file.ts';
import type { FormReport } from './form-render-worker.ts';

type Job = {
  readonly order: FormOrder;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
};

const formRendererLimits = {
  /** Waiting for the thread; at 50 ms each the last one waits two seconds. */
  jobsMax: 40,
  /** Of one file, from when the thread takes it: a hundred times what one needs, the first with its libraries included. */
  jobMsMax: 10_000,
  retryAfterS: 3,
  /** Of the thread's heap. */
  memoryMbMax: 256,
  /** Of that for what one file leaves behind, so that collecting it does not interrupt the file. */
  youngMemoryMbMax: 64,
} as const;

/**
 * Makes form files in one thread of its own, so that nobody else waits for them: a filled form takes about 45 ms of a processor. The thread
 * starts with the first order, stays warm, and is replaced when it dies or takes too long.
 */
export function createFormRenderer({
  limits = formRendererLimits,
  onGivenUp = () => {},
}: {
  limits?: { jobsMax: number; jobMsMax: number };
  /** A file took too long. */
  onGivenUp?: (order: FormOrder) => void;
} = {}) {
  const waiting: Job[] = [];
  let worker: Worker | null = null;
  let current: { job: Job; timer: NodeJS.Timeout } | null = null;

  const next = () => {
    const job = current ? undefined : waiting.shift();
    if (!job) return;
    worker ??= startWorker();
    const timer = setTimeout(() => {
      onGivenUp(job.order);
      replace(new AppError('busy', retryLater));
    }, limits.jobMsMax);
    current = { job, timer };
    worker.postMessage(job.order);
  };

  const finish = (settle: (job: Job) => void) => {
    if (!current) return;
    const { job, timer } = current;
    clearTimeout(timer);
    current = null;
    settle(job);
    next();
  };

  /** Ends the thread and answers for the order it had. */
  const replace = (error: Error) => {
    const dead = worker;
    worker = null;
    dead?.removeAllListeners();
    // It may still die of the error it is ended for.
    dead?.on('error', () => {});
    void dead?.terminate();
    finish(({ reject }) => reject(error));
  };

  const startWorker = (): Worker => {
    const started = new Worker(new URL('./form-render-worker.ts', import.meta.url), {
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb: formRendererLimits.memoryMbMax,
        maxYoungGenerationSizeMb: formRendererLimits.youngMemoryMbMax,
      },
    });
    started.on('message', (report: FormReport) =>
      finish(({ resolve, reject }) => ('bytes' in report ? resolve(report.bytes) : reject(errorOf(report)))),
    );
    started.on('error', (error) =>
      replace(errorOf({ error: error instanceof Error ? error.name : typeof error, trace: '' })),
    );
    started.unref();
    return started;
  };

  return {
    /** Throws `busy` when too many wait or the file takes too long. */
    render(order: FormOrder): Promise<Uint8Array> {
      if (waiting.length >= limits.jobsMax) throw new AppError('busy', retryLater);
      return new Promise((resolve, reject) => {
        waiting.push({ order, resolve, reject });
        next();
      });
    },

    async stop(): Promise<void> {
      const left = waiting.splice(0);
      for (const { reject } of left) reject(new AppError('busy', retryLater));
      const running = worker;
      replace(new AppError('busy', retryLater));
      await running?.terminate();
    },
  };
}

const retryLater = { retryAfterS: formRendererLimits.retryAfterS };

/** Without the message: it may hold answers, and this one is logged. */
function errorOf({ error, trace }: { error: string; trace: string }): Error {
  const failure = new Error(`a form file could not be made: ${error}`);
  if (trace !== '') failure.stack = `${failure.message}\n${trace}`;
  return failure;
}
