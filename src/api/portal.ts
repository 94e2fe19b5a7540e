import type { Portal } from '#contract/portal.ts';
import { keptText, type TextStore } from '../lib/kept-text.ts';
import { atom } from '../lib/store.ts';
import { localised } from '../text/content-words.ts';
import { requestJson } from './client.ts';
import { contentWordsAtom } from './language.atoms.ts';
import type { ApiProblem } from './problem.ts';

/** What the app knows of the place it serves. `stale` is what was seen last time, kept so that phone numbers show offline. */
export type PortalState =
  | { kind: 'loading' }
  | { kind: 'ready'; portal: Portal; stale: boolean }
  | { kind: 'failed'; problem: ApiProblem };

/** Raised when the shape of the snapshot changes: an older one is then not read. */
const snapshotKey = 'portal-2';

/** A snapshot is ours, but a phone's storage can be cut off in the middle. */
export function readPortalSnapshot(store: TextStore): Portal | undefined {
  const text = store.getItem(snapshotKey);
  if (!text) return undefined;
  try {
    const portal: Portal = JSON.parse(text);
    return Array.isArray(portal.units) && Array.isArray(portal.emergencyNumbers) ? portal : undefined;
  } catch {
    return undefined;
  }
}

/** What is shown before the network has answered. */
export function firstPortalState(store: TextStore): PortalState {
  const portal = readPortalSnapshot(store);
  return portal ? { kind: 'ready', portal, stale: true } : { kind: 'loading' };
}

const stateAtom = atom<PortalState>(firstPortalState(keptText));

/** The portal as it is known now, in the language of the screens. */
export const portalStateAtom = atom((get): PortalState => {
  get(contentWordsAtom);
  const state = get(stateAtom);
  return state.kind === 'ready' ? { ...state, portal: localised(state.portal) } : state;
});

/** The portal itself, undefined until something is known. */
export const portalAtom = atom((get) => {
  const state = get(portalStateAtom);
  return state.kind === 'ready' ? state.portal : undefined;
});

/** Asks the server anew; what was known stays on screen until and unless the answer is there. */
export const refreshPortalAtom = atom(null, async (get, set) => {
  if (get(stateAtom).kind === 'failed') set(stateAtom, { kind: 'loading' });
  const result = await requestJson<Portal>('/api/portal', { isPreloaded: true });
  if (result.ok) {
    keptText.setItem(snapshotKey, JSON.stringify(result.value));
    set(stateAtom, { kind: 'ready', portal: result.value, stale: false });
    return;
  }
  const known = get(stateAtom);
  set(
    stateAtom,
    known.kind === 'ready' ? { ...known, stale: true } : { kind: 'failed', problem: result.problem },
  );
});

const openingAtom = atom<Promise<void> | null>(null);

/** Asks once for each start of the app; settles with the first answer, for whoever asks. */
export const openPortalAtom = atom(null, (get, set) => {
  const opening = get(openingAtom) ?? set(refreshPortalAtom);
  set(openingAtom, opening);
  return opening;
});
