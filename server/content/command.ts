import { oneOf, runCommandLine, takeUpDotEnv } from '../command-line.ts';

/** `npm run content`: for the people who write content packs. */
const help = `Usage: npm run content -- check|import [pack]

  check [pack]   Reads a pack and prints everything that is wrong with it; exit code 1 if anything is. Facts of procedures that
                 were not checked against their source for long are listed too; they are no error.
  import [pack]  Brings the pack's edits of procedures to the portal that runs on the store the environment names: each becomes a
                 proposal, which a person of the unit at the top reads and publishes at the desk. What nobody publishes comes
                 with the next start, unless it was edited at the desk before.

The pack is a folder under server/content or a path (./my-pack); without it CONTENT_PACK, else tan-phu.

Exit code 0: done, no problem found. 1: something is wrong, and what. 2: called wrongly.`;

const subCommands = ['check', 'import'] as const;

await runCommandLine({
  command: 'npm run content',
  help,
  wordsMax: 2,
  expected: ['PackError', 'ConfigError'],
  run: async ([word, named]) => {
    const subCommand = oneOf(word, subCommands);
    takeUpDotEnv();
    const pack = named ?? (process.env.CONTENT_PACK || 'tan-phu');
    await (subCommand === 'check' ? check(pack) : bringEdits(pack));
    return undefined;
  },
});

async function check(nameOrPath: string): Promise<void> {
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
  if (stale.length > 0) console.log(`To be checked again:\n${stale.map(problemLine).join('\n')}`);
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
