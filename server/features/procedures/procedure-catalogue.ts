import {
  type ProcedureBook,
  procedureDetail,
  procedureSummary,
  proceduresInOrder,
  searchEntriesOf,
} from '#contract/procedure-book.ts';
import { createProcedureSearch, type ProcedureSearch } from '#contract/procedure-search.ts';
import {
  type FormDefinition,
  type ProcedureDetail,
  type ProcedureList,
  type ProcedureQuery,
  type ProcedureRecord,
  procedureLimits,
} from '#contract/procedures.ts';
import { AppError } from '../../http/app-error.ts';

export type ProcedureCatalogue = ReturnType<typeof createProcedureCatalogue>;

/** The type of a unit, today's or a former one's; undefined when there is no such unit. */
export type UnitTypeOf = (unitId: string) => string | undefined;

/** Looks procedures and forms up in one state of the book, which never changes: what is published makes a new catalogue. */
export function createProcedureCatalogue(book: ProcedureBook, unitTypeOf: UnitTypeOf) {
  const procedures = new Map(book.procedures.map((procedure) => [procedure.id, procedure]));
  const forms = new Map(book.forms.map((form) => [form.slug, form]));
  const byGroup = proceduresInOrder(book);
  let search: ProcedureSearch | undefined;
  const ask = (question: string) => {
    // Made when first asked: a portal starts faster than its index.
    search ??= createProcedureSearch(searchEntriesOf(book), book.searchWords);
    return search(question);
  };

  return {
    book,

    /**
     * Ranked when `q` says something, else by group. `unit`, without a question: of a ward, what its police take. Whoever asks is
     * answered all the same, for the answer says who takes it.
     * @throws invalid_input for a category, unit or cursor that does not exist
     */
    list({ q = '', category, unit, cursor }: ProcedureQuery): ProcedureList {
      if (category !== undefined && !book.groups.some(({ id }) => id === category)) {
        throw unknown('category', 'Nhóm thủ tục này không có.');
      }
      const isOfUnit = unit === undefined ? () => true : filterOf(unit, unitTypeOf);
      const found = q.trim() === '' ? null : ask(q);
      const ranked = found ? found.ids.flatMap((id) => procedures.get(id) ?? []) : byGroup;
      const chosen = ranked.filter(
        (procedure) =>
          (category === undefined || procedure.group === category) && (found !== null || isOfUnit(procedure)),
      );
      return { ...pageOf(chosen, cursor), intent: found?.intent ?? null, groups: [...book.groups] };
    },

    /** @throws not_found */
    get(id: string): ProcedureDetail {
      const detail = procedureDetail(book, id);
      if (!detail) throw new AppError('not_found');
      return detail;
    },

    /** @throws not_found */
    getForm(slug: string): FormDefinition {
      const form = forms.get(slug);
      if (!form) throw new AppError('not_found');
      return form;
    },
  };
}

function filterOf(unitId: string, unitTypeOf: UnitTypeOf): (procedure: ProcedureRecord) => boolean {
  const type = unitTypeOf(unitId);
  if (type === undefined) throw unknown('unit', 'Đơn vị này không có.');
  return type === 'ward' ? ({ wardPoliceHandles }) => wardPoliceHandles : () => true;
}

/** The cursor is the id of the last procedure of the page before. */
function pageOf(
  chosen: readonly ProcedureRecord[],
  cursor: string | undefined,
): Pick<ProcedureList, 'items' | 'nextCursor'> {
  const before = cursor === undefined ? -1 : chosen.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && before === -1) throw unknown('cursor', 'Trang này không có.');
  const items = chosen.slice(before + 1, before + 1 + procedureLimits.pageMax);
  const isLast = before + 1 + items.length >= chosen.length;
  return { items: items.map(procedureSummary), nextCursor: isLast ? null : (items.at(-1)?.id ?? null) };
}

function unknown(field: string, message: string): AppError {
  return new AppError('invalid_input', { issues: [{ path: [field], message }] });
}
