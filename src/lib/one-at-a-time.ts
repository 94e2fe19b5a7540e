/**
 * Runs `work` never twice at once and not again within `gapMs`: who asks meanwhile shares the next run, which begins after they asked
 * and so sees what they know of.
 */
export function oneAtATime<Value>(work: () => Promise<Value>, gapMs: number): () => Promise<Value> {
  let running: Promise<Value> | null = null;
  let next: Promise<Value> | null = null;
  let mayBeginAt = 0;

  const begin = async (): Promise<Value> => {
    const waitMs = mayBeginAt - Date.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    next = null;
    mayBeginAt = Date.now() + gapMs;
    return await work();
  };
  const track = (run: Promise<Value>): Promise<Value> => {
    running = run;
    const clear = () => {
      if (running === run) running = null;
    };
    run.then(clear, clear);
    return run;
  };

  return () => {
    if (next) return next;
    const before = running;
    if (!before && Date.now() >= mayBeginAt) return track(begin());
    const settled = before ? before.then(ignore, ignore) : Promise.resolve();
    next = settled.then(() => track(begin()));
    return next;
  };
}

const ignore = () => {};
