import type { Selectable } from 'kysely';
import type { SosFix } from '#contract/sos.ts';
import type { Connection } from '../../db/database.ts';
import type { SosUnitsTable } from '../../db/tables/sos-tables.ts';

/** A unit whose officers have an alert, or are about to get it. */
export type SosUnit = {
  sosId: string;
  unitId: string;
  /** own: its alert, to see and to take up · climbed: told because nobody had taken it up. */
  reach: 'own' | 'climbed';
  since: string;
  /** When its officers had it in Zalo; null before. */
  forwardedAt: string | null;
  /** Where they were told it is, and up to which entry of the history they know. */
  toldPlace: SosFix | null;
  toldSequence: number;
  /** The last message that told them what changed. */
  news: { id: string | null; count: number; lastAt: string | null };
};

/** The only file that knows the columns of sos_units. */
export const sosUnitStore = (connection: Connection) => ({
  /** False when it has it already; one it climbed to may become its own. */
  async add(unit: Pick<SosUnit, 'sosId' | 'unitId' | 'reach' | 'since'>): Promise<boolean> {
    const before = await this.find(unit.sosId, unit.unitId);
    if (before) {
      if (before.reach === 'climbed' && unit.reach === 'own') await setReach(connection, unit);
      return false;
    }
    await connection
      .insertInto('sos_units')
      .values({
        sos_id: unit.sosId,
        unit_id: unit.unitId,
        reach: unit.reach,
        since: unit.since,
        told_sequence: 0,
        news_count: 0,
      })
      .execute();
    return true;
  },

  async find(sosId: string, unitId: string): Promise<SosUnit | undefined> {
    const row = await connection
      .selectFrom('sos_units')
      .selectAll()
      .where('sos_id', '=', sosId)
      .where('unit_id', '=', unitId)
      .executeTakeFirst();
    return row && toSosUnit(row);
  },

  /** In the order in which they got it. */
  async list(sosIds: readonly string[]): Promise<SosUnit[]> {
    if (sosIds.length === 0) return [];
    const rows = await connection
      .selectFrom('sos_units')
      .selectAll()
      .where('sos_id', 'in', sosIds)
      .orderBy('since')
      .orderBy('unit_id')
      .execute();
    return rows.map(toSosUnit);
  },

  /** Their group has it. False when that was known. */
  async markForwarded(sosId: string, unitId: string, at: string): Promise<boolean> {
    const { numUpdatedRows } = await connection
      .updateTable('sos_units')
      .set({ forwarded_at: at })
      .where('sos_id', '=', sosId)
      .where('unit_id', '=', unitId)
      .where('forwarded_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  async markTold(
    sosId: string,
    unitId: string,
    told: { place: SosFix | null; sequence: number },
  ): Promise<void> {
    await connection
      .updateTable('sos_units')
      .set({
        told_lat: told.place?.lat ?? null,
        told_lng: told.place?.lng ?? null,
        told_accuracy_m: told.place?.accuracyM ?? null,
        told_sequence: told.sequence,
      })
      .where('sos_id', '=', sosId)
      .where('unit_id', '=', unitId)
      .execute();
  },

  async markNews(sosId: string, unitId: string, news: { id: string; at: string }): Promise<void> {
    await connection
      .updateTable('sos_units')
      .set((eb) => ({ news_id: news.id, news_at: news.at, news_count: eb('news_count', '+', 1) }))
      .where('sos_id', '=', sosId)
      .where('unit_id', '=', unitId)
      .execute();
  },

  /** Where they were told it is: erased with everything else that says where somebody was. */
  async forgetPlaces(sosId: string): Promise<void> {
    await connection
      .updateTable('sos_units')
      .set({ told_lat: null, told_lng: null, told_accuracy_m: null })
      .where('sos_id', '=', sosId)
      .execute();
  },
});

async function setReach(
  connection: Connection,
  { sosId, unitId, reach }: Pick<SosUnit, 'sosId' | 'unitId' | 'reach'>,
): Promise<void> {
  await connection
    .updateTable('sos_units')
    .set({ reach })
    .where('sos_id', '=', sosId)
    .where('unit_id', '=', unitId)
    .execute();
}

function toSosUnit(row: Selectable<SosUnitsTable>): SosUnit {
  const { told_lat: lat, told_lng: lng, told_accuracy_m: accuracyM } = row;
  return {
    sosId: row.sos_id,
    unitId: row.unit_id,
    reach: row.reach === 'own' ? 'own' : 'climbed',
    since: row.since,
    forwardedAt: row.forwarded_at,
    toldPlace: lat === null || lng === null ? null : { lat, lng, accuracyM, at: row.since },
    toldSequence: row.told_sequence,
    news: { id: row.news_id, count: row.news_count, lastAt: row.news_at },
  };
}
