import type { Transaction } from 'kysely';
import { isLoopback } from '../config/config.ts';
import { readTogether } from '../db/read-together.ts';
import type { Schema } from '../db/schema.ts';
import { createWebhookRoutes } from '../features/outgoing-webhooks/webhook.routes.ts';
import { createWebhookService } from '../features/outgoing-webhooks/webhook.service.ts';
import { createWebhookAttempts } from '../features/outgoing-webhooks/webhook-attempt.ts';
import { webhookHandlers } from '../features/outgoing-webhooks/webhook-delivery.ts';
import { webhookEndpointStore } from '../features/outgoing-webhooks/webhook-endpoint.store.ts';
import { messagesToSystems, tellSystems } from '../features/outgoing-webhooks/webhook-news.ts';
import type { Tip } from '../features/tips/tip.store.ts';
import { lawDueAt } from '../features/tips/tip-law.rules.ts';
import type { TipAudience, TipNews } from '../features/tips/tip-live.rules.ts';
import type { NewMessage } from '../outbox/outbox.store.ts';
import { createPinnedPost } from '../outgoing/pinned-post.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** Units' own systems hear of a change, in its transaction. */
export const tellUnitSystems =
  ({ keys }: Pick<Ground, 'keys'>) =>
  (
    transaction: Transaction<Schema>,
    { tip, event }: Pick<TipNews, 'tip' | 'event'>,
    before: TipAudience,
    after: TipAudience,
  ): Promise<void> => {
    return tellSystems(transaction, keys, changeOf({ tip, event }), before, after);
  };

/** What they are told of a tip that is about to be stored; of tips that come together they are looked up once. */
export function messagesToUnitSystems({ database, keys }: Pick<Ground, 'database' | 'keys'>) {
  const listActive = readTogether(webhookEndpointStore(database.kysely, keys).listActive);
  return async (
    news: Pick<TipNews, 'tip' | 'event'>,
    before: TipAudience,
    after: TipAudience,
  ): Promise<NewMessage[]> => messagesToSystems(await listActive(after.units), changeOf(news), before, after);
}

const changeOf = ({ tip, event }: Pick<TipNews, 'tip' | 'event'>) => ({
  tipId: tip.id,
  at: tip.updatedAt,
  tip: { ...shownOf(tip), change: event },
});

const shownOf = (tip: Tip) => ({
  code: tip.code,
  version: tip.historySequence,
  unitId: tip.unitId,
  status: tip.status,
  restricted: tip.isRestricted,
  kind: tip.kind,
  category: tip.category,
  createdAt: tip.createdAt,
  acknowledgeBy: tip.acknowledgeBy,
  lawDueAt: lawDueAt(tip),
});

/** The systems that units have registered to be told of their tips. */
export function createOutgoingWebhookPart(ground: Ground): PortalPart {
  const { isSandbox, now, publicUrl } = ground;
  const attempts = createWebhookAttempts({
    post: createPinnedPost(),
    // A trial that others can reach must not lead them to what listens on its machine.
    policy: { allowsLoopback: isSandbox && isLoopback(new URL(publicUrl).hostname) },
    now,
  });
  const webhooks = createWebhookService({ ...ground, attempts });
  return {
    mountStaff(desk) {
      desk.route('/webhooks', createWebhookRoutes(webhooks));
    },
    handlers: webhookHandlers({ ...ground, attempts }),
  };
}
