/**
 * `npm run mutate [-- --record]`: changes the rules a few hundred times (stryker.config.json says which) and counts how many changes the
 * unit tests notice. Ends with 1 under 80 of 100. `--record` keeps the scores for docs/assurance.md.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { recordRun } from '../test/assurance/runs.ts';

type Report = { files: Record<string, { mutants: { status: string }[] }> };

const { status } = spawnSync('stryker', ['run'], { stdio: 'inherit' });
if (process.argv.includes('--record'))
  recordRun({ command: 'npm run mutate', on: today(), figures: scores() });
process.exit(status ?? 1);

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
