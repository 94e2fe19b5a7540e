import type { Portal } from '#contract/portal.ts';
import type { NewTip } from '#contract/tips.ts';
import { refreshPortalAtom } from '../../api/portal.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { sendTip } from '../../api/tips.ts';
import { locateUnit } from '../../api/units.ts';
import { randomId } from '../../lib/random-id.ts';
import { atom, type Getter, type Setter } from '../../lib/store.ts';
import {
  changeDraftAtom,
  discardDraftAtom,
  draftAtom,
  removePhotoAtom,
  resendPhotosAtom,
  serverRemarksAtom,
  settlePhotosAtom,
} from './draft.atoms.ts';
import { pointFinding, receivingUnit } from './receiving-unit.rules.ts';
import { type AfterAttempt, afterAttempt, attemptLimits, provesNothingStored } from './sending.rules.ts';
import { keepSentTipAtom } from './sent-tip.ts';
import { type TipStep, toNewTip } from './tip-draft.rules.ts';

/** Where sending stands, as the check screen tells it. */
export type SendingState =
  | { kind: 'idle' }
  | { kind: 'waiting-photos' }
  | { kind: 'photos-failed' }
  | { kind: 'sending' }
  /** The server asks the phone to work before it takes the tip; it is sent again by itself. */
  | { kind: 'proving' }
  | { kind: 'renewing-photos' }
  /** The server is busy; sent again at `until` (milliseconds since 1970). */
  | { kind: 'paused'; until: number }
  | { kind: 'conflict' }
  | { kind: 'consent-changed' }
  /** The point has been looked up only now and leads to another unit than the one shown. */
  | { kind: 'unit-changed' }
  | { kind: 'fix'; step: TipStep }
  | { kind: 'failed'; problem: ApiProblem };

const stateAtom = atom<SendingState>({ kind: 'idle' });
/** Aborted by every start and stop: an older run sees that it is no longer wanted. */
const runAtom = atom<AbortController | null>(null);

export const sendingAtom = atom((get) => get(stateAtom));

const busyKinds: SendingState['kind'][] = [
  'waiting-photos',
  'sending',
  'proving',
  'renewing-photos',
  'paused',
];
const isBusy = ({ kind }: SendingState): boolean => busyKinds.includes(kind);
export const isSendingAtom = atom((get) => isBusy(get(stateAtom)));

/** Stops waiting; an attempt that is on its way may still arrive, and the key makes that harmless. */
export const stopSendingAtom = atom(null, (get, set) => {
  get(runAtom)?.abort();
  set(stateAtom, { kind: 'idle' });
});

type Run = {
  get: Getter;
  set: Setter;
  portal: Portal;
  isWanted: () => boolean;
  signal: AbortSignal;
  say: (state: SendingState) => void;
};

function startRun(get: Getter, set: Setter, portal: Portal): Run {
  get(runAtom)?.abort();
  const controller = new AbortController();
  set(runAtom, controller);
  const { signal } = controller;
  const isWanted = () => !signal.aborted;
  return { get, set, portal, isWanted, signal, say: (state) => isWanted() && set(stateAtom, state) };
}

/** Sends the draft under its key until the server has it, a person is needed, or the limits are reached. */
export const sendDraftAtom = atom(null, async (get, set, portal: Portal) => {
  if (isBusy(get(stateAtom))) return;
  const run = startRun(get, set, portal);
  if (!(await photosAreThere(run, { kind: 'waiting-photos' }))) return;
  if (!(await unitIsSettled(run))) return;
  await attemptUntilSettled(run);
});

/** The person would rather send without the photos that have not arrived. */
export const sendWithoutMissingPhotosAtom = atom(null, async (get, set, portal: Portal) => {
  for (const { id, photoId } of get(draftAtom).photos) if (photoId === null) set(removePhotoAtom, id);
  set(stopSendingAtom);
  await set(sendDraftAtom, portal);
});

async function photosAreThere({ get, set, isWanted, say }: Run, waiting: SendingState): Promise<boolean> {
  const areAllThere = () => get(draftAtom).photos.every(({ photoId }) => photoId !== null);
  if (!areAllThere()) {
    say(waiting);
    await set(settlePhotosAtom);
  }
  if (!isWanted()) return false;
  if (areAllThere()) return true;
  say({ kind: 'photos-failed' });
  return false;
}

