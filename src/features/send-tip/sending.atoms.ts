import type { Portal } from '#contract/portal.ts';
import type { NewTip, TipReceipt } from '#contract/tips.ts';
import { portalAtom, refreshPortalAtom } from '../../api/portal.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { asCitizen } from '../../api/session.ts';
import { sendTip } from '../../api/tips.ts';
import { locateUnit } from '../../api/units.ts';
import { randomId } from '../../lib/random-id.ts';
import { runAlone } from '../../lib/run-alone.ts';
import { atom, type Getter, type Setter } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { tipText } from '../../text/vi-tip.ts';
import {
  discardDraftAtom,
  draftAtom,
  findDraft,
  keptDraftsAtom,
  noteOnDraftAtom,
  photosAtom,
  removePhotoAtom,
  rereadDraftAtom,
  resendPhotosAtom,
  restorePhotosAtom,
  settlePhotosAtom,
} from './draft.atoms.ts';
import { pointFinding, receivingUnit } from './receiving-unit.rules.ts';
import {
  type AfterAttempt,
  afterAttempt,
  attemptLimits,
  isTransient,
  provesNothingStored,
} from './sending.rules.ts';
import { keepSentTipAtom } from './sent-tip.ts';
import { type TipStep, toNewTip } from './tip-draft.rules.ts';
import type { TipDraft } from './tip-draft.ts';

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
  /** Kept on the phone until there is a line. `problem`: what stood in the way; null when that was in an earlier life of the app. */
  | { kind: 'waiting'; problem: ApiProblem | null }
  | { kind: 'conflict' }
  | { kind: 'consent-changed' }
  /** The point has been looked up only now and leads to another unit than the one shown. */
  | { kind: 'unit-changed' }
  | { kind: 'fix'; step: TipStep }
  | { kind: 'failed'; problem: ApiProblem };

const idle: SendingState = { kind: 'idle' };
const statesAtom = atom<Record<string, SendingState>>({});
/** Aborted by every start and stop of the same draft: an older run sees that it is no longer wanted. */
const runsAtom = atom<Record<string, AbortController>>({});
const sentHereAtom = atom<string | null>(null);

/** How sending of the open draft stands. */
export const sendingAtom = atom((get): SendingState => {
  const draft = get(draftAtom);
  return get(statesAtom)[draft.id] ?? (draft.outgoing ? { kind: 'waiting', problem: null } : idle);
});

/** The key of the open draft that was sent last: whoever is on its screens is to see the codes. */
export const sentTipKeyAtom = atom((get) => get(sentHereAtom));

const busyKinds: SendingState['kind'][] = [
  'waiting-photos',
  'sending',
  'proving',
  'renewing-photos',
  'paused',
];
const isBusy = ({ kind }: SendingState): boolean => busyKinds.includes(kind);
export const isSendingAtom = atom((get) => isBusy(get(sendingAtom)));

function sayOf(get: Getter, set: Setter, id: string, state: SendingState): void {
  set(statesAtom, { ...get(statesAtom), [id]: state });
}

/** Not sent by itself any more; an attempt that is on its way may still arrive, and the key makes that harmless. */
export const cancelSendingAtom = atom(null, (get, set, id: string) => {
  get(runsAtom)[id]?.abort();
  sayOf(get, set, id, idle);
  set(noteOnDraftAtom, id, { outgoing: null });
});

/** As `cancelSending`, for the open draft. */
export const stopSendingAtom = atom(null, (get, set) => set(cancelSendingAtom, get(draftAtom).id));

type Run = {
  get: Getter;
  set: Setter;
  id: string;
  portal: Portal;
  /** The draft as long as it is to be sent. */
  draft: () => TipDraft | undefined;
  signal: AbortSignal;
  say: (state: SendingState) => void;
};

function startRun(get: Getter, set: Setter, id: string, portal: Portal): Run {
  get(runsAtom)[id]?.abort();
  const controller = new AbortController();
  set(runsAtom, { ...get(runsAtom), [id]: controller });
  const { signal } = controller;
  const draft = () => {
    const found = signal.aborted ? undefined : findDraft(get, id);
    return found?.outgoing ? found : undefined;
  };
  return {
    get,
    set,
    id,
    portal,
    draft,
    signal,
    say: (state) => !signal.aborted && sayOf(get, set, id, state),
  };
}

/**
 * Sends the open draft under its key until the server has it or a person is needed. From now on it is the app's business: where there
 * is no line it waits on the phone, also with the app closed.
 */
export const sendDraftAtom = atom(null, async (get, set, portal: Portal) => {
  if (get(isSendingAtom)) return;
  const draft = get(draftAtom);
  const outgoing = draft.outgoing ?? { since: new Date().toISOString(), tip: toNewTip(draft, portal) };
  set(noteOnDraftAtom, draft.id, { outgoing, remarks: {}, needsLook: false });
  await set(deliverAtom, draft.id, portal);
});

