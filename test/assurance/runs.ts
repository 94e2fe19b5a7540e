import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a long command measured, when, and on what. */
export type RecordedRun = {
  /** As a person types it. */
  readonly command: string;
  /** The day, ISO 8601. */
  readonly on: string;
  /** A line each, with units. */
  readonly figures: readonly string[];
};

const file = path.join(import.meta.dirname, '../../docs/assurance-runs.json');

export function readRuns(): RecordedRun[] {
  return JSON.parse(readFileSync(file, 'utf8')) as RecordedRun[];
}

/** Keeps a run for docs/assurance.md, in place of the one before of the same command. `npm run assurance` then writes the page anew. */
export function recordRun(run: RecordedRun): void {
  const others = readRuns().filter(({ command }) => command !== run.command);
  const runs = [...others, run].toSorted((a, b) => a.command.localeCompare(b.command));
  writeFileSync(file, `${JSON.stringify(runs, null, 2)}\n`);
}
