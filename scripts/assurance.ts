/** `npm run assurance`: writes docs/assurance.md from what the tests show and the long runs recorded. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { assuranceChapters } from '../test/assurance/cases.ts';
import { assurancePage } from '../test/assurance/page.ts';
import { readRuns } from '../test/assurance/runs.ts';

const file = path.join(import.meta.dirname, '../docs/assurance.md');
writeFileSync(file, assurancePage(assuranceChapters, readRuns()));
console.log('docs/assurance.md is written.');
