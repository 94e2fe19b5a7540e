import type { NewSos, SosUpdate, SosView } from '#contract/sos.ts';
import { cancelSos, type SosAccess, sendSos, updateSos } from '../../api/sos.ts';
import { randomId } from '../../lib/random-id.ts';
import type { Outcome, Platform, Position } from '../../platform/platform.ts';
import { followAlert } from './alert-following.ts';
import { bestFix, placeOfFix } from './fixes.rules.ts';
import { type KeptAlert, keepAlert, readAlert } from './kept-alert.ts';
import { type PositionSending, sendPositions } from './position-sending.ts';
import { type SosDraft, type SosPlaceState, type SosState, viewOfReceipt } from './sos-state.ts';

/** Under the 2 s within which an alert has left; long enough to press "Hủy". */
const windowMs = 1_700;
const retryMsMin = 1_000;
const retryMsMax = 8_000;
/** Somebody who opens the app later than this may be safe by now: then the person decides. */
const resumeAgeMsMax = 15 * 60_000;
/** The best of these is sent; more say nothing new. */
const fixesKeptMax = 20;

export type SosRun = ReturnType<typeof createSosRun>;

const runs = new WeakMap<Platform, SosRun>();

/** The one run of this page: it goes on whatever screen is shown. */
export function sosRunOf(platform: Platform): SosRun {
  const known = runs.get(platform);
  if (known) return known;
  const run = createSosRun(platform);
  runs.set(platform, run);
  return run;
}

/**
 * Carries an alert from the released button to its end: the window in which it can be taken back, sending under one key until there is
 * an answer, then its state, the positions and what is added. Begins with what an earlier page has left on the phone.
 */
