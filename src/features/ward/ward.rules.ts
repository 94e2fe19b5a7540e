import type { Portal, UnitDetail, UnitName, UnitSummary } from '#contract/portal.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';
import type { ApiResult } from '../../api/problem.ts';

/** The unit named in a link or QR code (`?w=`). A hint, never an authority; all other parameters are none of ours. */
export function readWardHint(search: string): string | null {
  const hint = new URLSearchParams(search).get('w')?.trim().toLowerCase();
  return hint && /^[a-z0-9-]{1,60}$/.test(hint) ? hint : null;
}

/** The same address without the hint, once it has been followed: going back must not undo a later choice. */
export function withoutWardHint(search: string): string {
  const query = new URLSearchParams(search);
  query.delete('w');
  query.delete('src');
  const rest = query.toString();
  return rest ? `?${rest}` : '';
}

const inVietnameseOrder = new Intl.Collator('vi');

/** The wards a person can choose from, by name. */
export function listWards(portal: Portal): UnitSummary[] {
  return portal.units
    .filter((unit) => unit.type === 'ward')
    .sort((one, other) => inVietnameseOrder.compare(one.shortName, other.shortName));
}

/** Wards whose name holds what was typed, with or without marks. */
export function searchWards(wards: readonly UnitSummary[], query: string): UnitSummary[] {
  const wanted = foldVietnamese(query);
  return wards.filter((ward) => foldVietnamese(ward.name).includes(wanted));
}

/** What a link told that a person should know. `divided` asks which heir is theirs. */
export type WardNotice =
  | { kind: 'moved'; formerName: string; unitName: string }
  | { kind: 'divided'; formerName: string; heirs: UnitName[] }
  | { kind: 'unknown-link' }
  | { kind: 'lookup-failed' };

export type WardAnswer = { unitId: string | null; notice: WardNotice | null };

/** Where a unit's id leads that the portal does not list: to its heir, to a question, or to a word of regret. */
export function followUnit(result: ApiResult<UnitDetail>): WardAnswer {
  if (!result.ok) {
    const isUnknown = result.problem.kind === 'refused' && result.problem.code === 'unit_not_found';
    return { unitId: null, notice: { kind: isUnknown ? 'unknown-link' : 'lookup-failed' } };
  }
  const unit = result.value;
  const [heir, ...others] = unit.successors;
  if (!heir) return { unitId: unit.id, notice: null };
  if (others.length > 0) {
    return { unitId: null, notice: { kind: 'divided', formerName: unit.name, heirs: unit.successors } };
  }
  return { unitId: heir.id, notice: { kind: 'moved', formerName: unit.name, unitName: heir.name } };
}
