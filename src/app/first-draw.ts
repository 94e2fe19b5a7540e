import { openPortalAtom, portalAtom } from '../api/portal.ts';
import type { createStore } from '../lib/store.ts';
import { stillMark } from './still-home.ts';

/** From the scripts' arrival. What has not come by then is a poor line or none, and home says so. */
const portalWaitMs = 600;

/**
 * Where home is drawn already (scripts/first-screen.ts), which is read and used meanwhile, home is drawn anew together with
 * what the place says: that was asked for with the page. So nothing moves under a finger a moment later.
 */
export async function untilHomeIsWhole(
  element: HTMLElement,
  store: ReturnType<typeof createStore>,
): Promise<void> {
  const isHomeThere = element.dataset.still === stillMark;
  if (isHomeThere && !store.get(portalAtom)) {
    await Promise.race([
      store.set(openPortalAtom),
      new Promise((resolve) => setTimeout(resolve, portalWaitMs)),
    ]);
  }
  // From here on its buttons do something.
  delete element.dataset.still;
}