/** Sends what waits, the oldest first; does nothing while the portal is not known. */
export const sendWaitingAtom = atom(null, async (get, set) => {
  const portal = get(portalAtom);
  const waiting = get(keptDraftsAtom)
    .filter(({ outgoing }) => outgoing !== null)
    .sort((one, other) => (one.outgoing?.since ?? '').localeCompare(other.outgoing?.since ?? ''));
  if (!portal) return;
  for (const { id } of waiting) await set(deliverAtom, id, portal);
});

const deliverAtom = atom(null, async (get, set, id: string, portal: Portal) => {
  if (isBusy(get(statesAtom)[id] ?? idle)) return;
  const run = startRun(get, set, id, portal);
  run.say({ kind: 'sending' });
  const isDoneHere = await runAlone(`send:${id}`, async () => {
    // Another window of the app may have sent or changed it.
    set(rereadDraftAtom, id);
    if (!run.draft()) return run.say(idle);
    set(restorePhotosAtom, id);
    if (!(await photosAreThere(run, { kind: 'waiting-photos' }))) return;
    if (!(await unitIsSettled(run))) return;
    await attemptUntilSettled(run);
  });
  // The person has changed the draft meanwhile: nothing of it is on its way any more.
  if (isBusy(get(statesAtom)[id] ?? idle)) run.say(idle);
  if (!isDoneHere) run.say({ kind: 'waiting', problem: null });
});

/** The person would rather send without the photos that have not arrived. */
export const sendWithoutMissingPhotosAtom = atom(null, async (get, set, portal: Portal) => {
  set(stopSendingAtom);
  for (const { id, photoId } of get(draftAtom).photos) if (photoId === null) set(removePhotoAtom, id);
  await set(sendDraftAtom, portal);
});

const missingPhotos = (draft: TipDraft | undefined): string[] =>
  (draft?.photos ?? []).filter(({ photoId }) => photoId === null).map(({ id }) => id);

/** What the photos failed of, where waiting mends that: all of them failed of the line or the server. */
function transientPhotoProblem({ get }: Run, ids: readonly string[]): ApiProblem | undefined {
  const problems = ids.map((id) => {
    const state = get(photosAtom)[id]?.state;
    return state?.kind === 'failed' && isTransient(state.problem) ? state.problem : undefined;
  });
  return problems.every((problem) => problem !== undefined) ? problems[0] : undefined;
}

async function photosAreThere(run: Run, waiting: SendingState): Promise<boolean> {
  const { get, set, id, draft, say } = run;
  const missing = missingPhotos(draft());
  if (missing.length > 0) {
    const failed = missing.filter((photo) => get(photosAtom)[photo]?.state.kind === 'failed');
    if (transientPhotoProblem(run, failed)) set(resendPhotosAtom, id, failed);
    say(waiting);
    await set(settlePhotosAtom, id);
  }
  if (!draft()) return false;
  const stillMissing = missingPhotos(draft());
  if (stillMissing.length === 0) return true;
  const problem = transientPhotoProblem(run, stillMissing);
  if (problem) say({ kind: 'waiting', problem });
  else handBack(run, { kind: 'photos-failed' });
  return false;
}

/** A point taken without a line has no unit yet; the server would decide by it, so the person must see that first. */
async function unitIsSettled(run: Run): Promise<boolean> {
  const { set, id, portal, say } = run;
  const draft = run.draft();
  if (!draft) return false;
  if (draft.isNowhere || !draft.point || pointFinding(draft).kind !== 'unreached') return true;
  say({ kind: 'sending' });
  const result = await locateUnit(draft.point);
  if (!run.draft()) return false;
  if (!result.ok) {
    if (isTransient(result.problem)) say({ kind: 'waiting', problem: result.problem });
    else handBack(run, { kind: 'failed', problem: result.problem });
    return false;
  }
  const located = { ...draft, location: result.value };
  set(noteOnDraftAtom, id, { location: result.value });
  if (receivingUnit(located, portal)?.id === receivingUnit(draft, portal)?.id) return true;
  handBack(run, { kind: 'unit-changed' });
  return false;
}

async function attemptUntilSettled(run: Run): Promise<void> {
  let renewals = 0;
  let pauses = 0;
  for (let draft = run.draft(); draft; draft = run.draft()) {
    const after = await attempt(run, draft);
    if (after.kind === 'renew-photos' && renewals < attemptLimits.photoRenewalsMax) {
      renewals += 1;
      run.set(
        resendPhotosAtom,
        run.id,
        draft.photos.map(({ id }) => id),
      );
      if (!(await photosAreThere(run, { kind: 'renewing-photos' }))) return;
    } else if (after.kind === 'pause' && pauses < attemptLimits.pausesMax) {
      pauses += 1;
      run.say({ kind: 'paused', until: Date.now() + after.waitMs });
      await new Promise((resolve) => setTimeout(resolve, after.waitMs));
    } else if (draft.outgoing && isOfWrongClock(after, draft)) {
      const { happenedAt: _, ...tip } = draft.outgoing.tip;
      run.set(noteOnDraftAtom, run.id, { outgoing: { ...draft.outgoing, tip } });
    } else {
      conclude(run, after);
      return;
    }
  }
}

