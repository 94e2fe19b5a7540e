import type * as z from 'zod';
import { boundaryProblems } from './boundary.rules.ts';
import type { BoundariesFile, CategoriesFile, FormerUnit, LinksFile, Unit } from './pack.schema.ts';

/** One thing wrong with a pack: the file, where in it, and what. */
export type PackProblem = { file: string; path: (string | number)[]; message: string };

/** The files that could be read; null where one could not, so that the checks on the others still run. */
export type ReadFiles = {
  units: { units: Unit[]; former: FormerUnit[] } | null;
  wards: BoundariesFile | null;
  neighbours: BoundariesFile | null;
  links: z.infer<typeof LinksFile> | null;
  categories: z.infer<typeof CategoriesFile> | null;
};

/** `GET /api/units/locate` is a path of its own. */
const reservedIds = new Set(['locate']);
/** Numbers that stand for one nobody knows publicly (design 8). */
export const placeholderPhone = /^028 ?0000 ?00\d\d$/;

/** Everything that only shows when the files are held against each other. */
export function crossCheck(files: ReadFiles): PackProblem[] {
  const { units, wards, neighbours, links, categories } = files;
  return [
    ...(units ? [...unitProblems(units.units), ...formerProblems(units.units, units.former)] : []),
    ...(wards ? boundaryFileProblems('wards.geojson', wards) : []),
    ...(neighbours ? boundaryFileProblems('neighbours.geojson', neighbours) : []),
    ...(units && wards ? wardProblems(units.units, wards) : []),
    ...(units && neighbours ? neighbourProblems(units.units, neighbours) : []),
    ...(links ? repeated('links.json', ['emergencyNumbers'], 'number', links.emergencyNumbers) : []),
    ...(categories ? categoryProblems(categories) : []),
    ...(categories && units ? routingProblems(categories, units.units) : []),
  ];
}

function unitProblems(units: Unit[]): PackProblem[] {
  return [
    ...repeated('units.json', ['units'], 'id', units),
    ...units.flatMap((unit, index) =>
      singleUnitProblems(unit).map(({ path, message }) => inUnits(['units', index, ...path], message)),
    ),
    ...treeProblems(units),
  ];
}

function singleUnitProblems(unit: Unit): Omit<PackProblem, 'file'>[] {
  const problems: Omit<PackProblem, 'file'>[] = [];
  if (reservedIds.has(unit.id)) problems.push({ path: ['id'], message: `"${unit.id}" is a path of the API` });
  if (unit.type === 'ward' && unit.borderErrorM === undefined) {
    problems.push({ path: ['borderErrorM'], message: 'a ward must say how far its boundary may be off' });
  }
  if (unit.type !== 'ward' && unit.borderErrorM !== undefined) {
    problems.push({ path: ['borderErrorM'], message: 'only a ward has a boundary' });
  }
  if (unit.validFrom && unit.validUntil && unit.validFrom > unit.validUntil) {
    problems.push({ path: ['validUntil'], message: 'lies before validFrom' });
  }
  for (const [index, destination] of (unit.destinations ?? []).entries()) {
    const path = ['destinations', index];
    if (destination === 'parent-group' && unit.parentId === null)
      problems.push({ path, message: 'the unit has no parent' });
    if (unit.destinations?.indexOf(destination) !== index)
      problems.push({ path, message: `"${destination}" stands already before` });
  }
  for (const [index, { phone }] of (unit.areaOfficers ?? []).entries()) {
    if (phone !== undefined && placeholderPhone.test(phone)) {
      const message = 'leave the phone out while it is not known';
      problems.push({ path: ['areaOfficers', index, 'phone'], message });
    }
  }
  for (const [index, hotline] of unit.hotlines.entries()) {
    if (placeholderPhone.test(hotline.phone) !== hotline.placeholder) {
      problems.push({
        path: ['hotlines', index, 'placeholder'],
        message: 'must be true for 028 0000 00NN, and false for every other number',
      });
    }
  }
  return problems;
}

function treeProblems(units: Unit[]): PackProblem[] {
  const parentOf = new Map(units.map((unit) => [unit.id, unit.parentId]));
  const roots = units.filter((unit) => unit.parentId === null);
  const problems: PackProblem[] = [];
  if (roots.length === 0) problems.push(inUnits(['units'], 'no unit has parentId null: exactly one must'));
  for (const [index, unit] of units.entries()) {
    const path = ['units', index, 'parentId'];
    if (unit.parentId === null && unit !== roots[0]) {
      problems.push(inUnits(path, `a second root besides "${roots[0]?.id}"`));
    } else if (unit.parentId !== null && !parentOf.has(unit.parentId)) {
      problems.push(inUnits(path, `no unit has the id "${unit.parentId}"`));
    } else if (isItsOwnAncestor(unit.id, parentOf)) {
      problems.push(inUnits(path, 'the unit is its own ancestor'));
    }
  }
  return problems;
}

function isItsOwnAncestor(id: string, parentOf: Map<string, string | null>): boolean {
  const seen = new Set<string>();
  let ancestor = parentOf.get(id) ?? null;
  while (ancestor !== null && ancestor !== id && !seen.has(ancestor)) {
    seen.add(ancestor);
    ancestor = parentOf.get(ancestor) ?? null;
  }
  return ancestor === id;
}

