import type { NewSos, NewSosPositions } from '#contract/sos.ts';
import type { Position } from '../../platform/platform.ts';

/** Where the phone was longer ago says nothing of where the person is. */
const fixAgeMsMax = 10 * 60_000;
/** What a phone that does not tell its error is taken for: between satellites and cells. */
const unknownAccuracyMetres = 100;
/** A person on foot is that far from an old fix, each second (10 km/h, running). */
const walkMetresPerSecond = 2.8;

/** How far the person may be from the fix by now, in metres. */
function doubtOf(fix: Position, now: Date): number {
  const ageSeconds = Math.max(0, now.getTime() - Date.parse(fix.at)) / 1000;
  return (fix.accuracyM ?? unknownAccuracyMetres) + ageSeconds * walkMetresPerSecond;
}

/** The fix that says most about where the person is now; null when all are too old. */
export function bestFix(fixes: readonly Position[], now: Date): Position | null {
  const usable = fixes.filter((fix) => now.getTime() - Date.parse(fix.at) <= fixAgeMsMax);
  return usable.reduce<Position | null>(
    (best, fix) => (best === null || doubtOf(fix, now) < doubtOf(best, now) ? fix : best),
    null,
  );
}

/** As the contract wants it: whole metres, no null. */
const pointOf = ({ lat, lng, accuracyM, at }: Position) => ({
  lat,
  lng,
  at,
  ...(accuracyM === null ? {} : { accuracyM: Math.round(accuracyM) }),
});

export const placeOfFix = (fix: Position | null): NonNullable<NewSos['place']> | null =>
  fix === null ? null : pointOf(fix);

export const positionsOf = (fixes: readonly Position[]): NewSosPositions => ({ fixes: fixes.map(pointOf) });
