import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError, readConfig } from '../config/config.ts';
import { openStore } from '../open-store.ts';
import { parseSecretKeys } from '../secrets/secret-keys.ts';
import { keySourceOf } from './key-source.ts';
import { createReseal } from './reseal.ts';
import { resealRoundStore } from './reseal-round.store.ts';

/** `node server/keys/command.ts`: for whoever keeps the portal's keys. */
const usage = `Usage: npx node server/keys/command.ts status | rotate | add | use <version> | drop <version>

  status          Which keys there are, which one new things are made with, and what is still sealed under older ones.
  rotate          Puts a new key before the others of the key file: running servers take it up within half a minute.
  add             Puts a new key behind the others: known and not used. With servers on several machines, add it everywhere first ...
  use <version>   ... and then put it before the others, so that no server meets a key that it does not know.
  drop <version>  Takes an older key out of the file, once status says that nothing needs it. Keep it where your backups' keys are, as long
                  as there are backups of its time.

The key file is SECRET_KEYS_FILE, or DATA_DIR/secret-keys. Keys in SECRET_KEYS are changed there, and a server learns of it at its next
start.

Exit code 0: done. 1: not done, and why. 2: called wrongly.`;

class RefusedError extends Error {}

/** Returns the exit code. */
async function run(args: readonly string[]): Promise<number> {
  const [command = '--help', version, ...rest] = args;
  const takesVersion = command === 'use' || command === 'drop';
  const isKnown = ['status', 'rotate', 'add', 'use', 'drop'].includes(command);
  if (!isKnown || rest.length > 0 || takesVersion !== (version !== undefined)) {
    const isHelp = command === '--help' && args.length <= 1;
    (isHelp && args.length === 1 ? console.log : console.error)(usage);
    return isHelp && args.length === 1 ? 0 : 2;
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    if (command === 'status') await showStatus();
    else await change(command, version ?? '');
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof RefusedError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function showStatus(): Promise<void> {
  const { database, keys } = await openStore(readConfig(process.env));
  try {
    const { newest } = keys;
    for (const key of keys.versions) {
      const use = key.version === newest.version ? 'new things are made with it' : 'older';
      console.log(
        `${key.version}: ${key.isWhole ? use : 'removed; what digests and histories need of it is kept'}`,
      );
    }
    for (const round of await resealRoundStore(database.kysely).list(newest.version)) {
      const state = round.finishedAt === null ? 'not finished' : `done ${round.finishedAt}`;
      console.log(`  ${round.kind}: ${round.examined} looked at, ${round.resealed} sealed anew, ${state}`);
    }
    const unfinished = await unfinishedKinds();
    console.log(
      unfinished.length === 0
        ? 'Nothing is sealed under an older key: older ones may be dropped.'
        : `Still to be looked through by the running portal: ${unfinished.join(', ')}. Older keys must stay.`,
    );

    async function unfinishedKinds(): Promise<string[]> {
      const silent = { database, keys, files: [], logger: quiet, now: () => new Date() };
      const rounds = await resealRoundStore(database.kysely).list(newest.version);
      const photos = rounds.some(({ kind, finishedAt }) => kind === 'photos' && finishedAt !== null);
      const isOnly = keys.versions.length < 2;
      return [...(await createReseal(silent).listUnfinished()), ...(photos || isOnly ? [] : ['photos'])];
    }
  } finally {
    await database.close();
  }
}

const quiet = { error: () => undefined, info: () => undefined };

async function change(command: string, version: string): Promise<void> {
  const config = readConfig(process.env);
  const source = keySourceOf(config);
  if (source.file === null)
    throw new RefusedError(
      'The keys stand in SECRET_KEYS: change them there, or put them into a file (SECRET_KEYS_FILE).',
    );
  const { versions } = await source.read();
  const entries = (await readFile(source.file, 'utf8'))
    .trim()
    .split(',')
    .map((entry) => entry.trim());
  const entryOf = (wanted: string) => entries.find((entry) => entry.startsWith(`${wanted}:`));
  const chosen = entryOf(version);
  const others = entries.filter((entry) => entry !== chosen);
  const names = versions.map((key) => key.version);
  if (command === 'rotate' || command === 'add') {
    const fresh = nextName(names);
    const entry = `${fresh}:${randomBytes(32).toString('base64url')}`;
    await write(source.file, command === 'rotate' ? [entry, ...entries] : [...entries, entry]);
    console.log(`${fresh} was made and put ${command === 'rotate' ? 'first' : 'last'} in ${source.file}.`);
    console.log('Keep a copy of that file apart from the backups: without it nothing in them opens.');
    return;
  }
  if (chosen === undefined)
    throw new RefusedError(`There is no key ${version}. There are: ${names.join(', ')}.`);
  if (command === 'drop') await assertMayGo(version, names);
  await write(source.file, command === 'use' ? [chosen, ...others] : others);
  console.log(command === 'use' ? `New things are made with ${version} now.` : `${version} was taken out.`);
}

async function assertMayGo(version: string, names: readonly string[]): Promise<void> {
  if (names[0] === version)
    throw new RefusedError(`New things are made with ${version}: put another one first.`);
  const { database, keys } = await openStore(readConfig(process.env));
  try {
    if (!(await resealRoundStore(database.kysely).isFinished(keys.newest.version)))
      throw new RefusedError(
        `Something may still be sealed under ${version}. Let the portal run until "status" says that older keys may be dropped.`,
      );
  } finally {
    await database.close();
  }
}

/** k1, k2, …: the first that nobody has. */
function nextName(names: readonly string[]): string {
  const numbers = names.map((name) => Number(/^k(\d+)$/.exec(name)?.[1] ?? 0));
  return `k${Math.max(...numbers) + 1}`;
}

/** Whole, or not at all; and only what can be read again. */
async function write(file: string, entries: readonly string[]): Promise<void> {
  const text = entries.join(',');
  parseSecretKeys(text);
  const next = path.join(path.dirname(file), `.${path.basename(file)}.new`);
  const handle = await open(next, 'w', 0o600);
  try {
    await handle.writeFile(`${text}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
}

process.exitCode = await run(process.argv.slice(2));
