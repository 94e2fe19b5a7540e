import { staleFacts } from './freshness.rules.ts';
import { loadPack, PackError, problemLine, productionProblems } from './pack.ts';

/** `npm run content`: for the people who write content packs. */
const usage = `Usage: npm run content -- check [pack]

  check [pack]   Reads a pack and prints everything that is wrong with it; exit code 1 if anything is. Facts of procedures that
                 were not checked against their source for long are listed too; they are no error.
                 The pack is a folder under server/content or a path (./my-pack); without it CONTENT_PACK, else tan-phu.

There is no other sub-command yet.`;

/** Returns the exit code: 0 usable, 1 not usable, 2 called wrongly. */
async function run(args: readonly string[]): Promise<number> {
  const [subCommand, pack, ...rest] = args;
  if (subCommand !== 'check' || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  return check(pack ?? (process.env.CONTENT_PACK || 'tan-phu'));
}

async function check(nameOrPath: string): Promise<number> {
  try {
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
    return 0;
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    console.error(error.message);
    return 1;
  }
}

process.exitCode = await run(process.argv.slice(2));
