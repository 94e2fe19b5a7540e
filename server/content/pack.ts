import { basename, join } from 'node:path';
import type * as z from 'zod';
import type { ContentEnglish } from '#contract/portal.ts';
import type { SearchWords } from '#contract/procedure-search.ts';
import type { FormDefinition, Law, ProcedureGroup, Source } from '#contract/procedures.ts';
import type { Roster } from '#contract/roster.ts';
import type { ChatbotFile } from './chatbot.schema.ts';
import { readChatbot } from './chatbot-file.ts';
import { readEnglish } from './english-files.ts';
import {
  BoundariesFile,
  CategoriesFile,
  ConsentFile,
  type FormerUnit,
  type Geometry,
  LinksFile,
  PackFile,
  PrivacyFile,
  RetentionFile,
  RosterFile,
  type TipCategory,
  type Unit,
  UnitsFile,
} from './pack.schema.ts';
import { crossCheck, type PackProblem } from './pack-checks.rules.ts';
import { isFile, isFolder, packFolder, reader } from './pack-reader.ts';
import type { Procedure } from './procedure.schema.ts';
import { readProcedures } from './procedure-files.ts';
import type { ReplyTemplate } from './reply-template.schema.ts';
import { readReplyTemplates } from './reply-templates-file.ts';
import { withPeriods, withPeriodsInEnglish } from './retention-words.ts';
import { rosterProblems, trialShifts } from './roster-checks.rules.ts';

/** The land of one ward or neighbour. Longitude first, WGS 84. */
export type Boundary = { readonly slug: string; readonly name: string; readonly geometry: Geometry };

/** All that a portal knows of the place it serves, read once at start and frozen. */
export type ContentPack = {
  readonly id: string;
  readonly title: string;
  readonly tenant: { readonly id: string; readonly name: string };
  readonly era: string;
  readonly units: readonly Unit[];
  /** The one unit without a parent; it takes what no other unit takes. */
  readonly root: Unit;
  readonly former: readonly FormerUnit[];
  readonly wards: readonly Boundary[];
  /** Named places around that are not served. */
  readonly neighbours: readonly Boundary[];
  readonly emergencyNumbers: z.infer<typeof LinksFile>['emergencyNumbers'];
  readonly links: z.infer<typeof LinksFile>['links'];
  readonly tipCategoryGroups: readonly { readonly id: string; readonly name: string }[];
  readonly tipCategories: readonly TipCategory[];
  readonly newsCategories: readonly { readonly id: string; readonly name: string }[];
  readonly consent: { readonly version: string; readonly text: string };
  readonly privacy: string;
  /** What of all this is there in English. */
  readonly english: ContentEnglish;
  readonly retention: z.infer<typeof RetentionFile>['periods'];
  /** What a unit's duty roster starts with, by the unit's id; most packs leave it to the units. */
  readonly rosters: Readonly<Record<string, Roster>>;
  /** In the order of their list. */
  readonly procedures: readonly Procedure[];
  readonly procedureGroups: readonly ProcedureGroup[];
  readonly forms: readonly FormDefinition[];
  readonly laws: readonly Law[];
  readonly sources: readonly Source[];
  readonly searchWords: SearchWords;
  /** What the assistant in the chats of the OAs says. */
  readonly chatbot: ChatbotFile;
  /** What an officer may begin a reply with. */
  readonly replyTemplates: readonly ReplyTemplate[];
};

/** A pack that cannot be used, with everything that is wrong with it. */
export class PackError extends Error {
  override name = 'PackError';
  readonly problems: readonly PackProblem[];

