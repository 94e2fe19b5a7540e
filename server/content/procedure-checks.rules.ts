import { basename } from 'node:path';
import type { SearchWords } from '#contract/procedure-search.ts';
import type { FormDefinition, Law, ProcedureGroup, Source } from '#contract/procedures.ts';
import type { PackProblem } from './pack-checks.rules.ts';
import type { Procedure } from './procedure.schema.ts';
import type { Filed } from './procedure-files.ts';

type Path = (string | number)[];

/** All that could be read; what could not is missing here and was reported. */
type ReadContent = {
  procedures: readonly Filed<Procedure>[];
  forms: readonly Filed<FormDefinition>[];
  laws: readonly Law[];
  sources: readonly Source[];
  procedureGroups: readonly ProcedureGroup[];
  words: Filed<SearchWords> | null;
};

type Known = {
  procedures: ReadonlySet<string>;
  forms: ReadonlyMap<string, FormDefinition>;
  laws: ReadonlySet<string>;
  sources: ReadonlySet<string>;
  groups: ReadonlySet<string>;
};

/** Everything that only shows when procedures, forms, laws and sources are held against each other. */
export function checkProcedures(content: ReadContent): PackProblem[] {
  const ids = (items: readonly { id: string }[]) => new Set(items.map(({ id }) => id));
  const known: Known = {
    procedures: ids(content.procedures.map(({ value }) => value)),
    forms: new Map(content.forms.map(({ value }) => [value.slug, value])),
    laws: ids(content.laws),
    sources: ids(content.sources),
    groups: ids(content.procedureGroups),
  };
  return [
    ...content.procedures.flatMap(({ file, value }) =>
      procedureProblems(value, file, known).map(({ path, message }) => ({ file, path, message })),
    ),
    ...content.forms.flatMap(({ file, value }) =>
      formProblems(value, file, known).map(({ path, message }) => ({ file, path, message })),
    ),
    ...(content.words ? wordProblems(content.words, known) : []),
    // From the back: of two files the pack's own, which stands first, is the one to mend.
    ...usedTwice(content.procedures.toReversed(), 'order', ({ order }) => String(order)),
    ...usedTwice(content.forms.toReversed(), 'code', ({ code }) => code),
  ];
}

type Found = { path: Path; message: string };

function procedureProblems(procedure: Procedure, file: string, known: Known): Found[] {
  const { id, group, laws, sources, seeAlso, altCodes, search } = procedure;
  return [
    ...named(id, file, 'id'),
    ...(known.groups.has(group)
      ? []
      : [{ path: ['group'], message: `procedure-groups.json has no "${group}"` }]),
    ...missing(laws, known.laws, 'laws', 'laws.json has no'),
    ...missing(sources, known.sources, 'sources', 'sources.json has no'),
    ...missing(seeAlso, known.procedures, 'seeAlso', 'no procedure has the id'),
    ...(seeAlso.includes(id) ? [{ path: ['seeAlso'], message: 'names the procedure itself' }] : []),
    ...Object.entries({ laws, sources, seeAlso, altCodes }).flatMap(([key, list]) => repeatedIn(list, [key])),
    ...repeatedIn(
      search.keywords.map((keyword) => keyword.toLowerCase()),
      ['search', 'keywords'],
    ),
    ...factProblems(procedure, known),
    ...dossierProblems(procedure, known),
  ];
}

/** Every fact that has a source names one that exists; an amount nobody knows says whom to ask. */
function factProblems(procedure: Procedure, known: Known): Found[] {
  const facts: { path: Path; source: string }[] = [
    { path: ['timeLimit'], source: procedure.timeLimit.source },
    ...procedure.fees.map(({ source }, index) => ({ path: ['fees', index], source })),
    ...procedure.changes.map(({ source }, index) => ({ path: ['changes', index], source })),
    ...(procedure.penalty ? [{ path: ['penalty'], source: procedure.penalty.source }] : []),
  ];
  const dead = facts
    .filter(({ source }) => !known.sources.has(source))
    .map(({ path, source }) => ({ path: [...path, 'source'], message: `sources.json has no "${source}"` }));
  const silent = procedure.fees.flatMap(({ amountVnd, note }, index) =>
    amountVnd === null && note === null
      ? [{ path: ['fees', index, 'note'], message: 'must say whom to ask while the amount is null' }]
      : [],
  );
  const hidden = procedure.fees.some(({ amountVnd }) => amountVnd === null) && procedure.unknown.length === 0;
  return [
    ...dead,
    ...silent,
    ...(hidden ? [{ path: ['unknown'], message: 'must name the amount that is null in fees' }] : []),
    ...(procedure.status === 'abolished' && procedure.changes.length === 0
      ? [{ path: ['changes'], message: 'must say what abolished it' }]
      : []),
  ];
}

