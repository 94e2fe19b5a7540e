import { createEventIntake } from '../webhooks/event-intake.ts';
import { createEventWorker, type EventHandlers } from '../webhooks/event-worker.ts';
import { createWebhookRoutes } from '../webhooks/webhook.routes.ts';
import { createWebhookService } from '../webhooks/webhook.service.ts';
import { webhookEventStore } from '../webhooks/webhook-event.store.ts';
import type { ZaloEventKind } from '../webhooks/zalo-event.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import { createOaLookJob } from './oa-look-job.ts';
import type { PortalPart } from './portal-part.ts';
import { secondsSince } from './watched-figures.ts';

const refusalsEveryMs = 60_000;
const lookEveryMs = 5 * 60_000;

/** What Zalo tells us, and who of the parts does something about it, in their order. */
export function createWebhookPart(ground: Ground, parts: readonly PortalPart[]): PortalPart {
  const { database, keys, zalo, zaloSide, now } = ground;
  const events = webhookEventStore(database.kysely, keys);
  const handlers = togetherOf(parts);
  const intake = createEventIntake(ground);
  const worker = createEventWorker({
    ...ground,
    handlers,
    intake,
    unitOf: zaloSide.findUnitIdOf,
    // Who somebody is could not be found by a key that is not known here yet.
    isHeld: keys.isBehind,
    prepare: async () => {
      for (const part of parts) await part.beforeEvents?.();
    },
  });
  const webhooks = createWebhookService({
    ...ground,
    credentials: zalo.credentials,
    intake,
    handledKinds: new Set(Object.keys(handlers) as ZaloEventKind[]),
    wakeWorker: worker.wake,
  });
  const look = createOaLookJob(ground, webhooks);
  return {
    mount(app) {
      app.route('/webhooks', createWebhookRoutes(webhooks));
    },
    checks: [
      {
        name: 'webhooks',
        listTroubles: async () => (worker.isReady() ? [] : ['not worked on']),
        listWarnings: webhooks.listTroubles,
      },
    ],
    figures: [
      {
        name: 'portal_webhook_waiting',
        help: 'Events that Zalo told us of and that have not taken effect yet.',
        read: async () => [{ value: (await events.readBacklog()).count }],
      },
      {
        name: 'portal_webhook_oldest_seconds',
        help: 'How long the oldest event that has not taken effect yet has been here.',
        read: async () => [{ value: secondsSince((await events.readBacklog()).oldestAt, now()) }],
      },
    ],
    retention: [
      {
        kind: 'webhookEvents',
        batchMax: 1_000,
        erase: async (transaction, { before, count }) => ({
          count: await webhookEventStore(transaction, keys).eraseFinished(before, count),
        }),
      },
    ],
    jobs: [
      { name: 'webhook refusals', everyMs: refusalsEveryMs, work: webhooks.reportRefusals },
      { name: 'OA look', everyMs: lookEveryMs, work: look },
      { name: 'webhook sweep', everyMs: sweepEveryMs, work: () => webhooks.sweep(now()) },
    ],
    start() {
      worker.start();
      look().catch((error: unknown) => ground.logger.warn({ err: error }, 'OAs not looked at'));
    },
    stop: worker.stop,
  };
}

/** All handlers of a kind, one after the other, in the order of the parts. */
function togetherOf(parts: readonly PortalPart[]): EventHandlers {
  const together: Record<string, unknown[]> = {};
  for (const { events = {} } of parts) {
    for (const [kind, those] of Object.entries(events)) {
      together[kind] = [...(together[kind] ?? []), ...those];
    }
  }
  return together as EventHandlers;
}
