import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AssuranceCase, assuranceChapters } from '../assurance/cases.ts';
import { assurancePage } from '../assurance/page.ts';
import { readRuns } from '../assurance/runs.ts';

const testFolder = path.join(import.meta.dirname, '..');
const cases = assuranceChapters.flatMap(({ cases: ofChapter }) => ofChapter);

const missingOf = ({ shownBy }: AssuranceCase): string[] =>
  shownBy.flatMap((evidence) => {
    if (evidence.kind === 'run') return [];
    const file = path.join(testFolder, evidence.file);
    return existsSync(file) && readFileSync(file, 'utf8').includes(evidence.says)
      ? []
      : [`${evidence.file}: ${evidence.says}`];
  });

describe('the page of assurances', () => {
  test('names only tests that are there', () => {
    expect(cases.flatMap(missingOf)).toEqual([]);
  });

  test('has something behind every promise, or says what is open', () => {
    expect(cases.filter(({ shownBy, open }) => shownBy.length === 0 && !open)).toEqual([]);
  });

  test('names only runs that were recorded', () => {
    const recorded = readRuns().map(({ command }) => command);
    const named = cases.flatMap(({ shownBy }) =>
      shownBy.flatMap((evidence) => (evidence.kind === 'run' ? [evidence.command] : [])),
    );
    expect(named.filter((command) => !recorded.includes(command))).toEqual([]);
  });

  test('is what `npm run assurance` writes', () => {
    const page = readFileSync(path.join(testFolder, '../docs/assurance.md'), 'utf8');
    expect(page).toBe(assurancePage(assuranceChapters, readRuns()));
  });
});
