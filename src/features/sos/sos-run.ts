import type { NewSos, SosUpdate, SosView } from '#contract/sos.ts';
import { cancelSos, type SosAccess, sendSos } from '../../api/sos.ts';
import { randomId } from '../../lib/random-id.ts';
import type { Platform } from '../../platform/platform.ts';
import { followAlert } from './alert-following.ts';
import { placeOfFix } from './fixes.rules.ts';
import { type KeptAlert, keepAlert, readAlert } from './kept-alert.ts';
import { forgetKeptWords } from './kept-words.ts';
import { createPlaceSearch } from './place-search.ts';
import { type PositionSending, sendPositions } from './position-sending.ts';
import { isRefusal } from './refusal.rules.ts';
import { type SosDraft, type SosState, viewOfReceipt } from './sos-state.ts';
import { createUpdateSending } from './update-sending.ts';

/** Under the 2 s within which an alert has left; long enough to press "Hủy". */
const windowMs = 1_700;
const retryMsMin = 1_000;
const retryMsMax = 8_000;
/** Somebody who opens the app later than this may be safe by now: then the person decides. */
const resumeAgeMsMax = 15 * 60_000;

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
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  let stopFollowing: () => void = () => undefined;
  let positions: PositionSending | null = null;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const setState = (next: SosState) => {
    state = next;
    tell();
  };

  const place = createPlaceSearch(platform, { onChange: tell, onFix: (fix) => positions?.add(fix) });
  const stopPositions = () => {
    place.stop();
    positions?.stop();
    positions = null;
  };

  const updates = createUpdateSending({
    waiting() {
      const access = state.kind === 'open' ? accessOf(state.alert) : null;
      return state.kind === 'open' && access && state.alert.update
        ? { access, update: state.alert.update }
        : null;
    },
    onRemark(remark) {
      if (state.kind === 'open') setState({ ...state, remark });
    },
    onSettled(key, remark, view) {
      if (state.kind !== 'open') return;
      const alert = state.alert.update?.key === key ? { ...state.alert, update: null } : state.alert;
      keepAlert(alert);
      setState({ ...state, alert, remark });
      if (view) show(view);
    },
  });

  // Leaving

  const leave = (draft: SosDraft) => {
    clearTimeout(timer);
    const alert: KeptAlert = {
      key: randomId(),
      body: { unitId: draft.unitId, place: placeOfFix(place.best()), situation: draft.situation },
      leftAt: new Date().toISOString(),
      sent: null,
      update: null,
    };
    keepAlert(alert);
    depart(alert);
  };

  const depart = (alert: KeptAlert) => {
    setState({ kind: 'leaving', alert, failures: 0 });
    place.start();
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
    const failures = state.failures + 1;
    const alert = { ...state.alert, body: isRefusal(answer.problem) ? bareBody(body) : body };
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
    const best = place.best();
    if (best) positions.add(best);
    place.start();
    stopFollowing();
    stopFollowing = followAlert(access, { onView: show, onLost: lose, onUnknown: () => end(view, true) });
    void updates.send();
  };

  const show = (view: SosView) => {
    if (state.kind !== 'open' || view.version < state.view.version) return;
    if (view.status === 'closed' || view.status === 'cancelled') return end(view, false);
    setState({ ...state, view, isLost: false, seenAt: new Date().toISOString() });
    if (!view.can.sendPositions) stopPositions();
  };

  const lose = () => {
    if (state.kind === 'open' && !state.isLost) setState({ ...state, isLost: true });
  };

  /** Nothing of it stays on the phone. */
  const end = (view: SosView, isUnknown: boolean) => {
    stopFollowing();
    stopPositions();
    keepAlert(null);
    forgetKeptWords();
    setState({ kind: 'over', view, isUnknown });
  };

  /** Takes up what lies on the phone: from before a reload, or of another window of the app. */
  const resume = (): boolean => {
    const alert = readAlert();
    if (!alert) return false;
    if (alert.sent) open(alert, viewOfReceipt(alert.sent, alert));
    else if (Date.now() - Date.parse(alert.leftAt) > resumeAgeMsMax) setState({ kind: 'unsent', alert });
    else depart(alert);
    return true;
  };

  const giveUp = () => {
    clearTimeout(timer);
    stopPositions();
    keepAlert(null);
    setState({ kind: 'ready', isTakenBack: false });
  };

  window.addEventListener('online', () => void attempt());
  resume();

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    place: place.state,

    /** Begins to look where the phone is. Before an alert only where nobody is asked, or at a press for it. */
    locate: place.start,
    /** Nobody needs the position any more: the screen closes and nothing is under way. */
    rest() {
      if (state.kind === 'ready' || state.kind === 'over' || state.kind === 'unsent') stopPositions();
    },

    /** The button was let go after it was held long enough. One phone has one alert: one that is under way already is shown instead. */
    release(draft: SosDraft) {
      if (state.kind !== 'ready' && state.kind !== 'over') return;
      if (resume()) return;
      setState({ kind: 'window', draft, leavesAtMs: Date.now() + windowMs });
      timer = setTimeout(() => leave(draft), windowMs);
      place.start();
    },
    /** Within the window: at once. */
    leaveNow() {
      if (state.kind === 'window') leave(state.draft);
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
      if (state.kind === 'leaving' || state.kind === 'unsent') giveUp();
    },
    sendAgain() {
      if (state.kind === 'unsent') depart(state.alert);
    },

    /** Adds to an alert that is on its way or there; what was added before and has not arrived goes with it. */
    add(words: SosUpdate) {
      if (state.kind !== 'leaving' && state.kind !== 'open') return;
      const update = { key: randomId(), words: { ...state.alert.update?.words, ...words } };
      const alert: KeptAlert = { ...state.alert, update };
      keepAlert(alert);
      setState({ ...state, alert });
      void updates.send();
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

/**
 * What the server will not take is never a reason not to be heard: a refusal stores nothing, so that the alert may go without it under
 * the same key.
 */
const bareBody = ({ unitId }: NewSos): NewSos => ({ unitId: unitId ?? null });

const accessOf = ({ sent }: KeptAlert): SosAccess | null => sent && { id: sent.id, receipt: sent.receipt };
