import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { pinKeys } from '../secrets/live-keys.ts';
import { SealError } from '../secrets/sealing.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { keyVersionStore } from './key-version.store.ts';
import { type ResealRound, resealRoundStore } from './reseal-round.store.ts';
import { sealedColumnStore, type WalkPlace } from './sealed-column.store.ts';
import { kindOfColumn, type SealedColumn, sealedColumns, type sealedFileKinds } from './sealed-values.ts';

/** Files that are sealed: each is sealed anew where it lies. */
export type SealedFiles = {
  kind: (typeof sealedFileKinds)[number];
  list(): AsyncIterable<string>;
  versionOf(file: string): Promise<string>;
  reseal(file: string): Promise<void>;
};

/** One transaction holds no more rows than this. */
const rowsAtOnce = 100;
/** Progress is written down this often. */
const filesAtOnce = 50;
/** Before a walk counts: a server that has just learnt of a key may have been sealing something under the one before. */
const settleMs = 60_000;

/**
 * Seals anew, in the background, what lies under older keys, until a walk through all of it finds nothing. Rows are compared when they are
 * written, so that nothing that somebody writes meanwhile is lost and several servers may walk at once; whoever dies begins again and
 * passes over what is done.
 */
export function createReseal(dependencies: {
  database: Database;
  keys: SecretKeys;
  files: readonly SealedFiles[];
  logger: Pick<Logger, 'error' | 'info'>;
  now: () => Date;
}) {
  const { database, files, logger, now } = dependencies;
  const rounds = resealRoundStore(database.kysely);
  let running: Promise<void> | null = null;
  let isStopped = false;

  return {
    /** Does what there is to do; joins the walk that is under way. */
    runOnce(): Promise<void> {
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },

    async stop(): Promise<void> {
      isStopped = true;
      await running;
    },

    /** Kinds of which something may still lie under an older key; none while there is only one. */
    async listUnfinished(): Promise<string[]> {
      if ((await keyVersionStore(database.kysely).list()).length < 2) return [];
      return await rounds.listUnfinished(dependencies.keys.newest.version);
    },
  };

  async function run(): Promise<void> {
    const keys = pinKeys(dependencies.keys);
    const { version } = keys.newest;
    const known = await keyVersionStore(database.kysely).list();
    const usableFrom = known.find((one) => one.version === version)?.usableFrom;
    if (known.length < 2 || usableFrom === undefined) return;
    if (now().getTime() < Date.parse(usableFrom) + settleMs) return;
    const unfinished = new Set(await rounds.listUnfinished(version));
    for (const column of sealedColumns) {
      if (!isStopped && unfinished.has(kindOfColumn(column))) {
        await finish(keys, { kind: kindOfColumn(column), walk: (round) => walkColumn(keys, column, round) });
      }
    }
    for (const place of files) {
      if (!isStopped && unfinished.has(place.kind)) {
        await finish(keys, { kind: place.kind, walk: (round) => walkFiles(keys, place, round) });
      }
    }
  }

  /** Done once a whole walk opened everything: what does not open keeps its kind unfinished, and its key needed. */
  async function finish(
    { newest }: SecretKeys,
    { kind, walk }: { kind: string; walk(round: ResealRound): Promise<{ failed: number }> },
  ): Promise<void> {
    const round: ResealRound = { kind, examined: 0, resealed: 0, finishedAt: null };
    const { failed } = await walk(round);
    const isWhole = failed === 0 && !isStopped;
    await rounds.save(newest.version, { ...round, finishedAt: isWhole ? now().toISOString() : null });
    if (failed > 0) logger.error({ kind, failed }, 'sealed values do not open');
    if (round.resealed > 0)
      logger.info({ kind, count: round.resealed, version: newest.version }, 'sealed anew');
  }

  async function walkColumn(
    keys: SecretKeys,
    column: SealedColumn,
    round: ResealRound,
  ): Promise<{ failed: number }> {
    let after: WalkPlace | null = null;
    let failed = 0;
    while (!isStopped) {
      const place: WalkPlace | null = after;
      const done = await database.transact(async (transaction) => {
        const store = sealedColumnStore(transaction, column);
        const rows = await store.list(place, rowsAtOnce);
        const old = rows.filter((row) => store.versionOf(row) !== keys.newest.version);
        const counts = { resealed: 0, failed: 0 };
        for (const row of old) {
          const outcome = await opens(() => store.reseal(keys, row));
          if (outcome === null) counts.failed += 1;
          else if (outcome) counts.resealed += 1;
        }
        const last = rows.at(-1);
        return { ...counts, count: rows.length, last: last ? store.placeOf(last) : null };
      });
      round.examined += done.count;
      round.resealed += done.resealed;
      failed += done.failed;
      if (done.resealed > 0) await rounds.save(keys.newest.version, round);
      if (done.count < rowsAtOnce) break;
      after = done.last;
    }
    return { failed };
  }

  async function walkFiles(
    keys: SecretKeys,
    place: SealedFiles,
    round: ResealRound,
  ): Promise<{ failed: number }> {
    let failed = 0;
    for await (const file of place.list()) {
      if (isStopped) break;
      round.examined += 1;
      if ((await place.versionOf(file)) === keys.newest.version) continue;
      const outcome = await opens(() => place.reseal(file).then(() => true));
      if (outcome === null) failed += 1;
      else round.resealed += 1;
      if (round.resealed % filesAtOnce === 0) await rounds.save(keys.newest.version, round);
    }
    return { failed };
  }
}

/** Null for what does not open. */
async function opens(work: () => Promise<boolean>): Promise<boolean | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
