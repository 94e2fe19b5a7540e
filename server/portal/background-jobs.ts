import type { Logger } from 'pino';
import type { BackgroundJob } from './portal-part.ts';

/** How often what may be forgotten is swept. */
export const sweepEveryMs = 10 * 60_000;

/** Starts the jobs; the answer stops them. */
export function startJobs(jobs: readonly BackgroundJob[], logger: Logger): () => void {
  const timers = jobs.map(({ name, everyMs, work }) =>
    setInterval(
      () =>
        void work().catch((error: unknown) => logger.error({ err: error, name }, 'background work failed')),
      everyMs,
    ),
  );
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
