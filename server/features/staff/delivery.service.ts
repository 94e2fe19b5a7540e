import * as z from 'zod';
import { limits } from '#contract/limits.ts';
import type { StaffDeliveries, StaffDeliveriesQuery, StaffDelivery } from '#contract/staff.ts';
import type { Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import { outboxStore } from '../../outbox/outbox.store.ts';
import { type Delivery, outboxDeliveries } from '../../outbox/outbox-deliveries.store.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';

export type DeliveryService = ReturnType<typeof createDeliveryService>;

const tipId = z.string().optional();
/** Every message to officers names the unit it is for; one to a unit's own system names whose system it is. */
const Subject = z.union([
  z.object({ unitId: z.string(), tipId }),
  z
    .object({ ownerUnitId: z.string(), tipId })
    .transform(({ ownerUnitId, ...rest }) => ({ unitId: ownerUnitId, ...rest })),
]);

const isId = (id: string): boolean => z.uuid().safeParse(id).success;

/** Pages of all messages that are looked through for one page of a unit's. */
const pagesPerAnswerMax = 20;

/** What became of the messages to a unit's officers. */
export function createDeliveryService(dependencies: {
  database: Database;
  tree: UnitTree;
  now: () => Date;
  codeOf(tipId: string): Promise<string | null>;
  wakeOutbox(): void;
}) {
  const { database, tree, now } = dependencies;
  const outbox = outboxStore(database.kysely);
  const deliveries = outboxDeliveries(database.kysely);

  return {
    async list(actor: StaffActor, { state, cursor }: StaffDeliveriesQuery): Promise<StaffDeliveries> {
      const items: StaffDelivery[] = [];
      let place: string | null = cursor ?? null;
      for (let page = 0; page < pagesPerAnswerMax; page += 1) {
        const found = await deliveries.listDeliveries({ ...(state ? { state } : {}), cursor: place });
        for (const [index, delivery] of found.items.entries()) {
          const subject = subjectFor(actor, delivery);
          if (subject) items.push(await toStaffDelivery(delivery, subject));
          const isLast = index === found.items.length - 1 && found.nextCursor === null;
          if (items.length === limits.deskPageMax && !isLast) return { items, nextCursor: delivery.id };
        }
        place = found.nextCursor;
        if (place === null) break;
      }
      return { items, nextCursor: place };
    },

    /** Throws `not_found`, also for another unit's message, and `delivery_not_parked`. */
    async retry(actor: StaffActor, id: string): Promise<void> {
      const row = isId(id) ? await outbox.find(id) : undefined;
      if (!row || !subjectFor(actor, { payload: JSON.parse(row.payload) })) throw new AppError('not_found');
      if (!(await deliveries.retry(id, now()))) throw new AppError('delivery_not_parked');
      dependencies.wakeOutbox();
    },
  };

  /** Null for a message that is not this person's to know of. */
  function subjectFor(actor: StaffActor, { payload }: Pick<Delivery, 'payload'>) {
    const subject = Subject.safeParse(payload);
    return subject.success && tree.isWithin(subject.data.unitId, actor.unitId) ? subject.data : null;
  }

  async function toStaffDelivery(
    delivery: Delivery,
    { unitId, tipId }: z.infer<typeof Subject>,
  ): Promise<StaffDelivery> {
    return {
      id: delivery.id,
      unit: { id: unitId, name: tree.nameOf(unitId) },
      code: tipId === undefined ? null : await dependencies.codeOf(tipId),
      destination: delivery.destination,
      topic: delivery.topic,
      state: delivery.state,
      reason: delivery.reason,
      attempts: delivery.attempts,
      createdAt: delivery.createdAt,
      lastAttemptAt: delivery.lastAttemptAt,
      nextAttemptAt: delivery.nextAttemptAt,
    };
  }
}
