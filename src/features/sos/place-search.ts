import type { Outcome, Platform, Position } from '../../platform/platform.ts';
import { bestFix } from './fixes.rules.ts';
import type { SosPlaceState } from './sos-state.ts';

/** The best of these is sent; more say nothing new. */
const fixesKeptMax = 20;

/** Where the phone is, followed from when it is first asked until nobody needs it. `onChange` hears of everything, `onFix` of every fix. */
export function createPlaceSearch(
  platform: Pick<Platform, 'followPosition'>,
  listeners: { onChange(): void; onFix(fix: Position): void },
) {
  let place: SosPlaceState = { search: 'off', best: null };
  let fixes: Position[] = [];
  let stopFollowing: (() => void) | null = null;

  const set = (next: SosPlaceState) => {
    place = next;
    listeners.onChange();
  };
  const take = (answer: Outcome<Position>) => {
    if (answer.kind === 'ok') {
      fixes = [...fixes, answer.value].slice(-fixesKeptMax);
      listeners.onFix(answer.value);
      return set({ search: 'found', best: bestFix(fixes, new Date()) });
    }
    if (answer.kind === 'declined') {
      stopFollowing = null;
      return set({ ...place, search: 'declined' });
    }
    // A fix that was found is not lost because the next one takes its time.
    if (place.best === null) set({ ...place, search: 'unavailable' });
  };

  return {
    state: () => place,
    /** What would be sent now; null: nothing is known, or it is too old. */
    best: () => bestFix(fixes, new Date()),

    start(): void {
      if (stopFollowing) return;
      set({ ...place, search: place.best ? 'found' : 'asking' });
      let isOver = false;
      const stop = platform.followPosition((answer) => {
        if (!isOver) take(answer);
      });
      // A platform may have answered before it said how to stop it.
      if (place.search === 'declined') return;
      stopFollowing = () => {
        isOver = true;
        stop();
      };
    },
    stop(): void {
      stopFollowing?.();
      stopFollowing = null;
    },
  };
}
