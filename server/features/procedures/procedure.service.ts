import { createProcedureSearch, type ProcedureSearch } from '#contract/procedure-search.ts';
import {
  type FormDefinition,
  type ProcedureDetail,
  type ProcedureList,
  type ProcedureQuery,
  type ProcedureSummary,
  procedureLimits,
} from '#contract/procedures.ts';
import type { ContentPack } from '../../content/pack.ts';
import type { Procedure } from '../../content/procedure.schema.ts';
import { AppError } from '../../http/app-error.ts';
import { searchEntriesOf } from './search-entries.ts';

export type ProcedureService = ReturnType<typeof createProcedureService>;

/** Looks procedures and forms up in the pack. */
export function createProcedureService(pack: ContentPack) {
  const procedures = new Map(pack.procedures.map((procedure) => [procedure.id, procedure]));
  const forms = new Map(pack.forms.map((form) => [form.slug, form]));
  const byGroup = inGroupOrder(pack);
  let search: ProcedureSearch | undefined;
  const ask = (question: string) => {
    // Made when first asked: a portal starts faster than its index.
    search ??= createProcedureSearch(searchEntriesOf(pack), pack.searchWords);
    return search(question);
  };

  return {
    /**
     * Ranked when `q` says something, else by group. `unit`, without a question: of a ward, what its police take. Whoever asks is
     * answered all the same, for the answer says who takes it.
     * @throws invalid_input for a category, unit or cursor that does not exist
     */
    list({ q = '', category, unit, cursor }: ProcedureQuery): ProcedureList {
      if (category !== undefined && !pack.procedureGroups.some(({ id }) => id === category)) {
        throw unknown('category', 'Nhóm thủ tục này không có.');
      }
      const isOfUnit = unit === undefined ? () => true : filterOf(pack, unit);
      const found = q.trim() === '' ? null : ask(q);
      const ranked = found ? found.ids.flatMap((id) => procedures.get(id) ?? []) : byGroup;
      const chosen = ranked.filter(
        (procedure) =>
          (category === undefined || procedure.group === category) && (found !== null || isOfUnit(procedure)),
      );
      return { ...pageOf(chosen, cursor), intent: found?.intent ?? null, groups: [...pack.procedureGroups] };
    },

    /** @throws not_found */
    get(id: string): ProcedureDetail {
      const procedure = procedures.get(id);
      if (!procedure) throw new AppError('not_found');
      return toDetail(procedure, pack);
    },

    /** @throws not_found */
    getForm(slug: string): FormDefinition {
      const form = forms.get(slug);
      if (!form) throw new AppError('not_found');
      return form;
    },
  };
}

function inGroupOrder(pack: ContentPack): Procedure[] {
  const rank = new Map(pack.procedureGroups.map(({ id }, index) => [id, index]));
  return [...pack.procedures].sort(
    (one, other) => (rank.get(one.group) ?? 0) - (rank.get(other.group) ?? 0) || one.order - other.order,
  );
}

function filterOf(pack: ContentPack, unitId: string): (procedure: Procedure) => boolean {
  const unit = pack.units.find(({ id }) => id === unitId) ?? pack.former.find(({ id }) => id === unitId);
  if (!unit) throw unknown('unit', 'Đơn vị này không có.');
  return unit.type === 'ward' ? ({ wardPoliceHandles }) => wardPoliceHandles : () => true;
}

/** The cursor is the id of the last procedure of the page before. */
function pageOf(
  chosen: readonly Procedure[],
  cursor: string | undefined,
): Pick<ProcedureList, 'items' | 'nextCursor'> {
  const before = cursor === undefined ? -1 : chosen.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && before === -1) throw unknown('cursor', 'Trang này không có.');
  const items = chosen.slice(before + 1, before + 1 + procedureLimits.pageMax);
  const isLast = before + 1 + items.length >= chosen.length;
  return { items: items.map(toSummary), nextCursor: isLast ? null : (items.at(-1)?.id ?? null) };
}

function unknown(field: string, message: string): AppError {
  return new AppError('invalid_input', { issues: [{ path: [field], message }] });
}

function toSummary(procedure: Procedure): ProcedureSummary {
  const { id, name, shortName, answer, group, status, level, wardPoliceHandles } = procedure;
  return { id, name, shortName, answer, group, status, level, wardPoliceHandles };
}

function toDetail(procedure: Procedure, pack: ContentPack): ProcedureDetail {
  const { group, laws, sources, search: _search, order: _order, ...facts } = procedure;
  const cited = new Set([
    ...sources,
    facts.timeLimit.source,
    ...[...facts.fees, ...facts.changes].map(({ source }) => source),
    ...(facts.penalty ? [facts.penalty.source] : []),
  ]);
  return {
    ...facts,
    group: pack.procedureGroups.find(({ id }) => id === group) ?? { id: group, name: group },
    laws: pack.laws.filter(({ id }) => laws.includes(id)),
    sources: pack.sources.filter(({ id }) => cited.has(id)),
    forms: pack.forms
      .filter(({ usedBy }) => usedBy.includes(procedure.id))
      .map(({ slug, code, title, use, isFillable }) => ({ slug, code, title, use, isFillable })),
  };
}
