import type { TipWebhook } from '#contract/webhooks.ts';
import type { Database } from '../../db/database.ts';
import { commandersChannel } from '../../live/live-channels.ts';
import { recordLive } from '../../live/live-event.store.ts';
import type { DeliveryHandler, DeliveryOutcome } from '../../outbox/dispatcher.ts';
import type { ClaimedMessage } from '../../outbox/outbox-claims.store.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import type { WebhookAttempt, WebhookAttempts } from './webhook-attempt.ts';
import { type WebhookEndpoint, webhookEndpointStore } from './webhook-endpoint.store.ts';
import { WebhookPayload, webhookTopic } from './webhook-news.ts';

/** The desks of the unit's commanders, and of those above, hear that its system is told nothing any more. */
const webhookDisabled = 'webhook.disabled';

/** Nothing has got through for so long: it is no longer tried, as what waits for it is not (backoff.rules.ts). */
const failingMsMax = 3 * 24 * 60 * 60_000;
/** A message that is refused for itself goes aside after so many tries, so that the next ones come through. */
const refusalsMax = 6;

export type WebhookDeliveryDependencies = {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  tree: UnitTree;
  attempts: WebhookAttempts;
  publicUrl: string;
  wakeOutbox(): void;
};

/** How what units' own systems are told is sent: in order for each system, again and again with the same id until it is taken. */
export function webhookHandlers(
  dependencies: WebhookDeliveryDependencies,
): Readonly<Record<string, DeliveryHandler>> {
  const { database, keys, now, tree, attempts, publicUrl } = dependencies;
  const store = webhookEndpointStore(database.kysely, keys);

  return { [webhookTopic]: deliver };

  async function deliver(message: ClaimedMessage): Promise<DeliveryOutcome> {
    const payload = WebhookPayload.parse(message.payload);
    const endpoint = await store.find(payload.endpointId);
    if (!endpoint) return park('removed');
    if (endpoint.disabledBecause !== null) return park('disabled');
    const body = JSON.stringify(eventOf(payload));
    const attempt = await attempts.send(endpoint, { id: message.id, body });
    return await settle(endpoint, message, attempt);
  }

  async function settle(
    endpoint: WebhookEndpoint,
    message: ClaimedMessage,
    attempt: WebhookAttempt,
  ): Promise<DeliveryOutcome> {
    if (attempt.kind === 'taken') {
      await store.recordSuccess(endpoint.id, now().toISOString());
      return { kind: 'sent', externalId: null };
    }
    if (await failed(endpoint, attempt)) return park('disabled');
    if (attempt.kind === 'refused' && message.attempts >= refusalsMax) return park(attempt.reason);
    const afterMs = attempt.kind === 'failed' ? attempt.afterMs : null;
    return { kind: 'retry', reason: `webhook: ${attempt.reason}`, afterMs };
  }

  /** Remembers it; true when the endpoint is tried no longer. */
  async function failed(
    endpoint: WebhookEndpoint,
    attempt: Exclude<WebhookAttempt, { kind: 'taken' }>,
  ): Promise<boolean> {
    const isDisabled = await database.transact(async (transaction) => {
      const at = now();
      const endpoints = webhookEndpointStore(transaction, keys);
      const since = await endpoints.recordFailure(endpoint.id, attempt.reason, at.toISOString());
      const isLong = at.getTime() - Date.parse(since) >= failingMsMax;
      if (attempt.kind !== 'gone' && !isLong) return false;
      if (await endpoints.disable(endpoint.id, attempt.kind === 'gone' ? 'gone' : 'failing')) {
        const data = { id: endpoint.id, unitId: endpoint.unitId };
        const told = tree.upwards(endpoint.unitId).map(commandersChannel);
        const events = told.map((channel) => ({ channel, kind: webhookDisabled, data }));
        await recordLive(transaction, events, at);
      }
      return true;
    });
    if (isDisabled) dependencies.wakeOutbox();
    return isDisabled;
  }

  function eventOf({ type, at, tip: { unitId, ...tip } }: WebhookPayload): TipWebhook {
    return {
      type,
      timestamp: at,
      data: {
        ...tip,
        unit: { id: unitId, name: tree.nameOf(unitId) },
        link: `${publicUrl}/desk/tips/${tip.code}`,
      },
    };
  }
}

const park = (reason: string): DeliveryOutcome => ({ kind: 'park', reason: `webhook: ${reason}` });
