import type { UnitSummary } from '#contract/portal.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';

export type ChannelGroups = { area: UnitSummary[]; teams: UnitSummary[]; wards: UnitSummary[] };

const inVietnameseOrder = new Intl.Collator('vi');

/** Units whose name or subjects hold what was typed, with or without marks. */
export function searchUnits(units: readonly UnitSummary[], query: string): UnitSummary[] {
  const wanted = foldVietnamese(query);
  return units.filter(({ name, topics }) =>
    [name, ...topics].some((words) => foldVietnamese(words).includes(wanted)),
  );
}

/** The place's units as people know them: who leads, who deals with what, and who is next door (by name). */
export function groupUnits(units: readonly UnitSummary[]): ChannelGroups {
  const ofType = (...types: UnitSummary['type'][]) => units.filter(({ type }) => types.includes(type));
  return {
    area: ofType('city', 'district'),
    teams: ofType('team'),
    wards: ofType('ward').sort((one, other) => inVietnameseOrder.compare(one.shortName, other.shortName)),
  };
}
