import { basename, join } from 'node:path';
import type * as z from 'zod';
import type { SearchWords } from '#contract/procedure-search.ts';
import type { FormDefinition, Law, ProcedureGroup, Source } from '#contract/procedures.ts';
import type { PackProblem } from './pack-checks.rules.ts';
import { isFile, isFolder, jsonFilesIn, packFolder, reader } from './pack-reader.ts';
import {
  FormFile,
  GroupsFile,
  LawsFile,
  type Procedure,
  ProcedureFile,
  SearchWordsFile,
  SourcesFile,
} from './procedure.schema.ts';
import { checkProcedures } from './procedure-checks.rules.ts';

/** All a pack knows of procedures, its own and the included ones. */
export type ProcedureContent = {
  procedures: Procedure[];
  procedureGroups: ProcedureGroup[];
  forms: FormDefinition[];
  laws: Law[];
  sources: Source[];
  searchWords: SearchWords;
};

/** Something read, and the file as the person who keeps the pack calls it. */
export type Filed<Value> = { file: string; value: Value };

type Folder = { path: string; label: string };

/** Reads them and holds them against each other; what is wrong goes to `problems`. */
export async function readProcedures(
  packPath: string,
  includes: readonly string[],
  problems: PackProblem[],
): Promise<ProcedureContent> {
  const folders = await foldersOf(packPath, includes, problems);
  const [procedures, forms, laws, sources, groups, words] = await Promise.all([
    readEach(folders, 'procedures', ProcedureFile, problems),
    readEach(folders, 'forms', FormFile, problems),
    readLists(folders, 'laws.json', LawsFile, problems),
    readLists(folders, 'sources.json', SourcesFile, problems),
    readLists(folders, 'procedure-groups.json', GroupsFile, problems),
    readFirst(folders, 'search-words.json', SearchWordsFile, problems),
  ]);
  const content = {
    laws: byId(
      laws.map(({ file, value }) => ({ file, value: value.laws })),
      problems,
    ),
    sources: byId(
      sources.map(({ file, value }) => ({ file, value: value.sources })),
      problems,
    ),
    procedureGroups: byId(
      groups.map(({ file, value }) => ({ file, value: value.groups })),
      problems,
    ),
  };
  problems.push(...checkProcedures({ procedures, forms, words, ...content }));
  return {
    ...content,
    procedures: procedures.map(({ value }) => value).sort((one, other) => one.order - other.order),
    forms: forms.map(({ value }) => value),
    searchWords: words?.value ?? noWords,
  };
}

const noWords: SearchWords = {
  synonyms: [],
  subjects: [],
  stopWords: [],
  weakWords: [],
  elsewhere: [],
  intents: {
    tip: { say: [], alone: [], unless: [] },
    hotline: { say: [], alone: [], unless: [] },
  },
};

/** The pack first, so that what it has itself is found before what it includes. */
async function foldersOf(
  packPath: string,
  includes: readonly string[],
  problems: PackProblem[],
): Promise<Folder[]> {
  const folders: Folder[] = [{ path: packPath, label: '' }];
  for (const [index, name] of includes.entries()) {
    const path = packFolder(name, packPath);
    if (await isFolder(path)) folders.push({ path, label: `${basename(path)}/` });
    else problems.push({ file: 'pack.json', path: ['includes', index], message: `no folder ${path}` });
  }
  return folders;
}

/** One value per file name: the nearest folder's. */
async function readEach<Schema extends z.ZodType>(
  folders: readonly Folder[],
  kind: string,
  schema: Schema,
  problems: PackProblem[],
): Promise<Filed<z.output<Schema>>[]> {
  const nearest = new Map<string, Folder>();
  for (const folder of folders) {
    for (const name of await jsonFilesIn(join(folder.path, kind))) {
      if (!nearest.has(name)) nearest.set(name, folder);
    }
  }
  const read = await Promise.all(
    [...nearest].map(async ([name, { path, label }]) => {
      const file = `${kind}/${name}`;
      const value = await reader(path, problems, label)(file, schema, JSON.parse);
      return value === null ? [] : [{ file: label + file, value }];
    }),
  );
  return read.flat();
}

async function readLists<Schema extends z.ZodType>(
  folders: readonly Folder[],
  file: string,
  schema: Schema,
  problems: PackProblem[],
): Promise<Filed<z.output<Schema>>[]> {
  const read: Filed<z.output<Schema>>[] = [];
  for (const { path, label } of folders) {
    if (!(await isFile(join(path, file)))) continue;
    const value = await reader(path, problems, label)(file, schema, JSON.parse);
    if (value !== null) read.push({ file: label + file, value });
  }
  return read;
}

async function readFirst<Schema extends z.ZodType>(
  folders: readonly Folder[],
  file: string,
  schema: Schema,
  problems: PackProblem[],
): Promise<Filed<z.output<Schema>> | null> {
  for (const { path, label } of folders) {
    if (!(await isFile(join(path, file)))) continue;
    const value = await reader(path, problems, label)(file, schema, JSON.parse);
    return value === null ? null : { file: label + file, value };
  }
  return null;
}

/** Joins the lists, nearest first; an id twice in one file is a problem. */
function byId<Item extends { id: string }>(lists: readonly Filed<Item[]>[], problems: PackProblem[]): Item[] {
  const items = new Map<string, Item>();
  for (const { file, value } of lists) {
    const here = new Set<string>();
    for (const [index, item] of value.entries()) {
      if (here.has(item.id))
        problems.push({ file, path: [index, 'id'], message: `"${item.id}" stands here twice` });
      here.add(item.id);
      if (!items.has(item.id)) items.set(item.id, item);
    }
  }
  return [...items.values()];
}
