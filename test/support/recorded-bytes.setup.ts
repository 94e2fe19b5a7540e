import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { findLeaks } from './recorded-search.ts';

const leaksShownMax = 20;

/** At the end of a run everything that its servers said is searched for everything personal that they were told: one found fails the run. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-recorded-'));
  project.provide('recordFolder', folder);
  return () => {
    const leaks = findLeaks(folder);
    if (leaks.length === 0) {
      rmSync(folder, { recursive: true, force: true });
      return;
    }
    for (const { file, line, marker, test, text } of leaks.slice(0, leaksShownMax)) {
      console.error(`\n${path.join(folder, file)}:${line}\n  “${marker}” in: ${text}\n  during ${test}`);
    }
    throw new Error(
      `${leaks.length} places in logs, figures, error bodies or addresses hold somebody’s data.`,
    );
  };
}
