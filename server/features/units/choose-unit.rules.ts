import { limits } from '#contract/limits.ts';
import type { Location } from '#contract/portal.ts';
import type { Certainty } from '#contract/vocabulary.ts';
import type { FormerUnit, Unit } from '../../content/pack.schema.ts';
import type { ContentPack } from '../../content/pack.ts';
import { AppError } from '../../http/app-error.ts';

/** What is known of where a tip belongs. */
export type UnitClues = {
  /** The answer for the place's point; null when the place has none. */
  readonly located: Location | null;
  /** Of the point, in metres. */
  readonly accuracyM: number;
  /** What the citizen chose, or the QR code they came by: today's id or a former one. */
  readonly unitId: string | undefined;
  /** The category goes to the parent of the unit it would otherwise go to. */
  readonly toParent: boolean;
};

/** `no_point`: no usable point, so the citizen's choice decided, or the root took it. */
export type UnitChoice = { readonly unit: Unit; readonly certainty: Certainty | 'no_point' };

/**
 * Which unit a tip goes to. A point decides before a choice, for a QR code says where someone once stood, not where it
 * happened; near a border the choice decides among the candidates. A fix worse than 500 m says too little to overrule a choice
 * (promise 3). Outside, nobody is refused: the chosen unit takes it, else the root.
 * @throws AppError unit_unknown or unit_divided, when there is no point and the id alone does not name one unit.
 */
export function chooseUnit(
  pack: Pick<ContentPack, 'units' | 'former' | 'root'>,
  { located, accuracyM, unitId, toParent }: UnitClues,
): UnitChoice {
  const named = unitId === undefined ? [] : heirsOf(pack, unitId);
  const isPointVague = accuracyM > limits.accuracyUsableMetresMax && named.length === 1;
  const choice: UnitChoice =
    located && !isPointVague
      ? { unit: byPoint(pack, located, named), certainty: located.certainty }
      : { unit: byName(pack, unitId, named), certainty: 'no_point' };
  return toParent ? { ...choice, unit: parentOf(pack, choice.unit) } : choice;
}

/** The units an id stands for today: itself, or a former unit's heirs; none when nobody ever had the id. */
export function heirsOf(pack: Pick<ContentPack, 'units' | 'former'>, id: string): Unit[] {
  const current = findUnit(pack, id);
  if (current) return [current];
  return (findFormer(pack, id)?.heirs ?? []).flatMap((heir) => findUnit(pack, heir.id) ?? []);
}

function byPoint(
  pack: Pick<ContentPack, 'units' | 'root'>,
  { certainty, candidates }: Location,
  named: readonly Unit[],
): Unit {
  const [first] = candidates;
  if (!first) return (named.length === 1 && named[0]) || pack.root;
  const isNamed = (id: string) => named.some((unit) => unit.id === id);
  const chosen =
    certainty === 'near_border' ? (candidates.find(({ unit }) => isNamed(unit.id)) ?? first) : first;
  return findUnit(pack, chosen.unit.id) ?? pack.root;
}

function byName(
  pack: Pick<ContentPack, 'former' | 'root'>,
  unitId: string | undefined,
  named: readonly Unit[],
): Unit {
  if (unitId === undefined) return pack.root;
  const [only, second] = named;
  if (!only) throw new AppError('unit_unknown', { issues: [{ path: ['unitId'], message: unknownMessage }] });
  if (!second) return only;
  const name = findFormer(pack, unitId)?.name ?? unitId;
  const heirs = named.map((unit) => unit.name).join(', ');
  throw new AppError('unit_divided', {
    issues: [{ path: ['unitId'], message: `${name} nay thuộc: ${heirs}. Vui lòng chọn một đơn vị.` }],
  });
}

const unknownMessage = 'Không có đơn vị này. Vui lòng chọn lại phường.';

function parentOf(pack: Pick<ContentPack, 'units' | 'root'>, unit: Unit): Unit {
  return (unit.parentId !== null && findUnit(pack, unit.parentId)) || pack.root;
}

/** The unit that has this id today. */
export function findUnit(pack: Pick<ContentPack, 'units'>, id: string): Unit | undefined {
  return pack.units.find((unit) => unit.id === id);
}

/** The unit that had this id once. Some ids live in both eras: ask `findUnit` first. */
export function findFormer(pack: Pick<ContentPack, 'former'>, id: string): FormerUnit | undefined {
  return pack.former.find((unit) => unit.id === id);
}
