import type { Location, UnitDetail } from '#contract/portal.ts';
import { apiUrl, requestJson } from './client.ts';
import type { ApiResult } from './problem.ts';

/** Degrees WGS 84; `accuracyM` in metres, null where the phone does not tell. */
export type LocatedPoint = { lat: number; lng: number; accuracyM: number | null };

/** Which ward a point lies in, and how sure that is. */
export function locateUnit({ lat, lng, accuracyM }: LocatedPoint): Promise<ApiResult<Location>> {
  const query = new URLSearchParams({ lat: String(lat), lng: String(lng) });
  if (accuracyM !== null) query.set('accuracy', String(Math.round(accuracyM)));
  return requestJson<Location>(`/api/units/locate?${query}`);
}

/** One unit, also by an id that is no longer in use (then with its heirs). */
export const getUnit = (id: string): Promise<ApiResult<UnitDetail>> =>
  requestJson<UnitDetail>(`/api/units/${encodeURIComponent(id)}`);

/** The unit's QR code as a picture, and the sheet of paper with it. */
export const unitCodeUrl = (id: string): string => apiUrl(`/api/units/${encodeURIComponent(id)}/qr.svg`);
export const unitPosterUrl = (id: string): string =>
  new URL(apiUrl(`/api/units/${encodeURIComponent(id)}/poster.pdf`), window.location.href).href;
