/** `npm test`: everything a change must pass. CI runs exactly this. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exitCodes, runCommandLine } from '../server/command-line.ts';

const help = `Usage: npm test

Types, lint, unused code, content packs, build, and every test on SQLite, PostgreSQL and in Chromium: what CI runs. The tests start as soon as
the build stands; what is checked beside them is said when it is known. At the end the slowest files and tests are named. Single parts: npm
run typecheck, lint, unused, test:unit, test:e2e. One file: npx vitest run test/server/tips/tip-life.store.test.ts

Exit code 0: all held. 1: the parts named last did not. 2: called wrongly.`;

type Step = [name: string, command: string, ...parameters: string[]];

const build: Step = ['build', process.execPath, 'scripts/build.ts'];
/** In the order in which they fail fastest. */
const checksBeside: readonly Step[] = [
  ['lint', 'biome', 'check', '.'],
  // With several checkers each reads much of the tree for itself: 18 s of processor time instead of 8.
  ['types', 'tsc', '--noEmit', '--singleThreaded'],
  ['unused code', 'knip'],
  ['content packs', process.execPath, 'server/content/command.ts', 'check', 'tan-phu'],
];

await runCommandLine({ command: 'npm test', help, run: testAll });

async function testAll(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-npm-test-'));
  const results = path.join(folder, 'results.json');
  try {
    const checks = runChecks();
    // Chromium's tests open the built page.
    const isBuilt = await runStep(build);
    const haveTestsPassed = isBuilt && (await runTests(results));
    const failed = await checks;
    if (!isBuilt) failed.push('build');
    else if (!haveTestsPassed) failed.push('tests');
    if (failed.length === 0) return exitCodes.done;
    console.error(`\nFailed: ${failed.join(', ')}`);
    return exitCodes.fault;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One after the other: the tests need the processors too. Returns the names of those that did not hold. */
async function runChecks(): Promise<string[]> {
  const failed: string[] = [];
  for (const check of checksBeside) if (!(await runStep(check))) failed.push(check[0]);
  return failed;
}

/** Its output is printed in one piece when it has ended, since others are at work beside it. */
async function runStep([name, command, ...parameters]: Step): Promise<boolean> {
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk) => (printed += chunk));
  const isHeld = (await endOf(child)) === 0;
  console.log(`\n— ${name}${isHeld ? '' : ': failed'}\n${printed.trim()}`);
  return isHeld;
}

/** The count of failed tests decides, beside the exit code. */
async function runTests(results: string): Promise<boolean> {
  console.log('\n— tests');
  const reporters = [
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
    '--reporter=./test/support/slowest-tests.reporter.ts',
    '--reporter=./test/support/unsteady-tests.reporter.ts',
  ];
  const status = await endOf(spawn('vitest', ['run', ...reporters], { stdio: 'inherit' }));
  // It leaves no count where it could not begin.
  return existsSync(results) && countFailedTests(results) === 0 && status === 0;
}

/** The exit code; null where it was killed or is not there. */
function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(null);
    });
    child.once('close', resolve);
  });
}

/** Says how many passed, and returns how many did not. */
function countFailedTests(results: string): number {
  const { numPassedTests = 0, numFailedTests = 0 } = JSON.parse(readFileSync(results, 'utf8')) as Record<
    string,
    number
  >;
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
  return numFailedTests;
}
