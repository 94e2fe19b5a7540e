import type { ArticleDeliveryKind } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import { outboxStore } from '../../outbox/outbox.store.ts';

export type NewDelivery = {
  messageId: string;
  articleId: string;
  unitId: string;
  kind: ArticleDeliveryKind;
  version: number;
  /** Null: the clock published it. */
  requestedBy: string | null;
  requestedAt: string;
};

/** With how its outbox message stands. */
export type Delivery = NewDelivery & {
  state: string;
  reason: string | null;
  /** The OA's own id of the article. */
  externalId: string | null;
  finishedAt: string | null;
  nextAttemptAt: string | null;
};

/** Of one article at all OAs; more than anybody asks for. */
const deliveriesMax = 500;

/** What goes to Zalo of articles. Takes the database or a transaction on it. */
export const articleDeliveryStore = (connection: Connection) => ({
  async insert(deliveries: readonly NewDelivery[]): Promise<void> {
    for (const delivery of deliveries) {
      await connection
        .insertInto('article_deliveries')
        .values({
          message_id: delivery.messageId,
          article_id: delivery.articleId,
          unit_id: delivery.unitId,
          kind: delivery.kind,
          version: delivery.version,
          requested_by: delivery.requestedBy,
          requested_at: delivery.requestedAt,
        })
        .execute();
    }
  },

  /** Newest first. */
  async listOf(articleId: string): Promise<Delivery[]> {
    const rows = await connection
      .selectFrom('article_deliveries')
      .selectAll()
      .where('article_id', '=', articleId)
      .orderBy('message_id', 'desc')
      .limit(deliveriesMax)
      .execute();
    const outbox = outboxStore(connection);
    return await Promise.all(
      rows.map(async (row) => {
        const message = await outbox.find(row.message_id);
        return {
          messageId: row.message_id,
          articleId: row.article_id,
          unitId: row.unit_id,
          kind: row.kind as ArticleDeliveryKind,
          version: row.version,
          requestedBy: row.requested_by,
          requestedAt: row.requested_at,
          state: message?.state ?? 'parked',
          reason: message?.last_failure ?? null,
          externalId: message?.external_id ?? null,
          finishedAt: message?.finished_at ?? null,
          nextAttemptAt: message && message.finished_at === null ? message.not_before : null,
        };
      }),
    );
  },

  /** Broadcasts of a unit's OA since then. */
  async countBroadcasts(unitId: string, since: Date): Promise<number> {
    const { count } = await connection
      .selectFrom('article_deliveries')
      .select((eb) => eb.cast<number>(eb.fn.count('message_id').distinct(), 'integer').as('count'))
      .where('unit_id', '=', unitId)
      .where('kind', '=', 'broadcast' satisfies ArticleDeliveryKind)
      .where('requested_at', '>=', since.toISOString())
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  async lastBroadcast(unitId: string): Promise<Date | null> {
    const row = await connection
      .selectFrom('oa_broadcasts')
      .select('last_at')
      .where('unit_id', '=', unitId)
      .executeTakeFirst();
    return row && row.last_at !== '' ? new Date(row.last_at) : null;
  },

  /** The same, held until the transaction ends: of two that press at once the second sees what the first did. */
  async holdBroadcasts(unitId: string): Promise<Date | null> {
    const row = await connection
      .insertInto('oa_broadcasts')
      .values({ unit_id: unitId, last_at: '' })
      .onConflict((conflict) =>
        conflict.column('unit_id').doUpdateSet((eb) => ({ last_at: eb.ref('oa_broadcasts.last_at') })),
      )
      .returning('last_at')
      .executeTakeFirstOrThrow();
    return row.last_at === '' ? null : new Date(row.last_at);
  },

  async recordBroadcast(unitId: string, at: Date): Promise<void> {
    await connection
      .updateTable('oa_broadcasts')
      .set({ last_at: at.toISOString() })
      .where('unit_id', '=', unitId)
      .execute();
  },
});

/** What went to one OA. */
export const ofUnit = (deliveries: readonly Delivery[], unitId: string): Delivery[] =>
  deliveries.filter((delivery) => delivery.unitId === unitId);

/** The OA's id of the article, while it stands there; of one OA's deliveries, as the next two. */
export const idAtOa = (deliveries: readonly Delivery[]): string | null =>
  deliveries.find(
    ({ kind, state, externalId }) => kind === 'create' && state === 'sent' && externalId !== null,
  )?.externalId ?? null;

/** Somebody has asked for it already, and nothing stands in its way. */
export const isOnItsWay = (deliveries: readonly Delivery[]): boolean =>
  deliveries.some(({ kind, state }) => kind === 'create' && state !== 'parked');

/** Whatever became of it: what may have been sent is never sent again by itself. */
export const isBroadcast = (deliveries: readonly Delivery[]): boolean =>
  deliveries.some(({ kind }) => kind === 'broadcast');
