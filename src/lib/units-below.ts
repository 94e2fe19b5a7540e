import type { UnitSummary } from '#contract/portal.ts';

type Placed = Pick<UnitSummary, 'id' | 'parentId'>;

/** Whether the unit is that one or stands below it. */
export function isWithin(units: readonly Placed[], unitId: string, aboveId: string): boolean {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  // As many steps as there are units: a circle in the data ends as well.
  for (let id: string | null = unitId, steps = 0; id !== null && steps <= units.length; steps += 1) {
    if (id === aboveId) return true;
    id = parents.get(id) ?? null;
  }
  return false;
}

/** The units below `own`, by name. */
export const unitsBelow = <Unit extends Placed & { name: string }>(
  units: readonly Unit[],
  own: { id: string },
): Unit[] =>
  units
    .filter(({ id }) => id !== own.id && isWithin(units, id, own.id))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'vi'));
