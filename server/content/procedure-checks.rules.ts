import { basename } from 'node:path';
import type { SearchWords } from '#contract/procedure-search.ts';
import type { FormDefinition, Law, ProcedureGroup, Source } from '#contract/procedures.ts';
import type { PackProblem } from './pack-checks.rules.ts';
import type { Procedure } from './procedure.schema.ts';
import {
  type Fault,
  inEnglish,
  type Known,
  missing,
  procedureFaults,
  repeatedIn,
} from './procedure-faults.rules.ts';
import type { Filed } from './procedure-files.ts';

/** All that could be read; what could not is missing here and was reported. */
type ReadContent = {
  procedures: readonly Filed<Procedure>[];
  forms: readonly Filed<FormDefinition>[];
  laws: readonly Law[];
  sources: readonly Source[];
  procedureGroups: readonly ProcedureGroup[];
  words: Filed<SearchWords> | null;
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
      [...named(value.id, file, 'id'), ...procedureFaults(value, known, inEnglish)].map((fault) => ({
        file,
        ...fault,
      })),
    ),
    ...content.forms.flatMap(({ file, value }) =>
      formProblems(value, file, known).map((fault) => ({ file, ...fault })),
    ),
    ...(content.words ? wordProblems(content.words, known) : []),
    // From the back: of two files the pack's own, which stands first, is the one to mend.
    ...usedTwice(content.procedures.toReversed(), 'order', ({ order }) => String(order)),
    ...usedTwice(content.forms.toReversed(), 'code', ({ code }) => code),
  ];
}

/** A subject names procedures that exist; a phrase means one thing. */
function wordProblems({ file, value }: Filed<SearchWords>, known: Known): PackProblem[] {
  const dead = value.subjects.flatMap(({ about }, index) =>
    missing(about, known.procedures, 'about', inEnglish.noProcedure).map(({ path, message }) => ({
      file,
      path: ['subjects', index, ...path],
      message,
    })),
  );
  const said = value.synonyms.flatMap(({ say }) => say);
  const repeated = repeatedIn(said, ['synonyms', 'say']).map((problem) => ({ file, ...problem }));
  return [...dead, ...repeated];
}

function formProblems(form: FormDefinition, file: string, known: Known): Fault[] {
  const { slug, source, usedBy, fields, isFillable, layout, use } = form;
  return [
    ...named(slug, file, 'slug'),
    ...missing(usedBy, known.procedures, 'usedBy', inEnglish.noProcedure),
    ...repeatedIn(usedBy, ['usedBy']),
    ...(source === null || known.sources.has(source)
      ? []
      : [{ path: ['source'], message: inEnglish.noSource(source) }]),
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

function stepProblems({ fields, steps }: FormDefinition): Fault[] {
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

function fieldProblems(field: FormDefinition['fields'][number], path: Fault['path']): Fault[] {
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
  path: Fault['path'],
): Fault[] {
  const mustChoose = kind === 'choice' || kind === 'checkbox-group';
  const mayChoose = mustChoose || kind === 'choice-text';
  if (mustChoose && !options?.length)
    return [{ path: [...path, 'options'], message: `must name what to choose for "${kind}"` }];
  if (!mayChoose && options)
    return [{ path: [...path, 'options'], message: `"${kind}" has nothing to choose` }];
  return repeatedIn(options ?? [], [...path, 'options']);
}

function named(id: string, file: string, key: string): Fault[] {
  const name = basename(file, '.json');
  return id === name ? [] : [{ path: [key], message: `must be the name of the file, "${name}"` }];
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
