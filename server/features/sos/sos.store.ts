import { type Selectable, sql } from 'kysely';
import type { SosFix } from '#contract/sos.ts';
import type { SosCloseReason, SosSituation, SosStatus } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { SosAlertsTable } from '../../db/tables/sos-tables.ts';
import { isOpen } from './sos.rules.ts';

export type SosSource = 'app' | 'chat';

export type Sos = {
  id: string;
  /** Whose phone is called; others that have it are in sos_units. */
  unitId: string;
  packId: string;
  status: SosStatus;
  situation: SosSituation | null;
  source: SosSource;
  isFlagged: boolean;
  /** The best fix. */
  place: SosFix | null;
  createdAt: string;
  acknowledgeBy: string;
  forwardedAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedUnitId: string | null;
  acknowledgedStaffId: string | null;
  dispatchedAt: string | null;
  closedAt: string | null;
  closeReason: SosCloseReason | null;
  cancelledAt: string | null;
  receiptDigest: string;
  keyVersion: string;
  historyHead: string;
  historySequence: number;
  /** Grows with everything that its sender or the desk is shown. */
  version: number;
  updatedAt: string;
  /** Words, positions and place were erased then. */
  erasedAt: string | null;
};

/** The only file that knows the columns of sos_alerts. Takes the database or a transaction on it. */
export const sosStore = (connection: Connection) => ({
  async insert(alert: Sos): Promise<void> {
    await connection.insertInto('sos_alerts').values(toRow(alert)).execute();
  },

  /** As it stands now, held until the transaction ends: writers at the same time come one after the other. */
  async lock(id: string): Promise<Sos | undefined> {
    const row = await connection
      .updateTable('sos_alerts')
      .set((eb) => ({ version: eb.ref('version') }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    return row && toSos(row);
  },

  /** The caller holds it. */
  async update(alert: Sos): Promise<void> {
    const { id, ...changes } = toRow(alert);
    await connection.updateTable('sos_alerts').set(changes).where('id', '=', id).execute();
  },

  async find(id: string): Promise<Sos | undefined> {
    const row = await connection.selectFrom('sos_alerts').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toSos(row);
  },

  /** The newest since then whose id ends so. */
  async findByEnd(end: string, since: string): Promise<Sos | undefined> {
    const row = await connection
      .selectFrom('sos_alerts')
      .selectAll()
      .where('created_at', '>=', since)
      .where('id', 'like', `%${end}`)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && toSos(row);
  },

  /** Those that one of the units has by itself, the newest first. */
  async list(options: {
    unitIds: readonly string[];
    isOpen: boolean;
    before?: string | undefined;
    count: number;
  }): Promise<Sos[]> {
    // PostgreSQL knows no empty list.
    if (options.unitIds.length === 0) return [];
    let query = connection
      .selectFrom('sos_alerts')
      .selectAll()
      .where('open', '=', options.isOpen ? 1 : 0)
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('sos_units')
          .select('sos_id')
          .where('unit_id', 'in', options.unitIds)
          .where('reach', '=', 'own'),
      )
      .orderBy('id', 'desc')
      .limit(options.count);
    if (options.before !== undefined) query = query.where('id', '<', options.before);
    return (await query.execute()).map(toSos);
  },

  /** Open ones that nobody has taken up; `oldestAt`: when the first of them was sent. */
  async readUnacknowledged(): Promise<{ count: number; oldestAt: string | null }> {
    const row = await connection
      .selectFrom('sos_alerts')
      .select([(eb) => eb.fn.countAll().as('count'), (eb) => eb.fn.min('created_at').as('oldest')])
      .where('open', '=', sql.lit(1))
      .where('acknowledged_at', 'is', null)
      .executeTakeFirst();
    return { count: Number(row?.count ?? 0), oldestAt: row?.oldest ?? null };
  },

  /** Created in this time, oldest first; of all that went to one of the units first. */
  async listCreated(options: {
    from: string;
    until: string;
    unitIds: readonly string[];
    count: number;
  }): Promise<Sos[]> {
    const rows = await connection
      .selectFrom('sos_alerts')
      .selectAll()
      .where('created_at', '>=', options.from)
      .where('created_at', '<', options.until)
      .where('unit_id', 'in', options.unitIds)
      .orderBy('created_at')
      .limit(options.count)
      .execute();
    return rows.map(toSos);
  },

  /** Oldest first, from after `after`. */
  async listIds(after: string, count: number): Promise<string[]> {
    const rows = await connection
      .selectFrom('sos_alerts')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(count)
      .execute();
    return rows.map((row) => row.id);
  },

  /** Over for longer than they are to be kept, the oldest first. */
  async listToErase(updatedBefore: string, count: number): Promise<string[]> {
    const rows = await connection
      .selectFrom('sos_alerts')
      .select('id')
      .where('open', '=', 0)
      .where('erased_at', 'is', null)
      .where('updated_at', '<', updatedBefore)
      .orderBy('updated_at')
      .limit(count)
      .execute();
    return rows.map((row) => row.id);
  },
});

function toRow(alert: Sos): SosAlertsTable {
  return {
    id: alert.id,
    unit_id: alert.unitId,
    pack_id: alert.packId,
    status: alert.status,
    open: isOpen(alert.status) ? 1 : 0,
    situation: alert.situation,
    source: alert.source,
    flagged: alert.isFlagged ? 1 : 0,
    lat: alert.place?.lat ?? null,
    lng: alert.place?.lng ?? null,
    accuracy_m: alert.place?.accuracyM ?? null,
    fix_at: alert.place?.at ?? null,
    created_at: alert.createdAt,
    acknowledge_by: alert.acknowledgeBy,
    forwarded_at: alert.forwardedAt,
    acknowledged_at: alert.acknowledgedAt,
    acknowledged_unit_id: alert.acknowledgedUnitId,
    acknowledged_staff_id: alert.acknowledgedStaffId,
    dispatched_at: alert.dispatchedAt,
    closed_at: alert.closedAt,
    close_reason: alert.closeReason,
    cancelled_at: alert.cancelledAt,
    receipt_digest: alert.receiptDigest,
    key_version: alert.keyVersion,
    history_head: alert.historyHead,
    history_sequence: alert.historySequence,
    version: alert.version,
    updated_at: alert.updatedAt,
    erased_at: alert.erasedAt,
  };
}

function toSos(row: Selectable<SosAlertsTable>): Sos {
  return {
    id: row.id,
    unitId: row.unit_id,
    packId: row.pack_id,
    status: row.status as SosStatus,
    situation: row.situation as SosSituation | null,
    source: row.source as SosSource,
    isFlagged: row.flagged === 1,
    place: toFix(row.lat, row.lng, row.accuracy_m, row.fix_at),
    createdAt: row.created_at,
    acknowledgeBy: row.acknowledge_by,
    forwardedAt: row.forwarded_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedUnitId: row.acknowledged_unit_id,
    acknowledgedStaffId: row.acknowledged_staff_id,
    dispatchedAt: row.dispatched_at,
    closedAt: row.closed_at,
    closeReason: row.close_reason as SosCloseReason | null,
    cancelledAt: row.cancelled_at,
    receiptDigest: row.receipt_digest,
    keyVersion: row.key_version,
    historyHead: row.history_head,
    historySequence: row.history_sequence,
    version: row.version,
    updatedAt: row.updated_at,
    erasedAt: row.erased_at,
  };
}

function toFix(
  lat: number | null,
  lng: number | null,
  accuracyM: number | null,
  at: string | null,
): SosFix | null {
  return lat === null || lng === null || at === null ? null : { lat, lng, accuracyM, at };
}
