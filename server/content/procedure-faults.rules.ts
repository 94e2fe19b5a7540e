import type { FormDefinition } from '#contract/procedures.ts';
import type { Procedure } from './procedure.schema.ts';

/** What is wrong with a part, named by its path from the root. */
export type Fault = { path: (string | number)[]; message: string };

/** What a procedure may refer to. */
export type Known = {
  procedures: ReadonlySet<string>;
  forms: ReadonlyMap<string, FormDefinition>;
  laws: ReadonlySet<string>;
  sources: ReadonlySet<string>;
  groups: ReadonlySet<string>;
};

/** How a fault is said: in English to who writes a pack, in Vietnamese to an editor at the desk. */
export type FaultWords = {
  noGroup(id: string): string;
  noLaw(id: string): string;
  noSource(id: string): string;
  noProcedure(id: string): string;
  noForm(slug: string): string;
  formOfOthers(slug: string): string;
  namesItself: string;
  repeated(item: string, first: number): string;
  saysWhomToAsk: string;
  namesUnknownAmount: string;
  saysWhatAbolished: string;
};

export const inEnglish: FaultWords = {
  noGroup: (id) => `procedure-groups.json has no "${id}"`,
  noLaw: (id) => `laws.json has no "${id}"`,
  noSource: (id) => `sources.json has no "${id}"`,
  noProcedure: (id) => `no procedure has the id "${id}"`,
  noForm: (slug) => `no form has the slug "${slug}"`,
  formOfOthers: (slug) => `the form "${slug}" does not name this procedure in usedBy`,
  namesItself: 'names the procedure itself',
  repeated: (item, first) => `"${item}" stands already at ${first}`,
  saysWhomToAsk: 'must say whom to ask while the amount is null',
  namesUnknownAmount: 'must name the amount that is null in fees',
  saysWhatAbolished: 'must say what abolished it',
};

/** Everything about one procedure that only shows when it is held against what else there is. */
export function procedureFaults(procedure: Procedure, known: Known, words: FaultWords): Fault[] {
  const { id, group, laws, sources, seeAlso, altCodes, search } = procedure;
  const repeats = (list: readonly string[], path: Fault['path']) => repeatedIn(list, path, words.repeated);
  return [
    ...(known.groups.has(group) ? [] : [{ path: ['group'], message: words.noGroup(group) }]),
    ...missing(laws, known.laws, 'laws', words.noLaw),
    ...missing(sources, known.sources, 'sources', words.noSource),
    ...missing(seeAlso, known.procedures, 'seeAlso', words.noProcedure),
    ...(seeAlso.includes(id) ? [{ path: ['seeAlso'], message: words.namesItself }] : []),
    ...Object.entries({ laws, sources, seeAlso, altCodes }).flatMap(([key, list]) => repeats(list, [key])),
    ...repeats(
      search.keywords.map((keyword) => keyword.toLowerCase()),
      ['search', 'keywords'],
    ),
    ...factFaults(procedure, known, words),
    ...dossierFaults(procedure, known, words),
  ];
}

/** Every fact that has a source names one that exists; an amount nobody knows says whom to ask. */
function factFaults(procedure: Procedure, known: Known, words: FaultWords): Fault[] {
  const facts: { path: Fault['path']; source: string }[] = [
    { path: ['timeLimit'], source: procedure.timeLimit.source },
    ...procedure.fees.map(({ source }, index) => ({ path: ['fees', index], source })),
    ...procedure.changes.map(({ source }, index) => ({ path: ['changes', index], source })),
    ...(procedure.penalty ? [{ path: ['penalty'], source: procedure.penalty.source }] : []),
  ];
  const dead = facts
    .filter(({ source }) => !known.sources.has(source))
    .map(({ path, source }) => ({ path: [...path, 'source'], message: words.noSource(source) }));
  const silent = procedure.fees.flatMap(({ amountVnd, note }, index) =>
    amountVnd === null && note === null
      ? [{ path: ['fees', index, 'note'], message: words.saysWhomToAsk }]
      : [],
  );
  const hidden = procedure.fees.some(({ amountVnd }) => amountVnd === null) && procedure.unknown.length === 0;
  return [
    ...dead,
    ...silent,
    ...(hidden ? [{ path: ['unknown'], message: words.namesUnknownAmount }] : []),
    ...(procedure.status === 'abolished' && procedure.changes.length === 0
      ? [{ path: ['changes'], message: words.saysWhatAbolished }]
      : []),
  ];
}

function dossierFaults(procedure: Procedure, known: Known, words: FaultWords): Fault[] {
  return procedure.dossier.flatMap(({ form: slug }, index) => {
    if (slug === null) return [];
    const form = known.forms.get(slug);
    const path = ['dossier', index, 'form'];
    if (!form) return [{ path, message: words.noForm(slug) }];
    return form.usedBy.includes(procedure.id) ? [] : [{ path, message: words.formOfOthers(slug) }];
  });
}

/** References that lead nowhere. */
export function missing(
  references: readonly string[],
  known: ReadonlySet<string>,
  key: string,
  say: (reference: string) => string,
): Fault[] {
  return references.flatMap((reference, index) =>
    known.has(reference) ? [] : [{ path: [key, index], message: say(reference) }],
  );
}

/** What stands in a list twice. */
export function repeatedIn(
  list: readonly string[],
  path: Fault['path'],
  say: FaultWords['repeated'] = inEnglish.repeated,
): Fault[] {
  return list.flatMap((item, index) =>
    list.indexOf(item) < index ? [{ path: [...path, index], message: say(item, list.indexOf(item)) }] : [],
  );
}
