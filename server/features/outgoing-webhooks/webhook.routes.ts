import { Hono } from 'hono';
import { StaffPageQuery } from '#contract/staff-identity.ts';
import {
  MadeWebhook,
  NewWebhook,
  Webhook,
  WebhookDeliveries,
  WebhookPing,
  Webhooks,
} from '#contract/webhooks.ts';
import { bodyProblems, staffRoute } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { WebhookService } from './webhook.service.ts';

const refusals = ['not_found'] as const;

/** `/api/staff/webhooks`, behind `requireStaff`. */
export const createWebhookRoutes = (webhooks: WebhookService) =>
  new Hono<StaffEnv>()
    .use('/*', requireScope('manage'))
    .get(
      '/',
      staffRoute({
        summary: 'Systems that are told of the tips of my unit and those below it, newest first',
        description: 'For administrators. What they are told is under `webhooks` of this document.',
        answer: { status: 200, description: 'A page of them, without their secrets.', schema: Webhooks },
        problems: ['invalid_input'],
      }),
      validate('query', StaffPageQuery),
      async (c) => c.json(await webhooks.list(c.get('actor'), c.req.valid('query').cursor), 200),
    )
    .post(
      '/',
      staffRoute({
        summary: 'Have a unit’s own system told of its tips',
        description:
          'For administrators. A public https address at port 443 or 8443, without credentials. It hears of what the unit and those below it get from now on.',
        answer: {
          status: 201,
          description: 'The secret that signs is shown this once.',
          schema: MadeWebhook,
        },
        problems: ['unit_unknown', 'webhook_url_refused', 'webhooks_full', ...bodyProblems],
      }),
      jsonBody(),
      validate('json', NewWebhook),
      async (c) => c.json(await webhooks.create(c.get('actor'), c.req.valid('json')), 201),
    )
    .delete(
      '/:id',
      staffRoute({
        summary: 'Forget a system, with what waits for it',
        answer: { status: 204, description: 'It is told nothing any more.' },
        problems: refusals,
      }),
      async (c) => {
        await webhooks.remove(c.get('actor'), c.req.param('id'));
        return c.body(null, 204);
      },
    )
    .post(
      '/:id/disable',
      staffRoute({
        summary: 'Tell a system nothing for now',
        description: 'What waits for it is parked; what happens meanwhile it will not hear of.',
        answer: { status: 200, description: 'As it stands now.', schema: Webhook },
        problems: refusals,
      }),
      async (c) => c.json(await webhooks.disable(c.get('actor'), c.req.param('id')), 200),
    )
    .post(
      '/:id/enable',
      staffRoute({
        summary: 'Tell a system again',
        description: 'What was parked goes first, in order.',
        answer: { status: 200, description: 'As it stands now.', schema: Webhook },
        problems: refusals,
      }),
      async (c) => c.json(await webhooks.enable(c.get('actor'), c.req.param('id')), 200),
    )
    .post(
      '/:id/secret',
      staffRoute({
        summary: 'Change the secret that signs',
        description: 'For a day the one before signs too: `webhook-signature` then has both.',
        answer: { status: 200, description: 'The new secret is shown this once.', schema: MadeWebhook },
        problems: refusals,
      }),
      async (c) => c.json(await webhooks.changeSecret(c.get('actor'), c.req.param('id')), 200),
    )
    .post(
      '/:id/ping',
      staffRoute({
        summary: 'Try a system now',
        description: 'One signed `ping`, past everything that waits.',
        answer: { status: 200, description: 'How it ended.', schema: WebhookPing },
        problems: refusals,
      }),
      async (c) => c.json(await webhooks.ping(c.get('actor'), c.req.param('id')), 200),
    )
    .get(
      '/:id/deliveries',
      staffRoute({
        summary: 'What a system was told last, newest first',
        answer: { status: 200, description: 'The last of them.', schema: WebhookDeliveries },
        problems: refusals,
      }),
      async (c) => c.json(await webhooks.listDeliveries(c.get('actor'), c.req.param('id')), 200),
    );
