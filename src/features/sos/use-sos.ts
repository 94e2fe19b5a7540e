import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { type SosRun, sosRunOf } from './sos-run.ts';
import type { SosPlaceState, SosState } from './sos-state.ts';
import { callFirstAt } from './status-words.rules.ts';

/** The alert of this phone and what can be done with it. */
export function useSos(): { run: SosRun; state: SosState; place: SosPlaceState } {
  const run = sosRunOf(useAtomValue(platformAtom));
  return {
    run,
    state: useSyncExternalStore(run.subscribe, run.state),
    place: useSyncExternalStore(run.subscribe, run.place),
  };
}

/** Whether the call stands before all else by now: nothing has left, or nobody has taken it up in time. */
export function useCallFirst(state: SosState): boolean {
  const at = callFirstAt(state);
  const [, setPassed] = useState(0);
  useEffect(() => {
    const waitMs = at === null ? 0 : at - Date.now();
    if (waitMs <= 0) return;
    const timer = setTimeout(() => setPassed((passed) => passed + 1), waitMs);
    return () => clearTimeout(timer);
  }, [at]);
  return at !== null && at <= Date.now();
}

/** The phone's position ahead of time, where that asks nobody anything; given up again when the screen closes unused. */
export function useWarmPosition(run: SosRun): void {
  const platform = useAtomValue(platformAtom);
  const warm = useCallback(async () => {
    if (await platform.mayLocateUnasked()) run.locate();
  }, [platform, run]);
  useEffect(() => {
    void warm();
    return () => run.rest();
  }, [warm, run]);
}
