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

function ask(options: PositionOptions): Promise<Outcome<Position>> {
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        resolve({
          kind: 'ok',
          value: {
            lat: coords.latitude,
            lng: coords.longitude,
            accuracyM: coords.accuracy,
            at: new Date(timestamp).toISOString(),
          },
        }),
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
