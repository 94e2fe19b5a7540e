import type { Connection } from '../db/database.ts';
import { sealedKinds } from './sealed-values.ts';

/** How far the things of one kind have been sealed anew under a version of the key. */
export type ResealRound = {
  kind: string;
  /** Looked at, and sealed anew, in the walk that is under way or was the last. */
  examined: number;
  resealed: number;
  finishedAt: string | null;
};

export const resealRoundStore = (connection: Connection) => ({
  async list(version: string): Promise<ResealRound[]> {
    const rows = await connection
      .selectFrom('reseal_rounds')
      .selectAll()
      .where('version', '=', version)
      .orderBy('kind')
      .execute();
    return rows.map((row) => ({
      kind: row.kind,
      examined: row.examined,
      resealed: row.resealed,
      finishedAt: row.finished_at,
    }));
  },

  async save(version: string, { kind, examined, resealed, finishedAt }: ResealRound): Promise<void> {
    const set = { examined, resealed, finished_at: finishedAt };
    await connection
      .insertInto('reseal_rounds')
      .values({ kind, version, ...set })
      .onConflict((conflict) => conflict.columns(['kind', 'version']).doUpdateSet(set))
      .execute();
  },

  /** Kinds of which something may still lie under an older key than this one, also those that nobody has begun with. */
  async listUnfinished(version: string): Promise<string[]> {
    const rounds = await this.list(version);
    const done = new Set(rounds.filter(({ finishedAt }) => finishedAt !== null).map(({ kind }) => kind));
    return sealedKinds.filter((kind) => !done.has(kind));
  },
});
