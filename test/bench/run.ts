/** `npm run bench`: how fast the portal is, in figures that another machine gives alike. `--help` says how. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { exitCodes, numberFrom, oneOf, runCommandLine } from '../../server/command-line.ts';
import { measureNames, measures } from './measures.ts';

/** A file beside this one, with a process of its own. */
type OwnBench = {
  about: string;
  /** Options with a value, and what is taken without them. */
  options?: Record<string, string>;
  /** Numbers that may be given, one after the other, and what is taken without them. */
  numbers?: Record<string, number>;
  /** Keeps the figures for docs/assurance.md with `--record`. */
  isRecordable?: boolean;
};

const ownBenches: Record<string, OwnBench> = {
  growth: {
    about: 'what people and workers ask of 1,000, 100,000 and a million tips, on both engines',
    options: {
      rows: '1000,100000,1000000',
      times: '100',
      engines: 'sqlite,postgres',
      only: 'all questions',
      keep: 'no folder',
    },
    isRecordable: true,
  },
  upkeep: {
    about:
      'a start on a million tips, the portal’s own rounds there, and how long nobody is answered meanwhile',
    options: { rows: '1000,1000000', keep: 'no folder' },
    isRecordable: true,
  },
  forms: {
    about: 'filled forms: milliseconds a file, how long the server is held, memory',
    numbers: { files: 1_000 },
  },
  webhooks: { about: '1,000 events of Zalo in one burst: how long Zalo waits for its 200, on both engines' },
  news: {
    about: 'published articles: first screen, searches and notices, on both engines',
    numbers: { articles: 10_000 },
  },
  desks: {
    about: 'open desks: how long until every one is told of a tip, on both engines',
    numbers: { desks: 1_000, tips: 50 },
  },
  search: {
    about: 'procedure search beside plain MiniSearch, FlexSearch and Fuse.js: how often right, how fast',
  },
  phone: {
    about:
      'a cheap phone (a fourth of the speed, 1.6 Mbit/s, 150 ms): opening home, every touch of a tip, beside a bare page',
    options: { rounds: '5' },
    isRecordable: true,
  },
  keystrokes: { about: 'what a letter in that search costs a phone slowed four times' },
  'unit-costs': {
    about: 'rows, bytes and processor time of a tip, a photo, an alert, on both engines: docs/scale.md',
  },
};
const ownNames = Object.keys(ownBenches);

function listed(entries: readonly (readonly [name: string, about: string])[]): string {
  return entries.map(([name, about]) => `  ${name.padEnd(14)} ${about}`).join('\n');
}

const help = `Usage: npm run bench -- [--only <measure>,…] [--rounds 4] [--seconds 1.5] [--record]   or   npm run bench -- <bench> …

Every measure alternates with the least that could be done, so many rounds of so many seconds each; together under three minutes. Ratios
count: the machine's own speed cancels out. --record keeps the figures for docs/assurance.md (npm run assurance writes it).

Measures:
${listed(Object.entries(measures))}

Benches of their own; npm run bench -- growth --help explains that one:
${listed(ownNames.map((name) => [name, ownBenches[name]?.about ?? '']))}

Exit code 0: measured. 1: could not be. 2: called wrongly.`;

const [asked = ''] = process.argv.slice(2);
const own = Object.hasOwn(ownBenches, asked) ? ownBenches[asked] : undefined;
await (own ? runOwn(asked, own) : runMeasures());

async function runOwn(name: string, own: OwnBench): Promise<void> {
  const { about, options = {}, numbers = {}, isRecordable = false } = own;
  const names = Object.keys(numbers);
  const usage = [
    `Usage: npm run bench -- ${name}`,
    ...names.map((word) => `[${word}]`),
    ...Object.keys(options).map((option) => `[--${option} …]`),
    ...(isRecordable ? ['[--record]'] : []),
  ].join(' ');
  const defaults = {
    ...numbers,
    ...Object.fromEntries(Object.entries(options).map(([key, value]) => [`--${key}`, value])),
  };
  await runCommandLine({
    command: `npm run bench -- ${name}`,
    help: [
      usage,
      '',
      about,
      '',
      listed(Object.entries(defaults).map(([what, value]) => [what, `${value} unless said`])),
    ]
      .join('\n')
      .trimEnd(),
    wordsMax: 1 + names.length,
    options: {
      ...Object.fromEntries(Object.keys(options).map((option) => [option, { type: 'string' } as const])),
      ...(isRecordable ? { record: { type: 'boolean' } as const } : {}),
    },
    run: async ([_name, ...words]) => {
      for (const [index, word] of words.entries()) numberFrom(word, { name: names[index] ?? '', min: 1 });
      const file = path.join(import.meta.dirname, `${name}.ts`);
      const { status } = spawnSync(process.execPath, [file, ...process.argv.slice(3)], { stdio: 'inherit' });
      return status ?? exitCodes.fault;
    },
  });
}

async function runMeasures(): Promise<void> {
  await runCommandLine({
    command: 'npm run bench',
    help,
    wordsMax: 1,
    options: {
      only: { type: 'string' },
      rounds: { type: 'string', default: '4' },
      seconds: { type: 'string', default: '1.5' },
      record: { type: 'boolean', default: false },
    },
    run: async ([word], { only, rounds, seconds, record }) => {
      if (word !== undefined) oneOf(word, ownNames);
      const plan = {
        measures: only?.split(',').map((name) => oneOf(name, measureNames)) ?? measureNames,
        rounds: numberFrom(rounds, { name: '--rounds', min: 1 }),
        roundMs: 1_000 * numberFrom(seconds, { name: '--seconds', min: 0.1, isWhole: false }),
      };
      const { benchBesideReferences } = await import('./beside-references.ts');
      await benchBesideReferences(plan, { isRecorded: record });
      // Servers of their own may still be closing their connections.
      process.exit();
    },
  });
}
