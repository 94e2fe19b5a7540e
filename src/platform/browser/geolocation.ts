import type { Outcome, Position } from '../platform.ts';
import { withTimeLimit } from '../time-limit.ts';

/** How long the satellites may take, and after them the rougher position by cells and wireless networks. */
const preciseFixMs = 10_000;
const roughFixMs = 8_000;
/** A position as old as this is still where the person stands. */
const fixAgeMsMax = 15_000;
/** The time-outs above start when the person has answered the browser's question; this one counts from the tap. */
const locateLimitMs = 60_000;

/** Asks the browser for the position: precise first, rougher when that takes too long. */
export function locateByBrowser(): Promise<Outcome<Position>> {
  // In an insecure page the browser answers "denied" without asking anybody.
  if (!window.isSecureContext || !navigator.geolocation) {
    return Promise.resolve({ kind: 'unavailable', reason: 'unsupported' });
  }
  return withTimeLimit(locateLimitMs, preciseThenRough());
}

async function preciseThenRough(): Promise<Outcome<Position>> {
  const precise = await ask({ enableHighAccuracy: true, timeout: preciseFixMs, maximumAge: fixAgeMsMax });
  if (precise.kind !== 'unavailable') return precise;
  return ask({ enableHighAccuracy: false, timeout: roughFixMs, maximumAge: fixAgeMsMax });
}

/** At once, and rough is good enough: a fix of the last minutes is where an alert begins. */
const firstFix: PositionOptions = { enableHighAccuracy: false, timeout: 5_000, maximumAge: 120_000 };
const followedFix: PositionOptions = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 };

/** See `Platform.followPosition`. */
export function followByBrowser(onAnswer: (answer: Outcome<Position>) => void): () => void {
  if (!window.isSecureContext || !navigator.geolocation) {
    onAnswer({ kind: 'unavailable', reason: 'unsupported' });
    return () => undefined;
  }
  let isStopped = false;
  const answer = (outcome: Outcome<Position>) => {
    if (isStopped) return;
    if (outcome.kind === 'declined') stop();
    onAnswer(outcome);
  };
  const found = (position: GeolocationPosition) => answer({ kind: 'ok', value: positionOf(position) });
  navigator.geolocation.getCurrentPosition(found, () => undefined, firstFix);
  const watch = navigator.geolocation.watchPosition(found, (error) => answer(outcomeOf(error)), followedFix);
  function stop() {
    isStopped = true;
    navigator.geolocation.clearWatch(watch);
  }
  return stop;
}

/** See `Platform.mayLocateUnasked`. Older web views cannot be asked what is permitted. */
export async function mayLocateUnasked(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted';
  } catch {
    return false;
  }
}

function positionOf({ coords, timestamp }: GeolocationPosition): Position {
  return {
    lat: coords.latitude,
    lng: coords.longitude,
    accuracyM: coords.accuracy,
    at: new Date(timestamp).toISOString(),
  };
}

function ask(options: PositionOptions): Promise<Outcome<Position>> {
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      (position) => resolve({ kind: 'ok', value: positionOf(position) }),
      (error) => resolve(outcomeOf(error)),
      options,
    );
  });
}

function outcomeOf(error: GeolocationPositionError): Outcome<Position> {
  switch (error.code) {
    case error.PERMISSION_DENIED:
      return { kind: 'declined' };
    case error.TIMEOUT:
      return { kind: 'unavailable', reason: 'timeout' };
    default:
      return { kind: 'unavailable', reason: 'failed' };
  }
}
