import { foldVietnamese } from '#contract/vietnamese-text.ts';
import type { FormerUnit, Unit } from '../../content/pack.schema.ts';

/** A unit of today or a former one that a text names. */
export type NamedUnit = {
  readonly id: string;
  /** "phường Tân Quý", not just "Tân Quý", which is a street too. */
  readonly isCertain: boolean;
};

export type UnitFinder = (text: string) => NamedUnit[];

type KnownUnit = Pick<Unit | FormerUnit, 'id' | 'name' | 'shortName' | 'type'>;

/** What stands before the name of a ward when the ward is meant. */
const wardWords = '(?:phuong|p|cong an phuong|cong an|ca phuong|cap|cax|ca p|ca)';
/** What stands before the name of a street. */
const streetWords = /(?:^|\s)(?:duong|hem|hem so|ngo|so nha|so|cho|cau|kenh|\d+\S*)$/;

/** Finds units by name, however it is written; of names that hold others the longest. */
export function createUnitFinder(units: readonly KnownUnit[], former: readonly KnownUnit[]): UnitFinder {
  // A former unit that still exists under the same id is the unit of today.
  const known = [...units, ...former.filter(({ id }) => !units.some((unit) => unit.id === id))];
  const names = known
    .flatMap((unit) => aliasesOf(unit).map((alias) => ({ id: unit.id, type: unit.type, alias })))
    .toSorted((one, other) => other.alias.length - one.alias.length);
  // The district's own name stands in every address: alone it says nothing about a ward.
  const common = new Set(
    known.filter(({ type }) => type === 'district' || type === 'city').flatMap(({ name }) => placeOf(name)),
  );
  return (text) => {
    let rest = ` ${foldVietnamese(text)} `;
    const found = new Map<string, NamedUnit>();
    for (const { id, type, alias } of names) {
      const at = rest.indexOf(` ${alias} `);
      if (at === -1) continue;
      const before = rest.slice(0, at);
      const isWard = type === 'ward';
      const isCertain = !isWard || new RegExp(`(?:^|\\s)${wardWords}$`).test(before);
      if (isWard && !isCertain && (common.has(alias) || streetWords.test(before))) continue;
      if (!found.has(id)) found.set(id, { id, isCertain });
      rest = `${rest.slice(0, at)} | ${rest.slice(at + alias.length + 1)}`;
    }
    return [...found.values()];
  };
}

function aliasesOf({ name, shortName, type }: KnownUnit): string[] {
  const parts = [name, shortName, ...(type === 'team' ? partsOf(shortName) : [])];
  return [...new Set(parts.map(foldVietnamese))].filter((alias) => alias.length >= 4);
}

/** "Đội CSGT – trật tự" is called "đội CSGT", "CSGT"; "Đội PCCC và CNCH" "đội PCCC". */
function partsOf(shortName: string): string[] {
  const [first = ''] = shortName.split(/\s+[–-]\s+|\s+và\s+/);
  const bare = first.replace(/^Đội\s+/, '');
  return [
    first,
    bare,
    ...(bare === 'CSGT' ? ['cảnh sát giao thông'] : []),
    ...(bare === 'PCCC' ? ['cứu hỏa'] : []),
  ];
}

/** "Công an quận Tân Phú – TP.HCM": "tan phu". */
function placeOf(name: string): string[] {
  return [...name.matchAll(/(?:quận|phường|huyện)\s+([^–-]+)/giu)].map(([, place = '']) =>
    foldVietnamese(place),
  );
}