/** “Vừa xảy ra” by a clock that is ahead: no fault of the tip, and when it came the server knows best. */
const isOfWrongClock = (after: Attempt, { time, outgoing }: TipDraft): boolean =>
  after.kind === 'fix' &&
  Object.keys(after.issues).join() === 'time' &&
  time?.kind === 'now' &&
  outgoing?.tip.happenedAt !== undefined;

type Attempt = AfterAttempt & { problem?: ApiProblem };

async function attempt(run: Run, draft: TipDraft): Promise<Attempt> {
  const { set, id, say } = run;
  if (!draft.outgoing) throw new Error('A draft was to be sent that nobody has sent off.');
  const tip = { ...draft.outgoing.tip, photoIds: draft.photos.flatMap(({ photoId }) => photoId ?? []) };
  // Written down before it leaves: if the answer is lost, this may be what the server has.
  set(noteOnDraftAtom, id, { attempted: withAttempt(draft.attempted, tip) });
  say({ kind: 'sending' });
  const result = await sendAs(run, draft, tip);
  if (provesNothingStored(result)) set(noteOnDraftAtom, id, { attempted: [] });
  const after = afterAttempt(result);
  if (after.kind === 'sent') keepSent(run, draft, tip, after.receipt);
  return result.ok ? after : { ...after, problem: result.problem };
}

/** Only who wants the tip among their own shows who they are; an anonymous tip carries no credential (promise 7). */
function sendAs(
  { get, signal, say }: Run,
  { key, identity }: TipDraft,
  tip: NewTip,
): Promise<ApiResult<TipReceipt>> {
  const proving = { signal, onProving: () => say({ kind: 'proving' }) };
  if (identity !== 'account') return sendTip(tip, key, proving);
  return asCitizen(get(platformAtom), (sender) => sendTip(tip, key, proving, sender));
}

/** The tip is there. What the person has changed while it was on its way stays, as a draft of its own. */
function keepSent({ get, set, id }: Run, sent: TipDraft, tip: NewTip, receipt: TipReceipt): void {
  set(keepSentTipAtom, receipt, { key: sent.key, tip, isOfAccount: sent.identity === 'account' });
  if (get(draftAtom).id === id) set(sentHereAtom, sent.key);
  const now = findDraft(get, id);
  if (now && now.changedAt > sent.changedAt) {
    set(noteOnDraftAtom, id, { key: randomId(), attempted: [], outgoing: null });
  } else {
    set(discardDraftAtom, id);
  }
}

/** Different bodies tried under one key, oldest first. */
const attemptedMax = 5;

function withAttempt(attempted: readonly NewTip[], tip: NewTip): NewTip[] {
  const isKnown = attempted.some((earlier) => JSON.stringify(earlier) === JSON.stringify(tip));
  return isKnown ? [...attempted] : [...attempted, tip].slice(-attemptedMax);
}

/** The person is needed: what was to be sent is a draft again, with what is wrong beside it. */
function handBack(run: Run, state: SendingState, remarks: TipDraft['remarks'] = {}): void {
  if (run.signal.aborted) return;
  run.set(noteOnDraftAtom, run.id, { outgoing: null, needsLook: true, remarks });
  run.say(state);
}

function conclude(run: Run, after: Attempt): void {
  const { get, set, id } = run;
  switch (after.kind) {
    case 'sent':
      sayOf(get, set, id, idle);
      return;
    case 'wait':
    case 'pause':
      if (run.draft()) run.say({ kind: 'waiting', problem: after.problem });
      return;
    case 'fix':
      handBack(run, { kind: 'fix', step: after.step }, after.issues);
      return;
    case 'not-signed-in':
      set(noteOnDraftAtom, id, { hasSignedIn: false });
      handBack(run, { kind: 'fix', step: 'nguoi-gui' }, { identity: tipText.sender.errorSignInLost });
      return;
    case 'consent-changed':
      void set(refreshPortalAtom);
      handBack(run, { kind: 'consent-changed' });
      return;
    case 'conflict':
      handBack(run, { kind: 'conflict' });
      return;
    default:
      handBack(run, {
        kind: 'failed',
        problem: after.problem ?? { kind: 'unexpected', status: 0, requestId: null, retryAfterMs: null },
      });
  }
}

/** After a conflict: the codes of what has arrived, by sending again what was tried, oldest first. */
export const recoverAttemptedAtom = atom(null, async (get, set, portal: Portal) => {
  const draft = get(draftAtom);
  const run = startRun(get, set, draft.id, portal);
  for (const tip of draft.attempted) {
    run.say({ kind: 'sending' });
    const result = await sendAs(run, draft, tip);
    if (result.ok) {
      keepSent(run, draft, tip, result.value);
      sayOf(get, set, draft.id, idle);
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
export const sendAsNewTipAtom = atom(null, async (get, set, portal: Portal) => {
  set(stopSendingAtom);
  set(noteOnDraftAtom, get(draftAtom).id, { key: randomId(), attempted: [] });
  await set(sendDraftAtom, portal);
});