/** A point taken without a line has no unit yet; the server would decide by it, so the person must see that first. */
async function unitIsSettled({ get, set, portal, isWanted, say }: Run): Promise<boolean> {
  const draft = get(draftAtom);
  if (draft.isNowhere || !draft.point || pointFinding(draft).kind !== 'unreached') return true;
  say({ kind: 'sending' });
  const result = await locateUnit(draft.point);
  if (!isWanted()) return false;
  if (!result.ok) {
    say({ kind: 'failed', problem: result.problem });
    return false;
  }
  const shown = receivingUnit(draft, portal)?.id;
  set(changeDraftAtom, { location: result.value });
  if (receivingUnit(get(draftAtom), portal)?.id === shown) return true;
  say({ kind: 'unit-changed' });
  return false;
}

async function attemptUntilSettled(run: Run): Promise<void> {
  let renewals = 0;
  let pauses = 0;
  while (run.isWanted()) {
    const after = await attempt(run);
    if (after.kind === 'renew-photos' && renewals < attemptLimits.photoRenewalsMax) {
      renewals += 1;
      run.set(
        resendPhotosAtom,
        run.get(draftAtom).photos.map(({ id }) => id),
      );
      if (!(await photosAreThere(run, { kind: 'renewing-photos' }))) return;
    } else if (after.kind === 'pause' && pauses < attemptLimits.pausesMax) {
      pauses += 1;
      run.say({ kind: 'paused', until: Date.now() + after.waitMs });
      await new Promise((resolve) => setTimeout(resolve, after.waitMs));
    } else {
      conclude(run, after);
      return;
    }
  }
}

type Attempt = AfterAttempt & { problem?: ApiProblem };

async function attempt({ get, set, portal, signal, say }: Run): Promise<Attempt> {
  const draft = get(draftAtom);
  const tip = toNewTip(draft, portal);
  // Written down before it leaves: if the answer is lost, this may be what the server has.
  set(changeDraftAtom, { attempted: withAttempt(draft.attempted, tip) });
  say({ kind: 'sending' });
  const result = await sendTip(tip, draft.key, { signal, onProving: () => say({ kind: 'proving' }) });
  if (provesNothingStored(result)) set(changeDraftAtom, { attempted: [] });
  const after = afterAttempt(result);
  if (after.kind === 'sent') {
    set(keepSentTipAtom, after.receipt, { key: draft.key, tip });
    set(discardDraftAtom);
  }
  return result.ok ? after : { ...after, problem: result.problem };
}

/** Different bodies tried under one key, oldest first. */
const attemptedMax = 5;

function withAttempt(attempted: readonly NewTip[], tip: NewTip): NewTip[] {
  const isKnown = attempted.some((earlier) => JSON.stringify(earlier) === JSON.stringify(tip));
  return isKnown ? [...attempted] : [...attempted, tip].slice(-attemptedMax);
}

function conclude({ set, say }: Run, after: Attempt): void {
  switch (after.kind) {
    case 'sent':
      set(stateAtom, { kind: 'idle' });
      return;
    case 'fix':
      set(serverRemarksAtom, after.issues);
      say({ kind: 'fix', step: after.step });
      return;
    case 'consent-changed':
      void set(refreshPortalAtom);
      say({ kind: 'consent-changed' });
      return;
    case 'conflict':
      say({ kind: 'conflict' });
      return;
    default:
      say({
        kind: 'failed',
        problem: after.problem ?? { kind: 'unexpected', status: 0, requestId: null, retryAfterMs: null },
      });
  }
}

/** After a conflict: the codes of what has arrived, by sending again what was tried, oldest first. */
export const recoverAttemptedAtom = atom(null, async (get, set, portal: Portal) => {
  const { key, attempted } = get(draftAtom);
  const run = startRun(get, set, portal);
  for (const tip of attempted) {
    run.say({ kind: 'sending' });
    const result = await sendTip(tip, key, {
      signal: run.signal,
      onProving: () => run.say({ kind: 'proving' }),
    });
    if (result.ok) {
      set(keepSentTipAtom, result.value, { key, tip });
      set(discardDraftAtom);
      set(stateAtom, { kind: 'idle' });
      return;
    }
    if (afterAttempt(result).kind !== 'conflict') {
      run.say({ kind: 'failed', problem: result.problem });
      return;
    }
  }
  run.say({ kind: 'conflict' });
});

/** After a conflict: what stands there now is another tip, with a key of its own. */
export const sendAsNewTipAtom = atom(null, async (_get, set, portal: Portal) => {
  set(changeDraftAtom, { key: randomId(), attempted: [] });
  set(stopSendingAtom);
  await set(sendDraftAtom, portal);
});