function createSosRun(platform: Pick<Platform, 'followPosition'>) {
  const listeners = new Set<() => void>();
  let state: SosState = { kind: 'ready', isTakenBack: false };
  let place: SosPlaceState = { search: 'off', best: null };
  let fixes: Position[] = [];
  let draft: SosDraft = { unitId: null, situation: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopLocating: (() => void) | null = null;
  let stopFollowing: (() => void) | null = null;
  let positions: PositionSending | null = null;
  let isAsking = false;
  let isUpdating = false;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const setState = (next: SosState) => {
    state = next;
    tell();
  };

  // Where the phone is

  const onPosition = (answer: Outcome<Position>) => {
    if (answer.kind === 'ok') {
      fixes = [...fixes, answer.value].slice(-fixesKeptMax);
      place = { search: 'found', best: bestFix(fixes, new Date()) };
      positions?.add(answer.value);
    } else if (answer.kind === 'declined') {
      stopLocating = null;
      place = { ...place, search: 'declined' };
    } else if (place.best === null) {
      place = { ...place, search: 'unavailable' };
    }
    tell();
  };

  const locate = () => {
    if (stopLocating) return;
    place = { ...place, search: place.best ? 'found' : 'asking' };
    tell();
    let isOver = false;
    const stop = platform.followPosition((answer) => {
      if (!isOver) onPosition(answer);
    });
    // A platform may answer before it has said how to stop it.
    if (place.search !== 'declined') {
      stopLocating = () => {
        isOver = true;
        stop();
      };
    }
  };

  const stopPositions = () => {
    stopLocating?.();
    stopLocating = null;
    positions?.stop();
    positions = null;
  };

  // Leaving

  const leave = () => {
    clearTimeout(timer);
    const best = bestFix(fixes, new Date());
    const body: NewSos = {
      unitId: draft.unitId,
      place: placeOfFix(best),
      situation: draft.situation,
    };
    const alert: KeptAlert = {
      key: randomId(),
      body,
      leftAt: new Date().toISOString(),
      sent: null,
      update: null,
    };
    keepAlert(alert);
    setState({ kind: 'leaving', alert, failures: 0 });
    void attempt();
  };

  const attempt = async () => {
    clearTimeout(timer);
    if (state.kind !== 'leaving' || isAsking) return;
    isAsking = true;
    const { key, body } = state.alert;
    const answer = await sendSos(body, key);
    isAsking = false;
    if (state.kind !== 'leaving' || state.alert.key !== key) return;
    if (answer.ok) {
      const alert = { ...state.alert, sent: answer.value };
      keepAlert(alert);
      return open(alert, viewOfReceipt(answer.value, alert));
    }
    const { problem } = answer;
    const failures = state.failures + 1;
    // What the server will not take is never a reason not to be heard: a refusal stores nothing, so the bare alert may have its key.
    const isRefused = problem.kind === 'refused' && problem.status < 500 && problem.status !== 429;
    const alert = isRefused ? { ...state.alert, body: { unitId: body.unitId ?? null } } : state.alert;
    keepAlert(alert);
    setState({ kind: 'leaving', alert, failures });
    timer = setTimeout(() => void attempt(), Math.min(retryMsMin * 2 ** (failures - 1), retryMsMax));
  };

  // Open

  const open = (alert: KeptAlert, view: SosView) => {
    const access = accessOf(alert);
    if (!access) return;
    setState({ kind: 'open', alert, view, isLost: false, seenAt: new Date().toISOString(), remark: null });
    positions = sendPositions(access, stopPositions);
    const best = bestFix(fixes, new Date());
    if (best) positions.add(best);
    locate();
    stopFollowing?.();
    stopFollowing = followAlert(access, { onView: show, onLost: lose, onUnknown: () => end(view, true) });
    void sendUpdate();
  };

  const show = (view: SosView) => {
    if (state.kind !== 'open' || view.version < state.view.version) return;
    if (view.status === 'closed' || view.status === 'cancelled') return end(view, false);
    setState({ ...state, view, isLost: false, seenAt: new Date().toISOString() });
    if (!view.can.sendPositions) stopPositions();
    void sendUpdate();
  };

  const lose = () => {
    if (state.kind === 'open' && !state.isLost) setState({ ...state, isLost: true });
  };

  /** Nothing of it stays on the phone. */
  const end = (view: SosView, isUnknown: boolean) => {
    stopFollowing?.();
    stopFollowing = null;
    stopPositions();
    keepAlert(null);
    setState({ kind: 'over', view, isUnknown });
  };

  const sendUpdate = async () => {
    if (state.kind !== 'open' || !state.alert.update || isUpdating) return;
    const access = accessOf(state.alert);
    const { update } = state.alert;
    if (!access) return;
    isUpdating = true;
    setState({ ...state, remark: { kind: 'adding' } });
    const answer = await updateSos(access, update.words, update.key);
    isUpdating = false;
    if (state.kind !== 'open') return;
    const isRefused =
      !answer.ok &&
      answer.problem.kind === 'refused' &&
      answer.problem.status < 500 &&
      answer.problem.status !== 429;
    if (!answer.ok && !isRefused) {
      setState({ ...state, remark: { kind: 'adding-waits' } });
      setTimeout(() => void sendUpdate(), retryMsMax);
      return;
    }
    // What was added in the meantime has a key of its own and goes next.
    const isNewest = state.alert.update?.key === update.key;
    const alert = isNewest ? { ...state.alert, update: null } : state.alert;
    keepAlert(alert);
    const reason = !answer.ok && answer.problem.kind === 'refused' ? answer.problem.title : '';
    setState({ ...state, alert, remark: answer.ok ? { kind: 'added' } : { kind: 'adding-refused', reason } });
    if (answer.ok) show(answer.value);
    else void sendUpdate();
  };

  const begin = () => {
    const alert = readAlert();
    if (!alert) return;
    if (alert.sent) return open(alert, viewOfReceipt(alert.sent, alert));
    if (Date.now() - Date.parse(alert.leftAt) > resumeAgeMsMax) return setState({ kind: 'unsent', alert });
    setState({ kind: 'leaving', alert, failures: 0 });
    locate();
    void attempt();
  };

  window.addEventListener('online', () => void attempt());
  begin();

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    place: () => place,

    /** Begins to look where the phone is. Before an alert only where nobody is asked, or at a press for it. */
    locate,
    /** Nobody needs the position any more: the screen closes and nothing is under way. */
    rest() {
      if (state.kind === 'ready' || state.kind === 'over' || state.kind === 'unsent') stopPositions();
    },

    /** The button was let go after it was held long enough. */
    release(chosen: SosDraft) {
      if (state.kind !== 'ready' && state.kind !== 'over') return;
      draft = chosen;
      setState({ kind: 'window', leavesAtMs: Date.now() + windowMs });
      timer = setTimeout(leave, windowMs);
      locate();
    },
    /** Within the window: at once. */
    leaveNow() {
      if (state.kind === 'window') leave();
      else void attempt();
    },
    /** Within the window: nothing of it leaves. */
    takeBack() {
      if (state.kind !== 'window') return;
      clearTimeout(timer);
      stopPositions();
      setState({ kind: 'ready', isTakenBack: true });
    },
    /** An alert that has not left is given up, or one that waits from an earlier time. */
    giveUp() {
      if (state.kind !== 'leaving' && state.kind !== 'unsent') return;
      clearTimeout(timer);
      stopPositions();
      keepAlert(null);
      setState({ kind: 'ready', isTakenBack: false });
    },
    sendAgain() {
      if (state.kind !== 'unsent') return;
      setState({ kind: 'leaving', alert: state.alert, failures: 0 });
      locate();
      void attempt();
    },

    /** Adds to an alert that is on its way or there; what was added before and has not arrived goes with it. */
    add(words: SosUpdate) {
      if (state.kind !== 'leaving' && state.kind !== 'open') return;
      const alert: KeptAlert = {
        ...state.alert,
        update: { key: randomId(), words: { ...state.alert.update?.words, ...words } },
      };
      keepAlert(alert);
      setState({ ...state, alert });
      void sendUpdate();
    },
    /** Takes a sent alert back; the officers are told. */
    async cancel() {
      const access = state.kind === 'open' ? accessOf(state.alert) : null;
      if (!access) return;
      const answer = await cancelSos(access);
      if (answer.ok) show(answer.value);
      else if (state.kind === 'open') setState({ ...state, remark: { kind: 'cancel-failed' } });
    },
    /** What is over has been read. */
    close() {
      if (state.kind === 'over') setState({ kind: 'ready', isTakenBack: false });
    },
  };
}

const accessOf = ({ sent }: KeptAlert): SosAccess | null => sent && { id: sent.id, receipt: sent.receipt };