/** A subject names procedures that exist; a phrase means one thing. */
function wordProblems({ file, value }: Filed<SearchWords>, known: Known): PackProblem[] {
  const dead = value.subjects.flatMap(({ about }, index) =>
    missing(about, known.procedures, 'about', 'no procedure has the id').map(({ path, message }) => ({
      file,
      path: ['subjects', index, ...path],
      message,
    })),
  );
  const said = value.synonyms.flatMap(({ say }) => say);
  const repeated = repeatedIn(said, ['synonyms', 'say']).map((problem) => ({ file, ...problem }));
  return [...dead, ...repeated];
}

function dossierProblems(procedure: Procedure, known: Known): Found[] {
  return procedure.dossier.flatMap(({ form: slug }, index) => {
    if (slug === null) return [];
    const form = known.forms.get(slug);
    const path = ['dossier', index, 'form'];
    if (!form) return [{ path, message: `no form has the slug "${slug}"` }];
    if (form.usedBy.includes(procedure.id)) return [];
    return [{ path, message: `the form "${slug}" does not name this procedure in usedBy` }];
  });
}

function formProblems(form: FormDefinition, file: string, known: Known): Found[] {
  const { slug, source, usedBy, fields, isFillable, layout, use } = form;
  return [
    ...named(slug, file, 'slug'),
    ...missing(usedBy, known.procedures, 'usedBy', 'no procedure has the id'),
    ...repeatedIn(usedBy, ['usedBy']),
    ...(source === null || known.sources.has(source)
      ? []
      : [{ path: ['source'], message: `sources.json has no "${source}"` }]),
    ...(isFillable === (fields.length > 0 && layout !== null)
      ? []
      : [{ path: ['isFillable'], message: 'must be true exactly when there are fields and a layout' }]),
    ...(isFillable && use === 'issued'
      ? [{ path: ['use'], message: 'a form that the office writes is not filled in here' }]
      : []),
    ...repeatedIn(
      fields.map(({ key }) => key),
      ['fields'],
    ),
    ...fields.flatMap((field, index) => fieldProblems(field, ['fields', index])),
    ...stepProblems(form),
  ];
}

function stepProblems({ fields, steps }: FormDefinition): Found[] {
  const asked = fields.filter(({ filledBy }) => filledBy === 'citizen').map(({ key }) => key);
  const inSteps = steps.flatMap((step) => step.fields);
  return [
    ...asked
      .filter((key) => !inSteps.includes(key))
      .map((key) => ({ path: ['steps'], message: `no step asks for "${key}"` })),
    ...steps.flatMap((step, index) =>
      step.fields
        .map((key, place) => ({ key, path: ['steps', index, 'fields', place] }))
        .filter(({ key }) => !asked.includes(key))
        .map(({ key, path }) => ({ path, message: `the citizen fills in no field "${key}"` })),
    ),
    ...repeatedIn(inSteps, ['steps']),
  ];
}

function fieldProblems(field: FormDefinition['fields'][number], path: Path): Found[] {
  const isTable = field.kind === 'table';
  const columns = field.table?.columns ?? [];
  return [
    ...(isTable === (field.table !== undefined)
      ? []
      : [{ path: [...path, 'table'], message: 'stands with the kind "table" and with no other' }]),
    ...choiceProblems(field, path),
    ...columns.flatMap((column, index) => choiceProblems(column, [...path, 'table', 'columns', index])),
    ...repeatedIn(
      columns.map(({ key }) => key),
      [...path, 'table', 'columns'],
    ),
  ];
}

/** What can be chosen is named; only `choice-text` may leave it to be written. */
function choiceProblems(
  { kind, options }: { kind: string; options?: string[] | undefined },
  path: Path,
): Found[] {
  const mustChoose = kind === 'choice' || kind === 'checkbox-group';
  const mayChoose = mustChoose || kind === 'choice-text';
  if (mustChoose && !options?.length)
    return [{ path: [...path, 'options'], message: `must name what to choose for "${kind}"` }];
  if (!mayChoose && options)
    return [{ path: [...path, 'options'], message: `"${kind}" has nothing to choose` }];
  return repeatedIn(options ?? [], [...path, 'options']);
}

function named(id: string, file: string, key: string): Found[] {
  const name = basename(file, '.json');
  return id === name ? [] : [{ path: [key], message: `must be the name of the file, "${name}"` }];
}

function missing(
  references: readonly string[],
  known: ReadonlySet<string>,
  key: string,
  message: string,
): Found[] {
  return references.flatMap((reference, index) =>
    known.has(reference) ? [] : [{ path: [key, index], message: `${message} "${reference}"` }],
  );
}

function repeatedIn(list: readonly string[], path: Path): Found[] {
  return list.flatMap((item, index) =>
    list.indexOf(item) < index
      ? [{ path: [...path, index], message: `"${item}" stands already at ${list.indexOf(item)}` }]
      : [],
  );
}

function usedTwice<Value>(
  files: readonly Filed<Value>[],
  key: string,
  keyOf: (value: Value) => string,
): PackProblem[] {
  const firstFile = new Map<string, string>();
  return files.flatMap(({ file, value }) => {
    const first = firstFile.get(keyOf(value));
    firstFile.set(keyOf(value), first ?? file);
    return first === undefined
      ? []
      : [{ file, path: [key], message: `"${keyOf(value)}" stands already in ${first}` }];
  });
}
