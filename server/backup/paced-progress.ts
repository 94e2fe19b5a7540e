import type { Progress } from './backup.service.ts';

const quietMs = 3_000;

/** Hands a line on when none was for some seconds: whoever waits sees that it goes on, and is not flooded. */
export function pacedProgress(progress: Progress): Progress {
  let toldAt = performance.now();
  return (line) => {
    if (performance.now() - toldAt < quietMs) return;
    toldAt = performance.now();
    progress(line);
  };
}
