import type { Reporter, TestCase } from 'vitest/node';

/** Names the tests that passed only when run again: a slow machine, or a race that somebody should find. */
export default class UnsteadyTestsReporter implements Reporter {
  readonly #unsteady: string[] = [];

  onTestCaseResult(testCase: TestCase): void {
    if (testCase.diagnostic()?.flaky)
      this.#unsteady.push(`${testCase.module.moduleId}: ${testCase.fullName}`);
  }

  onTestRunEnd(): void {
    if (this.#unsteady.length === 0) return;
    console.log(`\n${this.#unsteady.length} passed only when run again:\n${this.#unsteady.join('\n')}`);
  }
}
