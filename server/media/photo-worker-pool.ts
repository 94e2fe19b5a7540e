import { AppError } from '../http/app-error.ts';
import type { WorkOrder } from './photo-worker.ts';
import { type PhotoWorkerProcess, startPhotoWorker, type WorkResult } from './photo-worker-process.ts';

export type PoolLimits = {
  readonly workersMax: number;
  /** Photos that wait for a worker; one more is answered `busy`. */
  readonly waitingMax: number;
  readonly workMsMax: number;
  /** After so many photos a worker is replaced, so that what a decoder leaks stays small. */
  readonly photosPerWorkerMax: number;
};

type Job = {
  readonly photo: Uint8Array;
  readonly order: WorkOrder;
  resolve(result: WorkResult): void;
  reject(error: unknown): void;
};

type Member = { readonly process: PhotoWorkerProcess; isBusy: boolean; photosDone: number };

const busyRetryAfterS = 2;

/** A few worker processes, started when first needed and kept warm; one that is lost is replaced by the next photo. */
export function createPhotoWorkerPool(limits: PoolLimits) {
  const members = new Set<Member>();
  const waiting: Job[] = [];
  let isClosed = false;

  function addMember(): Member {
    const member: Member = { process: startPhotoWorker(), isBusy: false, photosDone: 0 };
    members.add(member);
    void member.process.ended.then(() => {
      members.delete(member);
      serveNext();
    });
    return member;
  }

  function freeMember(): Member | undefined {
    const idle = [...members].find((member) => !member.isBusy);
    return idle ?? (members.size < limits.workersMax ? addMember() : undefined);
  }

  function serveNext(): void {
    if (isClosed || waiting.length === 0) return;
    const member = freeMember();
    const job = member && waiting.shift();
    if (job) void serve(member, job);
  }

  async function serve(member: Member, job: Job): Promise<void> {
    member.isBusy = true;
    try {
      await member.process.started;
      job.resolve(await member.process.work(job.photo, job.order, limits.workMsMax));
      member.photosDone += 1;
      if (member.photosDone >= limits.photosPerWorkerMax) retire(member);
    } catch (error) {
      retire(member);
      job.reject(isClosed ? new AppError('busy', { retryAfterS: busyRetryAfterS, cause: error }) : error);
    }
    member.isBusy = false;
    serveNext();
  }

  function retire(member: Member): void {
    members.delete(member);
    member.process.end();
  }

  return {
    /** Rejects with `busy` when too many wait, WorkerLost when the worker died or hung, WorkerNotStarted. */
    run(photo: Uint8Array, order: WorkOrder): Promise<WorkResult> {
      if (isClosed || waiting.length >= limits.waitingMax) {
        return Promise.reject(new AppError('busy', { retryAfterS: busyRetryAfterS }));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ photo, order, resolve, reject });
        serveNext();
      });
    },
    /** Starts the first worker; rejects when this machine cannot run one. */
    async warm(): Promise<void> {
      await freeMember()?.process.started;
    },
    /** For the health page and the benches. */
    workers: () => [...members].map(({ process, isBusy }) => ({ pid: process.pid, isBusy })),
    async close(): Promise<void> {
      isClosed = true;
      const open = [...members];
      for (const job of waiting.splice(0)) job.reject(new AppError('busy', { retryAfterS: busyRetryAfterS }));
      for (const member of open) member.process.end();
      await Promise.all(open.map((member) => member.process.ended));
    },
  };
}
