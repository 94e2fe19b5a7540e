import type { ProofChallenge } from '#contract/problem.ts';
import { startSearch } from './proof-search.ts';
import type { ProofWorkerAnswer } from './proof-worker.ts';

/** A worker that is allowed runs within this; one that is not may also stay silent. */
const workerStartMsMax = 3_000;
/** On the page's own thread: a slice short enough that the screen still answers, then the screen's turn. */
const sliceMs = 12;
const triesPerLook = 500;

/**
 * Solves a challenge, in a worker where there is one and otherwise in slices on the page's own thread (Zalo's web views may have no
 * workers). Resolves with the value of the `Proof` header, or with undefined when `signal` says that nobody wants it any more.
 */
export async function solveChallenge(
  challenge: ProofChallenge,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const numbers = (await solveInWorker(challenge, signal)) ?? (await solveInSlices(challenge, signal));
  return numbers === undefined ? undefined : `${challenge.token}:${numbers}`;
}

/** Undefined: no worker could be had, or nobody wants the answer any more. */
function solveInWorker(challenge: ProofChallenge, signal?: AbortSignal): Promise<string | undefined> {
  const worker = startWorker();
  if (!worker || signal?.aborted) {
    worker?.terminate();
    return Promise.resolve(undefined);
  }
  return new Promise((resolve) => {
    const end = (numbers?: string) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      worker.terminate();
      resolve(numbers);
    };
    const stop = () => end();
    const timer = setTimeout(stop, workerStartMsMax);
    signal?.addEventListener('abort', stop);
    worker.onerror = (event) => {
      event.preventDefault();
      end();
    };
    worker.onmessage = ({ data }: MessageEvent<ProofWorkerAnswer>) => {
      if (data.kind === 'solved') end(data.numbers);
      else clearTimeout(timer);
    };
    worker.postMessage(challenge);
  });
}

/** The constructor throws where a policy or the origin forbids workers. */
function startWorker(): Worker | undefined {
  if (typeof Worker === 'undefined') return undefined;
  try {
    return new Worker(new URL('./proof-worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return undefined;
  }
}

async function solveInSlices(challenge: ProofChallenge, signal?: AbortSignal): Promise<string | undefined> {
  const search = startSearch(challenge);
  while (!signal?.aborted) {
    const sliceEndsAt = performance.now() + sliceMs;
    while (performance.now() < sliceEndsAt) {
      const numbers = search.step(triesPerLook);
      if (numbers !== undefined) return numbers;
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return undefined;
}
