import path from 'node:path';
import { Misuse, oneOf, runCommandLine, takeUpDotEnv } from '../command-line.ts';
import { askForNewPack, newPackOptions } from './new-pack-questions.ts';

/** `npm run content`: for the people who write content packs. */
const help = `Usage: npm run content -- new <pack>|check [pack]|import [pack]

  new <pack>     Makes a pack for a ward of its own, ready to be edited: binh-hung-hoa becomes the ward binh-hung-hoa. Asks for what is not said:
    --ward <name>          phường Bình Hưng Hòa, xã Bình Chánh
    --top <police>         the police above it: Công an Thành phố Hồ Chí Minh
    --phone, --top-phone   their duty phones; without them numbers to try with stand there
    --duty-phone <phone>   carried day and night by whoever is on duty: the roster to begin with
    --boundary <file>      its land as GeoJSON (WGS 84); not needed for the wards of Tân Phú and those around it
  check [pack]   Reads a pack and prints everything that is wrong with it; exit code 1 if anything is.
    --facts                lists the procedures whose facts were not held against their source for long; they are no error
  import [pack]  Brings the pack's edits of procedures to the portal that runs on the store the environment names: each becomes a
                 proposal, which a person of the unit at the top reads and publishes at the desk. What nobody publishes comes
                 with the next start, unless it was edited at the desk before.

The pack is a folder under server/content or a path (./my-pack); without it CONTENT_PACK, else tan-phu. docs/adopt.md goes through it all.

Exit code 0: done, no problem found. 1: something is wrong, and what. 2: called wrongly.`;

const subCommands = ['new', 'check', 'import'] as const;

await runCommandLine({
  command: 'npm run content',
  help,
  wordsMax: 2,
  options: { ...newPackOptions, facts: { type: 'boolean' } },
  expected: ['PackError', 'ConfigError', 'NewPackError'],
  run: async ([word, named], given) => {
    const subCommand = oneOf(word, subCommands);
    const { facts = false, ...ofNew } = given;
    if (facts && subCommand !== 'check') throw new Misuse('--facts belongs to “check”.');
    if (subCommand === 'new') {
      await make(named, ofNew);
      return undefined;
    }
    const [stray] = Object.keys(ofNew);
    if (stray !== undefined) throw new Misuse(`--${stray} belongs to “new”.`);
    takeUpDotEnv();
    const pack = named ?? (process.env.CONTENT_PACK || 'tan-phu');
    await (subCommand === 'check' ? check(pack, { hasFacts: facts }) : bringEdits(pack));
    return undefined;
  },
});

async function make(named: string | undefined, given: Parameters<typeof askForNewPack>[0]): Promise<void> {
  if (named === undefined) throw new Misuse('Name the pack to be made, for example binh-hung-hoa.');
  const id = path.basename(path.resolve(named));
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id.length > 40)
    throw new Misuse(`“${id}” stands in QR codes: small letters without marks, digits and single hyphens.`);
  const answers = await askForNewPack(given);
  const { readWardName } = await import('./new-pack.rules.ts');
  const { packFolder } = await import('./pack-reader.ts');
  const { foreignBoundary, knownBoundary, writeNewPack } = await import('./new-pack.ts');
  const ward = readWardName(answers.ward);
  if (!ward) throw new Misuse('--ward is a name: phường Bình Hưng Hòa.');
  const land =
    answers.boundary === ''
      ? await knownBoundary(ward.name)
      : { boundary: await foreignBoundary(answers.boundary, ward.name), neighbours: [] };
  const folder = packFolder(named);
  await writeNewPack(folder, {
    id,
    named,
    ...ward,
    ...land,
    topName: answers.top,
    phone: answers.phone,
    topPhone: answers['top-phone'],
    dutyPhone: answers['duty-phone'],
    today: new Date().toISOString().slice(0, 10),
  });
  const seen = path.relative('.', folder);
  console.log(`${seen} was made. ${seen}/README.md says what has to be decided, and by whom.`);
  await check(named, { hasFacts: false });
}

async function check(nameOrPath: string, { hasFacts }: { hasFacts: boolean }): Promise<void> {
  const { loadPack, problemLine, productionProblems } = await import('./pack.ts');
  const { staleFacts } = await import('./freshness.rules.ts');
  const pack = await loadPack(nameOrPath);
  console.log(
    `${pack.id}: ${pack.units.length} units, ${pack.wards.length} of them wards, ${pack.former.length} former units, ` +
      `${pack.tipCategories.length} tip categories, ${pack.procedures.length} procedures, ${pack.forms.length} forms. No problem found.`,
  );
  const notReady = productionProblems(pack);
  if (notReady.length > 0) {
    console.log(`Before production:\n${notReady.map(problemLine).join('\n')}`);
  }
  const stale = staleFacts(pack.procedures, new Date().toISOString().slice(0, 10));
  if (hasFacts && stale.length > 0) console.log(`To be checked again:\n${stale.map(problemLine).join('\n')}`);
  else if (stale.length > 0)
    console.log(
      `${stale.length} procedures have facts to be held against their source again: --facts lists them.`,
    );
  console.log(`Next: CONTENT_PACK=${nameOrPath} npm start`);
}

/** Throws PackError, also for a store that belongs to another pack. */
async function bringEdits(nameOrPath: string): Promise<void> {
  const { loadPack } = await import('./pack.ts');
  const { readConfig } = await import('../config/config.ts');
  const { openStore } = await import('../open-store.ts');
  const { claimStoreForPack } = await import('./pack.store.ts');
  const { proposePackEdits } = await import('../features/procedures/pack-edits.ts');
  console.log(`Reading ${nameOrPath}…`);
  const pack = await loadPack(nameOrPath);
  const { database } = await openStore(readConfig(process.env));
  try {
    await claimStoreForPack(database, pack.id);
    console.log(`Comparing ${pack.procedures.length} procedures with those of the portal…`);
    const { proposed, waiting, fresh } = await proposePackEdits({ database, pack, now: new Date() });
    console.log(`${pack.id}: ${proposed.length} edits proposed${listed(proposed)}`);
    if (proposed.length > 0)
      console.log('Next: somebody of the unit at the top reads and publishes them at the desk.');
    if (waiting.length > 0)
      console.log(`A proposal waits there already, decide on it first${listed(waiting)}`);
    if (fresh.length > 0) console.log(`New, and there after the portal's next start${listed(fresh)}`);
  } finally {
    await database.close();
  }
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? '.' : `: ${ids.join(', ')}.`;
}
