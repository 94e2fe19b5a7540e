import type { Transaction } from 'kysely';
import * as z from 'zod';
import { TipWebhook } from '#contract/webhooks.ts';
import type { Schema } from '../../db/schema.ts';
import { lanes } from '../../outbox/backoff.rules.ts';
import { type NewMessage, newMessageId, outboxStore } from '../../outbox/outbox.store.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type ActiveEndpoint, webhookEndpointStore } from './webhook-endpoint.store.ts';

export const webhookTopic = 'webhook.tip';

/** Destination and stream at once: what an endpoint does not take holds up nothing but what comes after it for the same endpoint. */
export const webhookStream = (endpointId: string): string => `webhook:${endpointId}`;

const { data: TipData } = TipWebhook.shape;

/**
 * A change as it is stored for one endpoint, fixed from then on: every attempt says the same. No message to officers: `ownerUnitId`,
 * whose system it is, is no `unitId`, by which reports count forwardings.
 */
export const WebhookPayload = z.object({
  endpointId: z.string(),
  ownerUnitId: z.string(),
  /** Missing of a restricted tip, so that a list of deliveries leads nobody to it. */
  tipId: z.string().optional(),
  type: TipWebhook.shape.type,
  at: z.string(),
  tip: TipData.omit({ unit: true, link: true }).extend({ unitId: z.string() }),
});
export type WebhookPayload = z.infer<typeof WebhookPayload>;

/** What has happened to a tip, and as what it stands now. */
export type TipChange = {
  tipId: string;
  at: string;
  tip: WebhookPayload['tip'];
};

/** Who sees a tip (promise 11). */
export type ToldUnits = { isRestricted: boolean; units: readonly string[] };

/**
 * Stores, in the transaction of a change, what the systems of the units that see the tip are told of it: one message for each. Of a
 * restricted tip those alone hear that asked for it, and no more than the unit's group does (promise 11): that there is one. A unit that
 * lost the tip hears nothing any more, as if it had never been there.
 */
export async function tellSystems(
  transaction: Transaction<Schema>,
  keys: SecretKeys,
  change: TipChange,
  before: ToldUnits,
  after: ToldUnits,
): Promise<void> {
  const endpoints = await webhookEndpointStore(transaction, keys).listActive(after.units);
  await outboxStore(transaction).enqueue(
    messagesToSystems(endpoints, change, before, after),
    new Date(change.at),
  );
}

/** The same before there is a transaction, of the systems that are told now, whichever units they belong to. */
export function messagesToSystems(
  endpoints: readonly ActiveEndpoint[],
  change: TipChange,
  before: ToldUnits,
  after: ToldUnits,
): NewMessage[] {
  const told = endpoints.filter(
    ({ unitId, takesRestricted }) => after.units.includes(unitId) && (takesRestricted || !after.isRestricted),
  );
  return told.map((endpoint): NewMessage => {
    const isKnown =
      before.units.includes(endpoint.unitId) && (endpoint.takesRestricted || !before.isRestricted);
    const payload: WebhookPayload = {
      endpointId: endpoint.id,
      ownerUnitId: endpoint.unitId,
      ...(after.isRestricted ? {} : { tipId: change.tipId }),
      type: isKnown ? 'tip.changed' : 'tip.received',
      at: change.at,
      tip: after.isRestricted ? withoutContent(change.tip) : change.tip,
    };
    return {
      id: newMessageId(),
      destination: webhookStream(endpoint.id),
      stream: webhookStream(endpoint.id),
      lane: lanes.other,
      topic: webhookTopic,
      payload,
    };
  });
}

/** The date of the law would say that it is a denunciation. */
const withoutContent = (tip: WebhookPayload['tip']): WebhookPayload['tip'] => ({
  ...tip,
  kind: null,
  category: null,
  lawDueAt: null,
});
