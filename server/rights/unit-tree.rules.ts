/** The units as a tree: who stands above whom. Built once from the content pack. */
export type UnitTree = {
  has(unitId: string): boolean;
  nameOf(unitId: string): string;
  /** The unit itself first, then up to the top. A unit that is not in the tree stands alone. */
  upwards(unitId: string): readonly string[];
  /** The unit itself first, then everything below it. */
  downwards(unitId: string): readonly string[];
  parentOf(unitId: string): string | null;
  /** Whether a right at `aboveId` reaches the unit: it is that unit, or stands below it. */
  isWithin(unitId: string, aboveId: string): boolean;
};

export function createUnitTree(
  units: readonly { id: string; parentId: string | null }[],
  nameOf: (unitId: string) => string,
): UnitTree {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]));
  const upwards = (unitId: string): string[] => {
    const path = [unitId];
    for (let above = parents.get(unitId); above && !path.includes(above); above = parents.get(above)) {
      path.push(above);
    }
    return path;
  };
  const paths = new Map(units.map((unit) => [unit.id, upwards(unit.id)]));
  const pathOf = (unitId: string): readonly string[] => paths.get(unitId) ?? [unitId];
  return {
    has: (unitId) => parents.has(unitId),
    nameOf,
    upwards: pathOf,
    downwards: (unitId) => [
      unitId,
      ...units.map(({ id }) => id).filter((id) => id !== unitId && pathOf(id).includes(unitId)),
    ],
    parentOf: (unitId) => parents.get(unitId) ?? null,
    isWithin: (unitId, aboveId) => pathOf(unitId).includes(aboveId),
  };
}
