/** `npm run mutate`: changes the rules a few hundred times and counts how many changes the unit tests notice. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exitCodes, runCommandLine } from '../server/command-line.ts';

const help = `Usage: npm run mutate [-- --record]

Changes the rules a few hundred times (stryker.config.json says which) and counts how many changes the unit tests notice. Takes about a
quarter of an hour; Stryker shows how far it is.

  --record   Keeps the scores for docs/assurance.md (npm run assurance writes it).

Exit code 0: 80 of 100 changes or more were noticed. 1: fewer, or it could not be done. 2: called wrongly.`;

type Report = { files: Record<string, { mutants: { status: string }[] }> };

await runCommandLine({
  command: 'npm run mutate',
  help,
  options: { record: { type: 'boolean' } },
  run: async (_words, { record }) => {
    const { status } = spawnSync('stryker', ['run'], { stdio: 'inherit' });
    if (record) {
      const { recordRun } = await import('../test/assurance/runs.ts');
      recordRun({ command: 'npm run mutate', on: today(), figures: scores() });
    }
    return status === 0 ? exitCodes.done : exitCodes.fault;
  },
});

function scores(): string[] {
  const file = path.resolve(import.meta.dirname, '../.cache/mutation.json');
  const { files } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  return Object.entries(files).map(([name, { mutants }]) => {
    const counted = mutants.filter(
      ({ status: outcome }) => outcome !== 'CompileError' && outcome !== 'RuntimeError',
    );
    const noticed = counted.filter(({ status: outcome }) => outcome === 'Killed' || outcome === 'Timeout');
    return `${name}: ${noticed.length} of ${counted.length} changes noticed (${Math.round((100 * noticed.length) / counted.length)} %)`;
  });
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
