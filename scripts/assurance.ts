/** `npm run assurance`: writes docs/assurance.md from what the tests show and the long runs recorded. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCommandLine } from '../server/command-line.ts';

const help = `Usage: npm run assurance

Writes docs/assurance.md from the table of cases (test/assurance/cases.ts) and from what drills, fuzz, bench and mutate kept with --record.`;

await runCommandLine({
  command: 'npm run assurance',
  help,
  run: async () => {
    const { assuranceChapters } = await import('../test/assurance/cases.ts');
    const { assurancePage } = await import('../test/assurance/page.ts');
    const { readRuns } = await import('../test/assurance/runs.ts');
    const file = path.join(import.meta.dirname, '../docs/assurance.md');
    writeFileSync(file, assurancePage(assuranceChapters, readRuns()));
    console.log('docs/assurance.md is written. Next: read it, and commit it with docs/assurance-runs.json.');
    return undefined;
  },
});
