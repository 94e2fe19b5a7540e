import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { NewSos, NewSosPositions, SentSosPositions, SosReceipt, SosUpdate, SosView } from '#contract/sos.ts';
import { AppError } from '../../http/app-error.ts';
import { readAuthorization } from '../../http/authorization.ts';
import { type HttpEnv, noStore } from '../../http/http-env.ts';
import { readIdempotencyKey } from '../../http/idempotency-key.ts';
import { keyedBodyProblems, route } from '../../http/openapi.ts';
import { sendStored, storedAnswer } from '../../http/stored-answer.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import type { SosService } from './sos.service.ts';
import type { Sos } from './sos.store.ts';
import type { SosEvents } from './sos-events.ts';

type SosEnv = {
  Variables: HttpEnv['Variables'] & {
    /** The alert that the request's receipt opens. */
    alert: Sos;
  };
};

/** `/api/sos`. No consent, no sign-in, no work, no refusal for asking too often: only slower (limit-table.ts). */
export const createSosRoutes = (sos: SosService, events: SosEvents) => {
  /** Access is decided before the body is read (design 6): no receipt 401, one that does not open this alert 404. */
  const opensAlert = createMiddleware<SosEnv>(async (c, next) => {
    const authorization = readAuthorization(c.req.header('authorization'));
    if (authorization?.scheme !== 'receipt') throw new AppError('unauthenticated');
    c.set('alert', await sos.open(c.req.param('id') ?? '', authorization.secret));
    await next();
  });

  return new Hono<SosEnv>()
    .use('/*', noStore)
    .post(
      '/',
      route({
        summary: 'Ask for help',
        description:
          'Stored with its forwarding before the answer; whoever asks too often is only answered more slowly. An empty object is an alert too. A point decides the unit, near a border both sides get it, without a point the given unitId does. Call the first of `hotlines` meanwhile.',
        tag: 'sos',
        isIdempotent: true,
        asksNoProof: true,
        answer: { status: 201, description: 'Stored. The receipt is shown this once.', schema: SosReceipt },
        problems: [...keyedBodyProblems],
      }),
      jsonBody(),
      validate('json', NewSos),
      async (c) => {
        const origin = { source: 'app', isFlagged: c.get('isOverLimit') === true } as const;
        return c.json(await sos.submit(c.req.valid('json'), readIdempotencyKey(c), origin), 201);
      },
    )
    .get(
      '/:id',
      route({
        summary: 'What is known of an alert now',
        description: 'With an ETag, for asking again and again where no event stream comes through.',
        tag: 'sos',
        hasEtag: true,
        security: 'receipt',
        answer: { status: 200, description: 'No more than is known.', schema: SosView },
        problems: ['unauthenticated', 'sos_not_found'],
      }),
      opensAlert,
      async (c) => sendStored(c, storedAnswer(await sos.view(c.get('alert'))), 'no-store'),
    )
    .get(
      '/:id/events',
      route({
        summary: 'The same, as it happens',
        description:
          'Server-sent events; read them with `fetch` and the header. Each, named `sos`, is the whole of what is known; the first comes at once.',
        tag: 'sos',
        security: 'receipt',
        answer: {
          status: 200,
          description: 'A stream without an end; the `data` of each event is this.',
          schema: SosView,
          mediaType: 'text/event-stream',
        },
        problems: ['unauthenticated', 'sos_not_found'],
      }),
      opensAlert,
      (c) => events.answer(c, c.get('alert')),
    )
    .post(
      '/:id/positions',
      route({
        summary: 'Say where one is now',
        description: 'While the alert is open. Fixes that a phone gathered without a line may come together.',
        tag: 'sos',
        isIdempotent: true,
        asksNoProof: true,
        security: 'receipt',
        answer: {
          status: 201,
          description: 'Stored; `place` is the best one known.',
          schema: SentSosPositions,
        },
        problems: [...keyedBodyProblems, 'unauthenticated', 'sos_not_found', 'sos_closed'],
      }),
      opensAlert,
      jsonBody(),
      validate('json', NewSosPositions),
      async (c) => {
        const sent = await sos.addPositions(c.get('alert'), c.req.valid('json'), readIdempotencyKey(c));
        return c.json(sent, 201);
      },
    )
    .post(
      '/:id/updates',
      route({
        summary: 'Add what happens, an address, a phone or words',
        description: 'What is given takes the place of what was there. The officers are told.',
        tag: 'sos',
        isIdempotent: true,
        asksNoProof: true,
        security: 'receipt',
        answer: { status: 201, description: 'Stored.', schema: SosView },
        problems: [...keyedBodyProblems, 'unauthenticated', 'sos_not_found', 'sos_closed', 'sos_full'],
      }),
      opensAlert,
      jsonBody(),
      validate('json', SosUpdate),
      async (c) => c.json(await sos.update(c.get('alert'), c.req.valid('json'), readIdempotencyKey(c)), 201),
    )
    .post(
      '/:id/cancel',
      route({
        summary: 'Take an alert back',
        description: 'Without a body; again changes nothing. The officers are told, and may still come.',
        tag: 'sos',
        security: 'receipt',
        answer: { status: 200, description: 'Taken back.', schema: SosView },
        problems: ['unauthenticated', 'sos_not_found', 'sos_closed', 'sos_dispatched'],
      }),
      opensAlert,
      async (c) => c.json(await sos.cancel(c.get('alert')), 200),
    );
};
