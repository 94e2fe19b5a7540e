import type { UnitSummary } from '#contract/portal.ts';

/** The units below `own`, by name. */
export function unitsBelow(
  units: readonly Pick<UnitSummary, 'id' | 'name' | 'parentId'>[],
  own: { id: string },
): { id: string; name: string }[] {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const isBelow = (id: string): boolean => {
    // As many steps as there are units: a circle in the data ends as well.
    let above = parents.get(id) ?? null;
    for (let steps = 0; above !== null && steps < units.length; steps += 1) {
      if (above === own.id) return true;
      above = parents.get(above) ?? null;
    }
    return false;
  };
  return units
    .filter(({ id }) => isBelow(id))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'vi'));
}
