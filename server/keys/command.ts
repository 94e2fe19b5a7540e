import { Misuse, oneOf, Refusal, runCommandLine, takeUpDotEnv } from '../command-line.ts';

/** `npm run keys`: for whoever keeps the portal's keys. */
const help = `Usage: npm run keys -- status | rotate | add | use <version> | drop <version>

  status          Which keys there are, which one new things are made with, and what is still sealed under older ones.
  rotate          Puts a new key before the others of the key file: running servers take it up within half a minute.
  add             Puts a new key behind the others: known and not used. With servers on several machines, add it everywhere first ...
  use <version>   ... and then put it before the others, so that no server meets a key that it does not know.
  drop <version>  Takes an older key out of the file, once status says that nothing needs it. Keep it where your backups' keys are, as long
                  as there are backups of its time.

The key file is SECRET_KEYS_FILE, or DATA_DIR/secret-keys. Keys in SECRET_KEYS are changed there, and a server learns of it at its next
start.

Exit code 0: done. 1: not done, and why. 2: called wrongly.`;

const changes = ['rotate', 'add', 'use', 'drop'] as const;
type Change = (typeof changes)[number];

await runCommandLine({
  command: 'npm run keys',
  help,
  wordsMax: 2,
  expected: ['ConfigError'],
  run: async ([word, version]) => {
    const what = oneOf(word, ['status', ...changes]);
    const takesVersion = what === 'use' || what === 'drop';
    if (takesVersion && version === undefined) throw new Misuse(`Say which key: ${what} k1, for example.`);
    if (!takesVersion && version !== undefined) throw new Misuse(`“${version}” is one word too many.`);
    takeUpDotEnv();
    if (what === 'status') await showStatus();
    else await change(what, version ?? '');
    return undefined;
  },
});

async function openStoreOfKeys() {
  const { readConfig } = await import('../config/config.ts');
  const { openStore } = await import('../open-store.ts');
  const { resealRoundStore } = await import('./reseal-round.store.ts');
  const { database, keys } = await openStore(readConfig(process.env));
  return { database, keys, rounds: resealRoundStore(database.kysely) };
}

async function showStatus(): Promise<void> {
  const { database, keys, rounds } = await openStoreOfKeys();
  try {
    const { newest } = keys;
    for (const key of keys.versions) {
      const use = key.version === newest.version ? 'new things are made with it' : 'older';
      console.log(
        `${key.version}: ${key.isWhole ? use : 'removed; what digests and histories need of it is kept'}`,
      );
    }
    const found = await rounds.list(newest.version);
    for (const round of found) {
      const state = round.finishedAt === null ? 'not finished' : `done ${round.finishedAt}`;
      console.log(`  ${round.kind}: ${round.examined} looked at, ${round.resealed} sealed anew, ${state}`);
    }
    const isOnlyKey = keys.versions.length < 2;
    const unfinished = isOnlyKey ? [] : await rounds.listUnfinished(newest.version);
    console.log(
      unfinished.length === 0
        ? 'Nothing is sealed under an older key: older ones may be dropped.'
        : `Still to be looked through by the running portal: ${unfinished.join(', ')}. Older keys must stay.`,
    );
  } finally {
    await database.close();
  }
}

async function change(what: Change, version: string): Promise<void> {
  const { readConfig } = await import('../config/config.ts');
  const { keySourceOf } = await import('./key-source.ts');
  const { keyFileAt } = await import('./key-file.ts');
  const source = keySourceOf(readConfig(process.env));
  if (source.file === null)
    throw new Refusal(
      'The keys stand in SECRET_KEYS: change them there, or put them into a file (SECRET_KEYS_FILE).',
    );
  // Makes the file where this is the first start, and refuses one that cannot be read.
  await source.read();
  const keyFile = keyFileAt(source.file);
  if (what === 'rotate' || what === 'add') {
    const name = await keyFile.add(what === 'rotate' ? 'first' : 'last');
    console.log(`${name} was made and put ${what === 'rotate' ? 'first' : 'last'} in ${source.file}.`);
    console.log('Keep a copy of that file apart from the backups: without it nothing in them opens.');
    if (what === 'add') console.log(`Next, once every server has this file: npm run keys -- use ${name}`);
    return;
  }
  const names = await keyFile.names();
  if (!names.includes(version))
    throw new Refusal(`There is no key ${version}. There are: ${names.join(', ')}.`);
  if (what === 'use') {
    await keyFile.putFirst(version);
    console.log(`New things are made with ${version} now.`);
    return;
  }
  await assertMayGo(version, names);
  await keyFile.takeOut(version);
  console.log(`${version} was taken out.`);
}

async function assertMayGo(version: string, names: readonly string[]): Promise<void> {
  if (names[0] === version) throw new Refusal(`New things are made with ${version}: put another one first.`);
  const { database, keys, rounds } = await openStoreOfKeys();
  try {
    if ((await rounds.listUnfinished(keys.newest.version)).length > 0)
      throw new Refusal(
        `Something may still be sealed under ${version}. Let the portal run until "status" says that older keys may be dropped.`,
      );
  } finally {
    await database.close();
  }
}
