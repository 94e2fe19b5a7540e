import type { ProcedureBook } from '#contract/procedure-book.ts';
import type { BookNote, ProcedureQuery, ProcedureRecord } from '#contract/procedures.ts';
import type { ContentPack } from '../../content/pack.ts';
import { createProcedureCatalogue, type ProcedureCatalogue } from './procedure-catalogue.ts';

export type ProcedureService = ReturnType<typeof createProcedureService>;

/** What editors have published here, over what the content pack says. */
export type PublishedProcedures = {
  /** Grows with every publication, whichever server it came through. */
  revision(): Promise<number>;
  read(): Promise<Published>;
};

type Published = {
  procedures: readonly { record: ProcedureRecord; version: number; publishedAt: string }[];
  notes: readonly BookNote[];
};

/** Procedures and forms as they are in force at this moment. Without `published`: as the pack has them. */
export function createProcedureService(pack: ContentPack, published?: PublishedProcedures) {
  const types = new Map([...pack.former, ...pack.units].map(({ id, type }) => [id, type]));
  let known: { revision: number; catalogue: Promise<ProcedureCatalogue> } | undefined;

  async function make(): Promise<ProcedureCatalogue> {
    return createProcedureCatalogue(bookOf(pack, await published?.read()), (id) => types.get(id));
  }

  /**
   * The revision is asked at every call, so that what was published through another server counts here too, at once. A catalogue read
   * while another revision came is newer than its number says and is read again.
   */
  async function catalogue(): Promise<ProcedureCatalogue> {
    const revision = (await published?.revision()) ?? 0;
    if (known?.revision !== revision) known = { revision, catalogue: make() };
    const asked = known;
    return asked.catalogue.catch((error: unknown) => {
      if (known === asked) known = undefined;
      throw error;
    });
  }

  return {
    catalogue,
    /** @throws invalid_input for a category, unit or cursor that does not exist */
    list: async (query: ProcedureQuery) => (await catalogue()).list(query),
    /** @throws not_found */
    get: async (id: string) => (await catalogue()).get(id),
  };
}

function bookOf(
  pack: ContentPack,
  { procedures, notes }: Published = { procedures: [], notes: [] },
): ProcedureBook {
  const own = new Set(pack.procedures.map(({ id }) => id));
  // Of a procedure that the pack no longer has, what was published once is not in force.
  const inForce = new Map(
    procedures.filter(({ record }) => own.has(record.id)).map((each) => [each.record.id, each]),
  );
  return {
    procedures: pack.procedures.map((procedure) => inForce.get(procedure.id)?.record ?? procedure),
    editions: Object.fromEntries(
      [...inForce].map(([id, { version, publishedAt }]) => [id, { version, publishedAt }]),
    ),
    notes: notes.filter(({ procedureId }) => own.has(procedureId)),
    groups: pack.procedureGroups,
    forms: pack.forms,
    laws: pack.laws,
    sources: pack.sources,
    searchWords: pack.searchWords,
  };
}
