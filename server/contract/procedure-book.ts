import type { SearchEntry, SearchWords } from './procedure-search.ts';
import type {
  BookNote,
  Edition,
  FormDefinition,
  Law,
  ProcedureDetail,
  ProcedureGroup,
  ProcedureRecord,
  ProcedureSummary,
  Source,
} from './procedures.ts';

/**
 * Reads the book of all procedures (`ProcedureBundle`), alike on the server and on the phone that keeps a copy. Pure, and without
 * schemas.
 */
export type ProcedureBook = {
  readonly procedures: readonly ProcedureRecord[];
  /** Those that were published here, by the procedure's id; of all others the pack's own edition is in force. */
  readonly editions: Readonly<Record<string, Edition>>;
  readonly notes: readonly BookNote[];
  readonly groups: readonly ProcedureGroup[];
  readonly forms: readonly FormDefinition[];
  readonly laws: readonly Law[];
  readonly sources: readonly Source[];
  readonly searchWords: SearchWords;
};

/** One procedure with what it refers to; undefined when the book has none of this id. */
export function procedureDetail(book: ProcedureBook, id: string): ProcedureDetail | undefined {
  const procedure = book.procedures.find((each) => each.id === id);
  if (!procedure) return undefined;
  const { group, laws, sources, search: _search, order: _order, ...facts } = procedure;
  const cited = new Set([
    ...sources,
    facts.timeLimit.source,
    ...[...facts.fees, ...facts.changes].map(({ source }) => source),
    ...(facts.penalty ? [facts.penalty.source] : []),
  ]);
  const { version, publishedAt } = book.editions[id] ?? { version: 0, publishedAt: null };
  return {
    ...facts,
    version,
    publishedAt,
    notes: book.notes
      .filter(({ procedureId }) => procedureId === id)
      .map(({ unit, text, publishedAt: at }) => ({ unit, text, publishedAt: at })),
    group: groupOf(book, group),
    laws: book.laws.filter((law) => laws.includes(law.id)),
    sources: book.sources.filter((source) => cited.has(source.id)),
    forms: book.forms
      .filter(({ usedBy }) => usedBy.includes(id))
      .map(({ slug, code, title, use, isFillable }) => ({ slug, code, title, use, isFillable })),
  };
}

const groupOf = (book: ProcedureBook, id: string): ProcedureGroup =>
  book.groups.find((group) => group.id === id) ?? { id, name: id };

/** Group by group, each in its own order. */
export function proceduresInOrder(book: Pick<ProcedureBook, 'procedures' | 'groups'>): ProcedureRecord[] {
  const rank = new Map(book.groups.map(({ id }, index) => [id, index]));
  return [...book.procedures].sort(
    (one, other) => (rank.get(one.group) ?? 0) - (rank.get(other.group) ?? 0) || one.order - other.order,
  );
}

/** One line of the list. */
export function procedureSummary(procedure: ProcedureRecord): ProcedureSummary {
  const { id, name, shortName, answer, group, status, level, wardPoliceHandles } = procedure;
  return { id, name, shortName, answer, group, status, level, wardPoliceHandles };
}

/** What is searched of every procedure. */
export function searchEntriesOf(book: Pick<ProcedureBook, 'procedures' | 'forms'>): SearchEntry[] {
  return book.procedures.map((procedure) => searchEntryOf(procedure, book.forms));
}

function searchEntryOf(procedure: ProcedureRecord, forms: readonly FormDefinition[]): SearchEntry {
  const { id, name, shortName, search, code, altCodes, answer, applicants, conditions, dossier } = procedure;
  const formCodes = forms.filter(({ usedBy }) => usedBy.includes(id)).map((form) => form.code);
  return {
    id,
    names: [name, shortName],
    keywords: [...search.keywords, ...search.oldTerms],
    codes: [...formCodes, ...(code === null ? [] : [code]), ...altCodes],
    body: [
      answer,
      ...applicants,
      ...conditions,
      ...dossier.map((item) => item.name),
      ...procedure.commonMistakes,
      ...(procedure.result === null ? [] : [procedure.result]),
    ],
  };
}

/** A fact that was not held against its source for longer than this is shown as old. */
export const freshDaysMax = 90;

const dayMs = 86_400_000;

/** Whether a fact wants checking again; both are days (ISO). One that was never checked does. */
export const isStale = (checkedOn: string | null, today: string): boolean =>
  checkedOn === null || Date.parse(today) - Date.parse(checkedOn) > freshDaysMax * dayMs;
