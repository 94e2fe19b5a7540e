/** `npm test`: everything a change must pass, in the order in which it fails fastest. CI runs exactly this. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'portal-npm-test-'));
const results = path.join(folder, 'results.json');

const steps: [name: string, command: string, ...parameters: string[]][] = [
  ['types', 'tsc', '--noEmit'],
  ['lint', 'biome', 'check', '.'],
  ['unused code', 'knip'],
  ['content packs', process.execPath, 'server/content/command.ts', 'check'],
  ['build', process.execPath, 'scripts/build.ts'],
  [
    'tests',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    '--reporter=./test/support/unsteady-tests.reporter.ts',
    `--outputFile.json=${results}`,
  ],
];

for (const [name, command, ...parameters] of steps) {
  console.log(`\n— ${name}`);
  const { status, error } = spawnSync(command, parameters, { stdio: 'inherit' });
  if (error) console.error(error.message);
  const failedTests = name === 'tests' ? countFailedTests() : 0;
  if (status !== 0 || failedTests > 0) {
    console.error(`\n${name}: failed`);
    process.exit(status || 1);
  }
}
rmSync(folder, { recursive: true, force: true });

/** Says how many passed; the reporter's own count decides, beside the exit code. */
function countFailedTests(): number {
  const { numPassedTests = 0, numFailedTests = 0 } = JSON.parse(readFileSync(results, 'utf8')) as Record<
    string,
    number
  >;
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
  return numFailedTests;
}
