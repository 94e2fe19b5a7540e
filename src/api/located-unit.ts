import type { Location } from '#contract/portal.ts';
import type { Platform } from '../platform/platform.ts';
import { type LocatedPoint, locateUnit } from './units.ts';

/** What came of asking "where am I, and whose ground is it?". */
export type LocatedUnit =
  | { kind: 'declined' }
  | { kind: 'unavailable' }
  /** The phone told, our server did not answer. */
  | { kind: 'unreached'; point: LocatedPoint }
  | { kind: 'located'; point: LocatedPoint; location: Location };

/** Asks the phone for its position and our server whose ground that is. */
export async function locateMyUnit(platform: Platform): Promise<LocatedUnit> {
  const outcome = await platform.locate();
  if (outcome.kind !== 'ok') return { kind: outcome.kind };
  const { lat, lng, accuracyM } = outcome.value;
  const point = { lat, lng, accuracyM };
  const answer = await locateUnit(point);
  return answer.ok ? { kind: 'located', point, location: answer.value } : { kind: 'unreached', point };
}
