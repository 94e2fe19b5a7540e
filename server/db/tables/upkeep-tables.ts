import type { HistoryColumns } from './history-columns.ts';

/** The store itself: what it belongs to, its keys, its limits, what was erased. */
export type UpkeepTables = {
  meta: MetaTable;
  limit_counts: LimitCountsTable;
  limit_hours: LimitHoursTable;
  deletion_records: DeletionRecordsTable;
  retention_rounds: RetentionRoundsTable;
  secret_key_versions: SecretKeyVersionsTable;
  reseal_rounds: ResealRoundsTable;
};

/** Facts about the store itself, such as the content pack it belongs to. */
export type MetaTable = { key: string; value: string };

/** How often a subject was counted in one step of a window by all servers together; PostgreSQL alone. */
export type LimitCountsTable = { digest: string; step: number; count: number; expires_at: string };

/** The key of an hour under which subjects are counted; PostgreSQL alone. */
export type LimitHoursTable = { hour: number; key_sealed: string };

/** What was erased: kinds, counts and rules, chained as a history; `event` is period, request or revocation. Its head lies in `meta`. */
export type DeletionRecordsTable = HistoryColumns;

/** When all that was due of a kind was last found erased. */
export type RetentionRoundsTable = { kind: string; looked_at: string };

/** Keys that the servers of this store have named to each other; the keys themselves are never in the store. */
export type SecretKeyVersionsTable = {
  version: string;
  /** Keyed digest by which a key is known that has the same name and is another. */
  proof: string;
  known_at: string;
  /** From then on new things are made with it, once every server has had time to learn it. */
  usable_from: string;
  /** Of a key that may be removed: its parts for digests and histories, sealed under a newer one. */
  parts_sealed: string | null;
};

/** How far what is sealed under older keys has been sealed anew under this version. */
export type ResealRoundsTable = {
  kind: string;
  version: string;
  examined: number;
  resealed: number;
  finished_at: string | null;
};
