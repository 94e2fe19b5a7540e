import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { testSecretKeys } from '../support/portal.ts';
import type { TipTraffic, TipTrafficResult } from '../support/tip-traffic.ts';

/** `small`: a minute or so, to see that a drill still runs. `full`: what is recorded. */
export type DrillSize = 'small' | 'full';

/** What a drill found, a row for each thing it was done to. It held when there are no faults. */
export type DrillFindings = {
  readonly rows: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly faults: readonly string[];
};

/** Its name and what is done stand in run.ts. */
export type Drill = {
  /** Throws DrillSkipped with a reason where this machine does not let it be done. */
  run(size: DrillSize): Promise<DrillFindings>;
};

export class DrillSkipped extends Error {
  override name = 'DrillSkipped';
}

/** Did not hold in a way that leaves nothing to count. */
export class DrillBroken extends Error {
  override name = 'DrillBroken';
}

export type Place = { dataDir: string; databaseUrl: string | null };

/** A data folder that is gone afterwards. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-drill-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A PostgreSQL that is gone afterwards. */
export async function withPostgres<Result>(
  work: (postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>) => Promise<Result>,
): Promise<Result> {
  const postgres = await startEmbeddedPostgres();
  try {
    return await work(postgres);
  } finally {
    await postgres.stop();
  }
}

/** Does the same on both engines, each on an empty store. */
export async function onBothEngines(
  work: (place: Place) => Promise<{ row: Record<string, number | string>; faults: readonly string[] }>,
): Promise<DrillFindings> {
  const sqlite = await inFolder((dataDir) => work({ dataDir, databaseUrl: null }));
  const postgres = await withPostgres(({ url }) =>
    inFolder((dataDir) => work({ dataDir, databaseUrl: url })),
  );
  return {
    rows: { SQLite: sqlite.row, PostgreSQL: postgres.row },
    faults: [
      ...sqlite.faults.map((fault) => `SQLite: ${fault}`),
      ...postgres.faults.map((fault) => `PostgreSQL: ${fault}`),
    ],
  };
}

export const environmentOf = ({ dataDir, databaseUrl }: Place): Record<string, string> => ({
  DATA_DIR: dataDir,
  ...(databaseUrl ? { DATABASE_URL: databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
});

/** What was acknowledged, what is there, what was doubled. */
export function tipRow(result: TipTrafficResult): Record<string, number> {
  return {
    acknowledged: result.acknowledged,
    stored: result.stored,
    'acknowledged but missing': result.missing.length,
    'doubled in the store': result.doubled,
    'text not in the group': result.notForwarded.length,
    'photo not in the group': result.photosMissing.length,
    'text twice, unmarked': result.textsTwice.length,
  };
}

export function tipFaults(result: TipTrafficResult): string[] {
  const { acknowledged: _acknowledged, stored: _stored, ...mustBeNone } = tipRow(result);
  return Object.entries(mustBeNone).flatMap(([what, count]) => (count === 0 ? [] : [`${what}: ${count}`]));
}

/** The work, unless the server ends before it: phones would then try for ever. */
export function whileAlive<Result>(server: ChildProcess, work: Promise<Result>): Promise<Result> {
  const ended = new Promise<never>((_, reject) => {
    server.once('exit', (code, signal) =>
      reject(new DrillBroken(`the server ended (${signal ?? `code ${code}`})`)),
    );
  });
  return Promise.race([work, ended]);
}

/** How often each answer was given, and a fault for each that is neither "stored" nor an honest "come again". */
export function answersOf({ answers }: TipTraffic): { row: Record<string, number>; faults: string[] } {
  const honest = ['201', '503', 'no answer'];
  return {
    row: Object.fromEntries([...answers].map(([answer, count]) => [`answers ${answer}`, count])),
    faults: [...answers].flatMap(([answer, count]) =>
      honest.includes(answer) ? [] : [`answered ${answer} ${count} times`],
    ),
  };
}

/** What `/readyz` says stands in the way; empty when it is ready. */
export async function troublesOf(origin: string): Promise<string[]> {
  const response = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(10_000) });
  const { troubles = {} } = (await response.json()) as { troubles?: Record<string, string[]> };
  return Object.keys(troubles);
}

/** Asks until it is so, or not within `withinMs`. */
export async function comesTrue(check: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const endsAt = performance.now() + withinMs;
  while (performance.now() < endsAt) {
    if (await check().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
