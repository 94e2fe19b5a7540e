import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { DeskSos, DeskSosList, DeskSosQuery, SosClose, SosDispatch } from '#contract/sos.ts';
import { bodyProblems, staffRoute } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { Sos } from './sos.store.ts';
import type { SosDesk } from './sos-desk.service.ts';

type SosDeskEnv = { Variables: StaffEnv['Variables'] & { alert: Sos } };

const moveProblems = ['sos_not_found', 'move_not_allowed', 'messages_full'] as const;

/** `/api/staff/sos`, behind `requireStaff`. */
export const createSosDeskRoutes = (desk: SosDesk) => {
  /** Access is decided before a query or a body is read (design 6): an alert this person may not see is not there. */
  const opensAlert = createMiddleware<SosDeskEnv>(async (c, next) => {
    c.set('alert', await desk.open(c.req.param('id') ?? '', c.get('actor')));
    await next();
  });
  const answer = { status: 200, description: 'The alert as it stands now.', schema: DeskSos } as const;

  return new Hono<SosDeskEnv>()
    .use('/*', requireScope('read'))
    .get(
      '/',
      staffRoute({
        summary: 'Alerts of my unit and those below it: the open ones first, the newest first',
        answer: { status: 200, description: 'A page of them.', schema: DeskSosList },
        problems: ['invalid_input'],
      }),
      validate('query', DeskSosQuery),
      async (c) => c.json(await desk.list(c.get('actor'), c.req.valid('query')), 200),
    )
    .get(
      '/:id',
      staffRoute({
        summary: 'One alert, with where its sender went and what happened',
        answer,
        problems: ['sos_not_found'],
      }),
      opensAlert,
      async (c) => c.json(await desk.view(c.get('alert'), c.get('actor')), 200),
    )
    .post(
      '/:id/acknowledge',
      staffRoute({
        summary: 'Take an alert up',
        description: 'Without a body; again, also by somebody else, changes nothing.',
        answer,
        problems: [...moveProblems],
      }),
      opensAlert,
      requireScope('act'),
      async (c) => c.json(await desk.acknowledge(c.get('alert'), c.get('actor')), 200),
    )
    .post(
      '/:id/dispatch',
      staffRoute({
        summary: 'Say that somebody is on the way',
        description: 'Also after its sender took it back. Who had not taken it up has now.',
        answer,
        problems: [...moveProblems, ...bodyProblems],
      }),
      opensAlert,
      requireScope('act'),
      jsonBody(),
      validate('json', SosDispatch),
      async (c) => c.json(await desk.dispatch(c.get('alert'), c.get('actor'), c.req.valid('json')), 200),
    )
    .post(
      '/:id/close',
      staffRoute({
        summary: 'Close an alert, with the reason',
        answer,
        problems: [...moveProblems, ...bodyProblems],
      }),
      opensAlert,
      requireScope('act'),
      jsonBody(),
      validate('json', SosClose),
      async (c) => c.json(await desk.close(c.get('alert'), c.get('actor'), c.req.valid('json')), 200),
    );
};
