import type { Selectable } from 'kysely';
import type { EditionState } from '#contract/staff-procedures.ts';
import { editingLimits } from '#contract/staff-procedures.ts';
import type { Connection } from '../../db/database.ts';
import type { ProcedureTracksTable, ProcedureVersionsTable } from '../../db/tables/content-tables.ts';

/** What is edited apart: a procedure's shared content (`unitId` null), or a unit's note to it. */
export type Track = { procedureId: string; unitId: string | null };

export type TrackState = { change: number; latestVersion: number; publishedVersion: number };

export type StoredVersion = {
  version: number;
  state: EditionState;
  /** As JSON has it; who reads it checks it. */
  content: unknown;
  packDigest: string;
  remark: string | null;
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionRemark: string | null;
};

/** Nothing happened to it yet. */
const untouched: TrackState = { change: 0, latestVersion: 0, publishedVersion: 0 };

/** Versions of procedures and notes. Takes the database or a transaction on it. */
export const procedureVersionStore = (connection: Connection) => ({
  /** Grows with every publication: a track's published version only ever rises. */
  async revision(): Promise<number> {
    const row = await connection
      .selectFrom('procedure_tracks')
      .select((eb) => eb.fn.sum('published_version').as('revision'))
      .executeTakeFirst();
    return Number(row?.revision ?? 0);
  },

  async find(track: Track): Promise<TrackState> {
    const row = await connection
      .selectFrom('procedure_tracks')
      .selectAll()
      .where('procedure_id', '=', track.procedureId)
      .where('unit_id', '=', keyOf(track))
      .executeTakeFirst();
    return row ? toState(row) : untouched;
  },

  /** The track, made when new and held until the transaction ends; writers at the same time queue here. */
  async hold(track: Track): Promise<TrackState> {
    const row = await connection
      .insertInto('procedure_tracks')
      .values({
        procedure_id: track.procedureId,
        unit_id: keyOf(track),
        change: 0,
        latest_version: 0,
        published_version: 0,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['procedure_id', 'unit_id'])
          .doUpdateSet((eb) => ({ change: eb.ref('procedure_tracks.change') })),
      )
      .returningAll()
      .executeTakeFirstOrThrow();
    return toState(row);
  },

  async move(track: Track, state: TrackState): Promise<void> {
    await connection
      .updateTable('procedure_tracks')
      .set({
        change: state.change,
        latest_version: state.latestVersion,
        published_version: state.publishedVersion,
      })
      .where('procedure_id', '=', track.procedureId)
      .where('unit_id', '=', keyOf(track))
      .execute();
  },

  async insert(track: Track, version: StoredVersion): Promise<void> {
    await connection
      .insertInto('procedure_versions')
      .values({
        procedure_id: track.procedureId,
        unit_id: keyOf(track),
        version: version.version,
        state: version.state,
        content: JSON.stringify(version.content),
        pack_digest: version.packDigest,
        remark: version.remark,
        proposed_by: version.proposedBy,
        proposed_at: version.proposedAt,
        decided_by: version.decidedBy,
        decided_at: version.decidedAt,
        decision_remark: version.decisionRemark,
      })
      .execute();
  },

  /** A proposal that nobody decided on gives way to the next. */
  async supersede(track: Track): Promise<void> {
    await connection
      .updateTable('procedure_versions')
      .set({ state: 'superseded' satisfies EditionState })
      .where('procedure_id', '=', track.procedureId)
      .where('unit_id', '=', keyOf(track))
      .where('state', '=', 'proposed' satisfies EditionState)
      .execute();
  },

  async decide(
    track: Track,
    version: number,
    decision: { state: 'published' | 'sent_back'; by: string; at: string; remark: string | null },
  ): Promise<void> {
    await connection
      .updateTable('procedure_versions')
      .set({
        state: decision.state,
        decided_by: decision.by,
        decided_at: decision.at,
        decision_remark: decision.remark,
      })
      .where('procedure_id', '=', track.procedureId)
      .where('unit_id', '=', keyOf(track))
      .where('version', '=', version)
      .execute();
  },

  /** Drops what was never in force and is older than the newest versions; what was published stays for good. */
  async prune(track: Track, latestVersion: number): Promise<void> {
    await connection
      .deleteFrom('procedure_versions')
      .where('procedure_id', '=', track.procedureId)
      .where('unit_id', '=', keyOf(track))
      .where('version', '<=', latestVersion - editingLimits.unpublishedKeptMax)
      .where('state', 'in', ['superseded', 'sent_back'] satisfies EditionState[])
      .execute();
  },

  async version(track: Track, version: number): Promise<StoredVersion | undefined> {
    const row = await connection
      .selectFrom('procedure_versions')
      .selectAll()
      .where('procedure_id', '=', track.procedureId)
      .where('unit_id', '=', keyOf(track))
      .where('version', '=', version)
      .executeTakeFirst();
    return row && toVersion(row);
  },

  /** Newest first. */
  async versions(track: Track): Promise<StoredVersion[]> {
    const rows = await connection
      .selectFrom('procedure_versions')
      .selectAll()
      .where('procedure_id', '=', track.procedureId)
      .where('unit_id', '=', keyOf(track))
      .orderBy('version', 'desc')
      .limit(editingLimits.versionsShownMax)
      .execute();
    return rows.map(toVersion);
  },

  /** Of every track, what is in force. */
  async published(): Promise<(Track & StoredVersion)[]> {
    const rows = await connection
      .selectFrom('procedure_tracks')
      .innerJoin('procedure_versions', (join) =>
        join
          .onRef('procedure_versions.procedure_id', '=', 'procedure_tracks.procedure_id')
          .onRef('procedure_versions.unit_id', '=', 'procedure_tracks.unit_id')
          .onRef('procedure_versions.version', '=', 'procedure_tracks.published_version'),
      )
      .selectAll('procedure_versions')
      .orderBy('procedure_versions.procedure_id')
      .orderBy('procedure_versions.unit_id')
      .execute();
    return rows.map(toTrackVersion);
  },

  /** Of every track, what waits for a second person. */
  async waiting(): Promise<(Track & StoredVersion)[]> {
    const rows = await connection
      .selectFrom('procedure_versions')
      .selectAll()
      .where('state', '=', 'proposed' satisfies EditionState)
      .orderBy('procedure_id')
      .orderBy('unit_id')
      .execute();
    return rows.map(toTrackVersion);
  },
});

const keyOf = ({ unitId }: Track): string => unitId ?? '';

const toState = (row: Selectable<ProcedureTracksTable>): TrackState => ({
  change: row.change,
  latestVersion: row.latest_version,
  publishedVersion: row.published_version,
});

const toVersion = (row: Selectable<ProcedureVersionsTable>): StoredVersion => ({
  version: row.version,
  state: row.state as EditionState,
  content: JSON.parse(row.content),
  packDigest: row.pack_digest,
  remark: row.remark,
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  decisionRemark: row.decision_remark,
});

const toTrackVersion = (row: Selectable<ProcedureVersionsTable>): Track & StoredVersion => ({
  procedureId: row.procedure_id,
  unitId: row.unit_id === '' ? null : row.unit_id,
  ...toVersion(row),
});