function formerProblems(units: Unit[], former: FormerUnit[]): PackProblem[] {
  const current = new Set(units.map((unit) => unit.id));
  return [
    ...repeated('units.json', ['former'], 'id', former),
    ...former.flatMap((unit, index) => {
      const base = ['former', index];
      const problems = repeated('units.json', [...base, 'heirs'], 'id', unit.heirs);
      if (reservedIds.has(unit.id))
        problems.push(inUnits([...base, 'id'], `"${unit.id}" is a path of the API`));
      if (current.has(unit.id) && !unit.heirs.some((heir) => heir.id === unit.id)) {
        problems.push(
          inUnits([...base, 'id'], `the unit "${unit.id}" has this id today and is not among the heirs`),
        );
      }
      for (const [heirIndex, heir] of unit.heirs.entries()) {
        if (current.has(heir.id)) continue;
        problems.push(inUnits([...base, 'heirs', heirIndex, 'id'], `no unit has the id "${heir.id}"`));
      }
      if (unit.heirs.length > 1 && unit.heirs.some((heir) => heir.share === 'whole')) {
        problems.push(inUnits([...base, 'heirs'], 'one heir has the whole, so there can be no other'));
      }
      return problems;
    }),
  ];
}

function boundaryFileProblems(file: string, { features }: BoundariesFile): PackProblem[] {
  const slugs = features.map((feature) => feature.properties);
  const ofRings = features.flatMap((feature, index) =>
    boundaryProblems(feature.geometry).map(({ path, message }) => ({
      file,
      path: ['features', index, 'geometry', 'coordinates', ...path],
      message,
    })),
  );
  return [
    ...repeated(file, ['features'], 'slug', slugs).map((problem) => ({
      ...problem,
      path: ['features', problem.path[1] ?? 0, 'properties', 'slug'],
    })),
    ...ofRings,
  ];
}

function wardProblems(units: Unit[], { features }: BoundariesFile): PackProblem[] {
  const wards = new Map(units.filter((unit) => unit.type === 'ward').map((unit) => [unit.id, unit]));
  const drawn = new Set(features.map((feature) => feature.properties.slug));
  const withoutBoundary = units.flatMap((unit, index) =>
    unit.type === 'ward' && !drawn.has(unit.id)
      ? [inUnits(['units', index, 'id'], `wards.geojson has no boundary with the slug "${unit.id}"`)]
      : [],
  );
  const unknown = features.flatMap(({ properties }, index) => {
    const ward = wards.get(properties.slug);
    const at = (key: string, message: string): PackProblem => ({
      file: 'wards.geojson',
      path: ['features', index, 'properties', key],
      message,
    });
    if (!ward) return [at('slug', `units.json has no ward with the id "${properties.slug}"`)];
    // A boundary under the wrong slug would send tips to the wrong police.
    if (ward.shortName !== properties.name) {
      return [at('name', `the ward "${ward.id}" is called "${ward.shortName}" in units.json`)];
    }
    return [];
  });
  return [...withoutBoundary, ...unknown];
}

function neighbourProblems(units: Unit[], { features }: BoundariesFile): PackProblem[] {
  const served = new Set(units.map((unit) => unit.id));
  return features.flatMap(({ properties }, index) =>
    served.has(properties.slug)
      ? [
          {
            file: 'neighbours.geojson',
            path: ['features', index, 'properties', 'slug'],
            message: `"${properties.slug}" is a unit of this pack: a neighbour is not served`,
          },
        ]
      : [],
  );
}

function categoryProblems(categories: z.infer<typeof CategoriesFile>): PackProblem[] {
  const groups = new Set(categories.tipCategoryGroups.map((group) => group.id));
  return [
    ...repeated('categories.json', ['tipCategoryGroups'], 'id', categories.tipCategoryGroups),
    ...repeated('categories.json', ['tipCategories'], 'id', categories.tipCategories),
    ...repeated('categories.json', ['newsCategories'], 'id', categories.newsCategories),
    ...categories.tipCategories.flatMap((category, index) => {
      const problems: PackProblem[] = [];
      const at = (key: string, message: string) =>
        problems.push({ file: 'categories.json', path: ['tipCategories', index, key], message });
      if (!groups.has(category.group)) at('group', `tipCategoryGroups has no "${category.group}"`);
      if (category.restricted && category.groupTextCharsMax > 0) {
        at('groupTextCharsMax', 'must be 0 for a restricted category: nothing of it reaches a group');
      }
      return problems;
    }),
  ];
}

function routingProblems(categories: z.infer<typeof CategoriesFile>, units: Unit[]): PackProblem[] {
  const teams = new Set(units.filter((unit) => unit.type === 'team').map((unit) => unit.id));
  return categories.tipCategories.flatMap((category, index) =>
    category.routing !== null && !teams.has(category.routing)
      ? [
          {
            file: 'categories.json',
            path: ['tipCategories', index, 'routing'],
            message: `units.json has no team with the id "${category.routing}"`,
          },
        ]
      : [],
  );
}

/** One problem for every item whose key was seen before. */
function repeated<Key extends string>(
  file: string,
  base: (string | number)[],
  key: Key,
  items: readonly Record<Key, string>[],
): PackProblem[] {
  const firstIndexOf = new Map<string, number>();
  return items.flatMap((item, index) => {
    const first = firstIndexOf.get(item[key]);
    if (first === undefined) {
      firstIndexOf.set(item[key], index);
      return [];
    }
    const message = `"${item[key]}" stands already at ${[...base, first].join('.')}`;
    return [{ file, path: [...base, index, key], message }];
  });
}

function inUnits(path: (string | number)[], message: string): PackProblem {
  return { file: 'units.json', path, message };
}