  constructor(folder: string, problems: readonly PackProblem[]) {
    super(`Content pack ${folder} is not usable:\n${problems.map(problemLine).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Reads and checks a pack: a bare name is a folder under server/content, anything with a slash or a dot in front a path.
 * @throws PackError with every problem of every file.
 */
export async function loadPack(nameOrPath: string): Promise<ContentPack> {
  const folder = packFolder(nameOrPath);
  if (!(await isFolder(folder))) {
    throw new PackError(basename(folder), [{ file: 'pack.json', path: [], message: `no folder ${folder}` }]);
  }
  const problems: PackProblem[] = [];
  const read = reader(folder, problems);
  const pack = await read('pack.json', PackFile, JSON.parse);
  const units = await read('units.json', UnitsFile, JSON.parse);
  const wards = await read('wards.geojson', BoundariesFile, JSON.parse);
  const hasNeighbours = await isFile(join(folder, 'neighbours.geojson'));
  const neighbours = hasNeighbours ? await read('neighbours.geojson', BoundariesFile, JSON.parse) : null;
  const links = await read('links.json', LinksFile, JSON.parse);
  const categories = await read('categories.json', CategoriesFile, JSON.parse);
  const retention = await read('retention.json', RetentionFile, JSON.parse);
  const hasRoster = await isFile(join(folder, 'roster.json'));
  const roster = hasRoster ? await read('roster.json', RosterFile, JSON.parse) : null;
  const consent = await read('consent.md', ConsentFile, parseFrontMatter);
  const privacy = await read('privacy.md', PrivacyFile, (text) => text);
  problems.push(...crossCheck({ units, wards, neighbours, links, categories }));
  if (units && roster) problems.push(...rosterProblems(roster.units, units.units));
  const procedures = await readProcedures(folder, pack?.includes ?? [], problems);
  const chatbot = await readChatbot(folder, pack?.includes ?? [], problems);
  const replies = await readReplyTemplates(folder, pack?.includes ?? [], problems, categories);
  const english = await readEnglish(folder, pack?.includes ?? [], problems, {
    content: { tenant: pack?.tenant, units, links, categories, procedures },
    consentVersion: consent?.version,
    front: parseFrontMatter,
  });

  const root = units?.units.find((unit) => unit.parentId === null);
  const isWhole =
    pack &&
    units &&
    root &&
    wards &&
    links &&
    categories &&
    retention &&
    consent &&
    privacy &&
    chatbot &&
    replies;
  if (problems.length > 0 || !isWhole) throw new PackError(basename(folder), problems);
  return deepFreeze({
    id: pack.id,
    title: pack.title,
    tenant: pack.tenant,
    era: pack.era,
    units: units.units,
    root,
    former: units.former,
    wards: toBoundaries(wards),
    neighbours: neighbours ? toBoundaries(neighbours) : [],
    emergencyNumbers: links.emergencyNumbers,
    links: links.links,
    tipCategoryGroups: categories.tipCategoryGroups,
    tipCategories: categories.tipCategories,
    newsCategories: categories.newsCategories,
    consent,
    privacy: withPeriods(privacy, retention.periods),
    english: {
      ...english,
      privacy: english.privacy && withPeriodsInEnglish(english.privacy, retention.periods),
    },
    retention: retention.periods,
    rosters: roster?.units ?? {},
    chatbot,
    replyTemplates: replies.templates,
    ...procedures,
  });
}

/**
 * What a pack may have for a demonstration and must not have in production: placeholder phones, retention periods that nobody
 * decided. Empty when the pack is ready.
 */
export function productionProblems(pack: ContentPack): PackProblem[] {
  const phones = pack.units.flatMap((unit, index) =>
    unit.hotlines.some((hotline) => hotline.placeholder)
      ? [
          {
            file: 'units.json',
            path: ['units', index, 'hotlines'],
            message: `${unit.id} has a placeholder phone`,
          },
        ]
      : [],
  );
  const periods = Object.entries(pack.retention).flatMap(([name, { days, demo }]) =>
    demo || days === null
      ? [{ file: 'retention.json', path: ['periods', name], message: 'the period is not decided yet' }]
      : [],
  );
  const shifts = trialShifts(pack.rosters).map(({ path }) => ({
    file: 'roster.json',
    path,
    message: 'the shift has a placeholder phone',
  }));
  return [...phones, ...periods, ...shifts];
}

/** `units.json: units.3.parentId: no unit has the id "x"`. */
export function problemLine({ file, path, message }: PackProblem): string {
  return [file, path.join('.'), message].filter((part) => part !== '').join(': ');
}

/** `---`, `key: value` lines, `---`, text. */
function parseFrontMatter(text: string): Record<string, string> {
  const parts = /^---\n(.*?)\n---\n(.*)$/s.exec(text);
  if (!parts) throw new Error('must begin with front matter: ---, version: …, ---');
  const [, head = '', body = ''] = parts;
  const entries = head.split('\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error(`front matter line "${line}" is not "key: value"`);
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  return { ...Object.fromEntries(entries), text: body.trim() };
}

function toBoundaries({ features }: BoundariesFile): Boundary[] {
  return features.map(({ properties, geometry }) => ({
    slug: properties.slug,
    name: properties.name,
    geometry,
  }));
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const child of Object.values(value)) deepFreeze(child);
  return Object.freeze(value);
}
