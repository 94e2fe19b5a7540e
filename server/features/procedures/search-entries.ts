import type { SearchEntry } from '#contract/procedure-search.ts';
import type { ContentPack } from '../../content/pack.ts';
import type { Procedure } from '../../content/procedure.schema.ts';

/** What is searched of every procedure of a pack. */
export function searchEntriesOf(pack: ContentPack): SearchEntry[] {
  return pack.procedures.map((procedure) => searchEntryOf(procedure, pack));
}

function searchEntryOf(procedure: Procedure, pack: ContentPack): SearchEntry {
  const { id, name, shortName, search, code, altCodes, answer, applicants, conditions, dossier } = procedure;
  const formCodes = pack.forms.filter(({ usedBy }) => usedBy.includes(id)).map((form) => form.code);
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
