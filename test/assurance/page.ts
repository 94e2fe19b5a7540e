import type { AssuranceCase, AssuranceChapter, Evidence } from './cases.ts';
import type { RecordedRun } from './runs.ts';

/** docs/assurance.md: each promise, what shows it, the command that repeats it, and what is not held. */
export function assurancePage(chapters: readonly AssuranceChapter[], runs: readonly RecordedRun[]): string {
  return [
    '# What this portal promises, and what shows it',
    '',
    'Written by `npm run assurance` from `test/assurance/cases.ts` and the recorded runs; do not edit it by hand.',
    'A test is repeated by `npx vitest run test/<file>`, all of them by `npm test`; a run by its own command.',
    'Zalo itself cannot be reached by tests: a sandbox stands in its place, and s3rver in that of an S3 store.',
    '',
    countsOf(chapters),
    ...chapters.flatMap(({ name, cases }) => ['', `## ${name}`, ...cases.flatMap(caseLines)]),
    '',
    '## Recorded runs',
    ...runs.flatMap(({ command, on, figures }) => [
      '',
      `\`${command}\`, on ${on}:`,
      '',
      ...figures.map((figure) => `- ${figure}`),
    ]),
    '',
  ].join('\n');
}

function countsOf(chapters: readonly AssuranceChapter[]): string {
  const cases = chapters.flatMap(({ cases: ofChapter }) => ofChapter);
  const shown = cases.flatMap(({ shownBy }) => shownBy);
  const runs = new Set(shown.flatMap((evidence) => (evidence.kind === 'run' ? [evidence.command] : [])));
  const tests = shown.filter(({ kind }) => kind === 'test').length;
  const open = cases.filter((one) => one.open !== undefined).length;
  return `${cases.length} cases, shown by ${tests} tests and ${runs.size} recorded runs. ${open} of them say what is not shown: look for “Not shown”.`;
}

const caseLines = ({ about, promise, shownBy, open }: AssuranceCase): string[] => [
  '',
  `**${about}.** ${promise}`,
  '',
  ...shownBy.map((evidence) => `- ${evidenceText(evidence)}`),
  ...(open ? [`- Not shown: ${open}`] : []),
];

const evidenceText = (evidence: Evidence): string =>
  evidence.kind === 'test' ? `“${evidence.says}” (\`${evidence.file}\`)` : `\`${evidence.command}\``;
