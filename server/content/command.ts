import { existsSync } from 'node:fs';
import { ConfigError, readConfig } from '../config/config.ts';
import { proposePackEdits } from '../features/procedures/pack-edits.ts';
import { openStore } from '../open-store.ts';
import { staleFacts } from './freshness.rules.ts';
import { claimStoreForPack } from './pack.store.ts';
import { loadPack, PackError, problemLine, productionProblems } from './pack.ts';

/** `npm run content`: for the people who write content packs. */
const usage = `Usage: npm run content -- check|import [pack]

  check [pack]   Reads a pack and prints everything that is wrong with it; exit code 1 if anything is. Facts of procedures that
                 were not checked against their source for long are listed too; they are no error.
  import [pack]  Brings the pack's edits of procedures to the portal that runs on the store the environment names: each becomes a
                 proposal, which a person of the unit at the top reads and publishes at the desk. What nobody publishes comes
                 with the next start, unless it was edited at the desk before.

The pack is a folder under server/content or a path (./my-pack); without it CONTENT_PACK, else tan-phu.
There is no other sub-command yet.`;

/** Returns the exit code: 0 done, 1 not usable, 2 called wrongly. */
async function run(args: readonly string[]): Promise<number> {
  const [subCommand, named, ...rest] = args;
  if ((subCommand !== 'check' && subCommand !== 'import') || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  if (subCommand === 'import' && existsSync('.env')) process.loadEnvFile('.env');
  const pack = named ?? (process.env.CONTENT_PACK || 'tan-phu');
  try {
    await (subCommand === 'check' ? check(pack) : bringEdits(pack));
    return 0;
  } catch (error) {
    if (!(error instanceof PackError || error instanceof ConfigError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function check(nameOrPath: string): Promise<void> {
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
}

/** Throws PackError, also for a store that belongs to another pack. */
async function bringEdits(nameOrPath: string): Promise<void> {
  const pack = await loadPack(nameOrPath);
  const { database } = await openStore(readConfig(process.env));
  try {
    await claimStoreForPack(database, pack.id);
    const { proposed, waiting, fresh } = await proposePackEdits({ database, pack, now: new Date() });
    console.log(`${pack.id}: ${proposed.length} edits proposed${listed(proposed)}`);
    if (waiting.length > 0)
      console.log(`A proposal waits there already, decide on it first${listed(waiting)}`);
    if (fresh.length > 0) console.log(`New, and there after the portal's next start${listed(fresh)}`);
  } finally {
    await database.close();
  }
}

const listed = (ids: readonly string[]): string => (ids.length === 0 ? '.' : `: ${ids.join(', ')}.`);

process.exitCode = await run(process.argv.slice(2));
