import type { SosView } from '#contract/sos.ts';
import { localName } from '../../text/content-words.ts';
import { sosText } from '../../text/vi-sos.ts';
import { clock } from './sms.rules.ts';
import type { SosState } from './sos-state.ts';

const words = sosText.status;

/** What the screen says of the alert: one sentence that is true, one that says what to do, and how it looks. */
export type StatusWords = {
  tone: 'alarm' | 'wait' | 'good' | 'calm';
  headline: string;
  detail: string | null;
};

/** Says never more than is known (promise 10). Null while there is nothing to tell. */
export function statusWords(state: SosState): StatusWords | null {
  switch (state.kind) {
    case 'ready':
    case 'window':
      return null;
    case 'leaving':
      return state.failures === 0
        ? { tone: 'wait', headline: words.leaving, detail: words.leavingDetail }
        : { tone: 'alarm', headline: words.failed, detail: words.failedDetail };
    case 'unsent':
      return {
        tone: 'alarm',
        headline: words.unsent(clock(state.alert.leftAt)),
        detail: words.unsentDetail,
      };
    case 'open':
      return openWords(state.view);
    case 'over':
      return state.isUnknown
        ? { tone: 'alarm', headline: words.unknown, detail: null }
        : overWords(state.view);
  }
}

function openWords(view: SosView): StatusWords {
  if (view.dispatchedAt !== null) {
    return {
      tone: 'good',
      headline: words.dispatched,
      detail: words.dispatchedDetail(clock(view.dispatchedAt)),
    };
  }
  if (view.acknowledgedAt !== null) {
    const unit = view.acknowledgedBy ?? view.unit;
    return {
      tone: 'good',
      headline: words.acknowledged(localName(unit.name), clock(view.acknowledgedAt)),
      detail: words.acknowledgedDetail,
    };
  }
  const [first] = view.forwardedTo;
  if (first) {
    return {
      tone: 'alarm',
      headline: words.forwarded(localName(first.unit.name), clock(first.at)),
      detail: null,
    };
  }
  return {
    tone: 'alarm',
    headline: words.stored(localName(view.unit.name)),
    detail: words.storedDetail(clock(view.createdAt)),
  };
}

function overWords(view: SosView): StatusWords {
  if (view.cancelledAt !== null) {
    return {
      tone: 'calm',
      headline: words.cancelled(clock(view.cancelledAt)),
      detail: words.cancelledDetail,
    };
  }
  return {
    tone: 'calm',
    headline: words.closed(clock(view.closedAt ?? view.createdAt)),
    detail: words.closedDetail[view.closeReason ?? 'resolved'],
  };
}

/** What has happened so far, the oldest first, beside what the headline says. */
export function historyWords(view: SosView): string[] {
  const reached = view.forwardedTo.map(({ unit, at }) => ({
    at,
    words: words.reached(localName(unit.name), clock(at)),
  }));
  const climbs = view.climbs.map(({ step, at }) => ({ at, words: words.at(words.climbed[step], clock(at)) }));
  const taken =
    view.acknowledgedAt === null
      ? []
      : [
          {
            at: view.acknowledgedAt,
            words: words.acknowledged((view.acknowledgedBy ?? view.unit).name, clock(view.acknowledgedAt)),
          },
        ];
  return [...reached, ...climbs, ...taken]
    .sort((one, other) => one.at.localeCompare(other.at))
    .map((event) => event.words);
}

/** Until when one may wait before the call fills the screen, as an instant; null: there is nothing to wait for. */
export function callFirstAt(state: SosState): number | null {
  if (state.kind === 'leaving') return state.failures > 0 ? 0 : null;
  if (state.kind === 'unsent') return 0;
  if (state.kind !== 'open' || state.view.acknowledgedAt !== null) return null;
  return Date.parse(state.view.acknowledgeBy);
}
