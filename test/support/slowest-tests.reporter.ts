import path from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

const shownMax = 10;

/** Names the files and tests that took longest, so that whoever makes the run slower sees it. */
export default class SlowestTestsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    printSlowest(
      'files',
      modules.map((module) => ({ name: nameOf(module), ms: module.diagnostic().duration })),
    );
    printSlowest(
      'tests',
      tests.map((test) => ({ name: `${nameOf(test.module)}: ${test.fullName}`, ms: msOf(test) })),
    );
  }
}

const nameOf = (module: TestModule): string => path.relative(process.cwd(), module.moduleId);

const msOf = (test: TestCase): number => test.diagnostic()?.duration ?? 0;

function printSlowest(what: string, timed: { name: string; ms: number }[]): void {
  const slowest = timed.toSorted((one, other) => other.ms - one.ms).slice(0, shownMax);
  console.log(`\nThe ${slowest.length} slowest ${what}, in seconds:`);
  for (const { name, ms } of slowest) console.log(`${(ms / 1_000).toFixed(1).padStart(6)}  ${name}`);
}
