/** `npm test`: everything a change must pass, in the order in which it fails fastest. CI runs exactly this. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exitCodes, runCommandLine } from '../server/command-line.ts';

const help = `Usage: npm test

Types, lint, unused code, content packs, build, and every test on SQLite, PostgreSQL and in Chromium: what CI runs. Single parts: npm run
typecheck, lint, unused, test:unit, test:e2e. One file: npx vitest run test/server/tips/tip-life.store.test.ts

Exit code 0: all held. 1: the part named last did not. 2: called wrongly.`;

await runCommandLine({ command: 'npm test', help, run: testAll });

async function testAll(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-npm-test-'));
  const results = path.join(folder, 'results.json');
  for (const [name, command, ...parameters] of stepsWith(results)) {
    console.log(`\n— ${name}`);
    const { status, error } = spawnSync(command, parameters, { stdio: 'inherit' });
    if (error) console.error(error.message);
    const failedTests = name === 'tests' ? countFailedTests(results) : 0;
    if (status !== 0 || failedTests > 0) {
      console.error(`\n${name}: failed`);
      return exitCodes.fault;
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return exitCodes.done;
}

type Step = [name: string, command: string, ...parameters: string[]];

function stepsWith(results: string): Step[] {
  return [
    ['types', 'tsc', '--noEmit'],
    ['lint', 'biome', 'check', '.'],
    ['unused code', 'knip'],
    ['content packs', process.execPath, 'server/content/command.ts', 'check', 'tan-phu'],
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
}

/** Says how many passed; the reporter's own count decides, beside the exit code. */
function countFailedTests(results: string): number {
  const { numPassedTests = 0, numFailedTests = 0 } = JSON.parse(readFileSync(results, 'utf8')) as Record<
    string,
    number
  >;
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
  return numFailedTests;
}
