import { limits } from '#contract/limits.ts';
import type { Portal, UnitName } from '#contract/portal.ts';
import type { TipDraft } from './tip-draft.ts';

/**
 * What the draft's point says about the unit. `vague`: too imprecise to name a ward; `unreached`: nobody has answered yet;
 * `side`: near a border, the person says which side.
 */
export type PointFinding =
  | { kind: 'none' }
  | { kind: 'unreached' }
  | { kind: 'vague'; accuracyM: number }
  /** `isAtEdge`: near the edge of the whole area, with nobody of ours on the other side. */
  | { kind: 'inside'; unit: UnitName; isAtEdge: boolean }
  | { kind: 'side'; candidates: { unit: UnitName; distanceM: number }[] }
  | { kind: 'outside'; name: string | null; takenBy: UnitName };

export function pointFinding({ point, location }: Pick<TipDraft, 'point' | 'location'>): PointFinding {
  if (!point) return { kind: 'none' };
  if (point.accuracyM !== null && point.accuracyM > limits.accuracyUsableMetresMax) {
    return { kind: 'vague', accuracyM: point.accuracyM };
  }
  if (!location) return { kind: 'unreached' };
  if (location.certainty === 'outside') {
    return { kind: 'outside', name: location.outsideName, takenBy: location.takenBy };
  }
  if (location.certainty === 'inside' && location.unit) {
    return { kind: 'inside', unit: location.unit, isAtEdge: false };
  }
  const [only, second] = location.candidates;
  if (only && !second) return { kind: 'inside', unit: only.unit, isAtEdge: true };
  return { kind: 'side', candidates: location.candidates };
}

/** The point alone decides the unit, so that no list has to be asked. */
export const isDecidedByPoint = (finding: PointFinding): boolean =>
  finding.kind === 'inside' || finding.kind === 'side' || finding.kind === 'outside';

function unitOfPlace(draft: TipDraft, portal: Portal): UnitName | null {
  const finding = draft.isNowhere ? ({ kind: 'none' } as const) : pointFinding(draft);
  switch (finding.kind) {
    case 'inside':
      return finding.unit;
    case 'outside':
      return finding.takenBy;
    case 'side':
      return finding.candidates.find(({ unit }) => unit.id === draft.unitId)?.unit ?? null;
    default:
      return portal.units.find((unit) => unit.id === draft.unitId) ?? null;
  }
}

/** The unit the tip will be given to, as the check screen names it; null while that is not settled. */
export function receivingUnit(draft: TipDraft, portal: Portal): UnitName | null {
  const unit = unitOfPlace(draft, portal);
  if (!unit) return null;
  const category = portal.tipCategories.find(({ id }) => id === draft.categoryId);
  if (!category?.toParent) return { id: unit.id, name: unit.name };
  const parentId = portal.units.find(({ id }) => id === unit.id)?.parentId;
  const parent = portal.units.find(({ id }) => id === parentId);
  return parent ? { id: parent.id, name: parent.name } : { id: unit.id, name: unit.name };
}

/** The id to send: the unit of the place, from which the server itself goes up where the category asks for it. */
export const placeUnitId = (draft: TipDraft, portal: Portal): string | null =>
  unitOfPlace(draft, portal)?.id ?? null;
