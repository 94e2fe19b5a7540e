import { existsSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * What all commands have alike: `--help`, options that are refused with a hint when nobody knows them, and exit codes. It imports nothing
 * heavy, and a command loads what its work needs when the work begins, so that help is there at once.
 */

/** Done; not done, or something is wrong, and the reason is printed; called wrongly. */
export const exitCodes = { done: 0, fault: 1, misuse: 2 } as const;

/** Called wrongly. The sentence says what is wrong; where the help is comes by itself. */
export class Misuse extends Error {
  override name = 'Misuse';
}

/** Could not be done, for a reason that the sentence tells. */
export class Refusal extends Error {
  override name = 'Refusal';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<Known extends Options> = ReturnType<typeof parseArgs<{ options: Known; allowPositionals: true }>>;

export type CommandLine<Known extends Options> = {
  /** As it is typed: `npm run staff`. */
  readonly command: string;
  /** The whole help. Its first line is `Usage: …`. */
  readonly help: string;
  /** `help` is there without being named. */
  readonly options?: Known;
  /** How many words may stand beside the options; none unless said. */
  readonly wordsMax?: number;
  /** Names of errors that are sentences for whoever typed, such as `ConfigError`: by name, for their classes are loaded by the work alone. */
  readonly expected?: readonly string[];
  /** Does the work and says how it went: `exitCodes.done` when it says nothing. */
  readonly run: (words: string[], values: Parsed<Known>['values']) => Promise<number | undefined>;
};

/** Runs the command with what was typed behind it, and leaves its exit code with the process. */
export async function runCommandLine<const Known extends Options>(line: CommandLine<Known>): Promise<void> {
  process.exitCode = await exitCodeOf(line, process.argv.slice(2));
}

async function exitCodeOf<Known extends Options>(line: CommandLine<Known>, args: string[]): Promise<number> {
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    console.log(line.help);
    return exitCodes.done;
  }
  try {
    const { positionals, values } = read(line, args);
    return (await line.run(positionals, values)) ?? exitCodes.done;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'Misuse') {
      console.error(
        `${error.message}\n\n${line.help.split('\n')[0]}\n  ${helpOf(line.command)} explains it.`,
      );
      return exitCodes.misuse;
    }
    if (error.name !== 'Refusal' && !line.expected?.includes(error.name)) throw error;
    console.error(error.message);
    return exitCodes.fault;
  }
}

/** What was typed, held against what the command knows. Throws Misuse. */
function read<Known extends Options>(
  { options, wordsMax = 0 }: CommandLine<Known>,
  args: string[],
): Parsed<Known> {
  const known: Options = options ?? {};
  const { tokens } = parseArgs({ args, options: known, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option') checkOption(token, known);
  }
  const words = tokens.filter((token) => token.kind === 'positional');
  const extra = words[wordsMax];
  if (extra) throw new Misuse(`“${extra.value}” is one word too many.`);
  return parseArgs({ args, options: options ?? ({} as Known), allowPositionals: true });
}

function checkOption(
  { name, rawName, value }: { name: string; rawName: string; value?: string | undefined },
  known: Options,
): void {
  const option = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!option) {
    const near = nearest(name, Object.keys(known));
    throw new Misuse(`There is no option ${rawName}.${near ? ` Is --${near} meant?` : ''}`);
  }
  if (option.type === 'string' && (value === undefined || value.startsWith('--')))
    throw new Misuse(`${rawName} needs a value behind it.`);
  if (option.type === 'boolean' && value !== undefined) throw new Misuse(`${rawName} takes no value.`);
}

/** The word, if it is one of these. Throws Misuse, with the one that may be meant. */
export function oneOf<const Word extends string>(
  word: string | undefined,
  words: readonly Word[],
  what = 'what to do',
): Word {
  const found = words.find((one) => one === word);
  if (found !== undefined) return found;
  if (word === undefined) throw new Misuse(`Say ${what}: ${words.join(', ')}.`);
  const near = nearest(word, words);
  throw new Misuse(
    `There is no “${word}”. ${near ? `Is “${near}” meant?` : `There are: ${words.join(', ')}.`}`,
  );
}

/** A number out of what was typed. Throws Misuse. */
export function numberFrom(
  typed: string,
  {
    name,
    min,
    max = Number.MAX_SAFE_INTEGER,
    isWhole = true,
  }: { name: string; min: number; max?: number; isWhole?: boolean },
): number {
  const number = typed.trim() === '' ? Number.NaN : Number(typed);
  if (number >= min && number <= max && (!isWhole || Number.isSafeInteger(number))) return number;
  const upTo = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
  throw new Misuse(`${name} is a ${isWhole ? 'whole ' : ''}number ${upTo}, not “${typed}”.`);
}

/** Takes the keys of `.env` into the environment, where there is one; what is set already stays. */
export function takeUpDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

/** `npm run x` hands on what stands behind `--`. */
function helpOf(command: string): string {
  return command.startsWith('npm ') && !command.includes(' -- ')
    ? `${command} -- --help`
    : `${command} --help`;
}

/** As far as this a word is taken for a slip. */
const slipsMax = 2;

function nearest<Word extends string>(word: string, known: readonly Word[]): Word | null {
  const [best] = known
    .map((one) => ({ one, slips: slipsBetween(word, one) }))
    .filter(({ one, slips }) => slips <= slipsMax && slips < one.length)
    .sort((a, b) => a.slips - b.slips);
  return best?.one ?? null;
}

/** How many letters have to be put in, taken out or changed (Levenshtein). */
function slipsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, against] of [...other].entries()) {
      const changed = (row[at] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
