import type { ActiveEndpoint } from './webhook-endpoint.store.ts';

/** What another server has changed is known here after this long at the latest. */
const heldMs = 250;
/** Ways up through the tree of units; there are as many as units. */
const waysMax = 5_000;

/**
 * Who of some units is told now, for what happens with every tip: read once in a while instead of for each. `forget` where it was changed
 * in this server. `clockMs` counts up, whatever the time of day does.
 */
export function createActiveEndpoints(
  read: (unitIds: readonly string[]) => Promise<ActiveEndpoint[]>,
  clockMs: () => number = () => performance.now(),
) {
  const held = new Map<string, { untilMs: number; endpoints: Promise<ActiveEndpoint[]> }>();

  function readAnew(way: string, unitIds: readonly string[]): Promise<ActiveEndpoint[]> {
    if (held.size >= waysMax) held.clear();
    const endpoints = read(unitIds);
    held.set(way, { untilMs: clockMs() + heldMs, endpoints });
    // Whoever asked hears of the failure; the next one asks again.
    endpoints.catch(() => held.delete(way));
    return endpoints;
  }

  return {
    /** Of these units, from the lowest up. */
    async list(unitIds: readonly string[]): Promise<readonly ActiveEndpoint[]> {
      const way = unitIds.join();
      const known = held.get(way);
      return await (known && clockMs() < known.untilMs ? known.endpoints : readAnew(way, unitIds));
    },
    forget: (): void => held.clear(),
  };
}

export type ActiveEndpoints = ReturnType<typeof createActiveEndpoints>;
