import { Hono } from 'hono';
import { StaffDeliveries, StaffDeliveriesQuery } from '#contract/staff.ts';
import { staffRoute } from '../../http/openapi.ts';
import { validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { DeliveryService } from './delivery.service.ts';

/** `/api/staff/deliveries`, behind `requireStaff`. */
export const createDeliveryRoutes = (deliveries: DeliveryService) =>
  new Hono<StaffEnv>()
    .use('/*', requireScope('read', 'manage'))
    .get(
      '/',
      staffRoute({
        summary: 'Messages to the officers of my unit and those below it, newest first',
        description:
          'What became of each, never a word of it. `state=parked`: somebody has to act. A page may be empty and still have a next one.',
        answer: { status: 200, description: 'A page of them.', schema: StaffDeliveries },
        problems: ['invalid_input'],
      }),
      validate('query', StaffDeliveriesQuery),
      async (c) => c.json(await deliveries.list(c.get('actor'), c.req.valid('query')), 200),
    )
    .post(
      '/:id/retry',
      staffRoute({
        summary: 'Put a parked message back',
        answer: { status: 204, description: 'It is sent as soon as its turn comes.' },
        problems: ['not_found', 'delivery_not_parked'],
      }),
      requireScope('act', 'manage'),
      async (c) => {
        await deliveries.retry(c.get('actor'), c.req.param('id'));
        return c.body(null, 204);
      },
    );
