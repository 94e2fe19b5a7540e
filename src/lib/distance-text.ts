import { numberLocale } from './language.ts';

/** A distance as one says it: "15 m", "1,2 km". Never more exact than it is known. */
export function distanceText(metres: number): string {
  if (metres < 10) return `${Math.max(1, Math.round(metres))} m`;
  if (metres < 1000) return `${Math.round(metres / 5) * 5} m`;
  return `${(Math.round(metres / 100) / 10).toLocaleString(numberLocale())} km`;
}
