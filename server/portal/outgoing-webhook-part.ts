import type { Transaction } from 'kysely';
import { isLoopback } from '../config/config.ts';
import type { Schema } from '../db/schema.ts';
import {
  type ActiveEndpoints,
  createActiveEndpoints,
} from '../features/outgoing-webhooks/active-endpoints.ts';
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

/** Who is told, for what happens with every tip. */
export const createUnitSystems = ({ database, keys }: Pick<Ground, 'database' | 'keys'>): ActiveEndpoints =>
  createActiveEndpoints(webhookEndpointStore(database.kysely, keys).listActive);

/** What they are told of a tip that is about to be stored. */
export const messagesToUnitSystems =
  (systems: ActiveEndpoints) =>
  async (
    news: Pick<TipNews, 'tip' | 'event'>,
    before: TipAudience,
    after: TipAudience,
  ): Promise<NewMessage[]> =>
    messagesToSystems(await systems.list(after.units), changeOf(news), before, after);

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
export function createOutgoingWebhookPart(ground: Ground, systems: ActiveEndpoints): PortalPart {
  const { isSandbox, now, publicUrl } = ground;
  const attempts = createWebhookAttempts({
    post: createPinnedPost(),
    // A trial that others can reach must not lead them to what listens on its machine.
    policy: { allowsLoopback: isSandbox && isLoopback(new URL(publicUrl).hostname) },
    now,
  });
  const webhooks = createWebhookService({ ...ground, attempts, onChanged: systems.forget });
  return {
    mountStaff(desk) {
      desk.route('/webhooks', createWebhookRoutes(webhooks));
    },
    handlers: webhookHandlers({ ...ground, attempts }),
  };
}
