import type { UnitDetail } from '#contract/portal.ts';

/** A map that opens everywhere; by the office's point, else by its name and address. Null where neither is known. */
export function mapAddress({
  name,
  address,
  office,
}: Pick<UnitDetail, 'name' | 'address' | 'office'>): string | null {
  const query = office ? `${office.lat},${office.lng}` : address && `${name}, ${address}`;
  return query && `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(query)}`;
}
