import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import {
  NewTip,
  NewTipMessage,
  NewTipRating,
  PhotoQuery,
  ReopenedTip,
  SentTipMessage,
  SentTipRating,
  TipQuery,
  TipReceipt,
  TipReopening,
  TipView,
} from '#contract/tips.ts';
import { AppError } from '../../http/app-error.ts';
import { readAuthorization } from '../../http/authorization.ts';
import { type HttpEnv, noStore } from '../../http/http-env.ts';
import { readIdempotencyKey } from '../../http/idempotency-key.ts';
import { bodyProblems, keyedBodyProblems, route } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import type { TipService } from './tip.service.ts';
import type { Tip } from './tip.store.ts';

export type TipEnv = {
  Variables: HttpEnv['Variables'] & {
    /** The tip that the request's credential opens. */
    tip: Tip;
    /** The signed-in sender of a named tip; null without a session. */
    citizenId: string | null;
  };
};

/** `/api/tips`. `findCitizen` gives the citizen of a session, or throws `unauthenticated`. */
export const createTipRoutes = (tips: TipService, findCitizen: (token: string) => Promise<string>) => {
  /** Access is decided before the body is read (design 6): no credential 401, one that does not open this tip 404. */
  const opensTip = createMiddleware<TipEnv>(async (c, next) => {
    const authorization = readAuthorization(c.req.header('authorization'));
    if (!authorization) throw new AppError('unauthenticated');
    const { scheme, secret } = authorization;
    const credential =
      scheme === 'receipt'
        ? ({ kind: 'receipt', receipt: secret } as const)
        : ({ kind: 'citizen', citizenId: await findCitizen(secret) } as const);
    c.set('tip', await tips.open(c.req.param('code') ?? '', credential));
    await next();
  });

  /** Before anything is read: what can be no session of ours is refused. */
  const noOddAuthorization = createMiddleware<TipEnv>(async (c, next) => {
    const authorization = readAuthorization(c.req.header('authorization'));
    if (authorization?.scheme === 'receipt') throw new AppError('unauthenticated');
    await next();
  });

  /**
   * Before the body is checked, and yet the session of an anonymous sender is not even looked up (promise 7): only who says that the
   * tip is named is asked who they are.
   */
  const namedSender = createMiddleware<TipEnv>(async (c, next) => {
    const authorization = readAuthorization(c.req.header('authorization'));
    const isNamed = authorization !== null && (await isNamedTip(c));
    c.set('citizenId', isNamed ? await findCitizen(authorization.secret) : null);
    await next();
  });

  return new Hono<TipEnv>()
    .use('/*', noStore)
    .post(
      '/',
      route({
        summary: 'Send a tip',
        description:
          'Stored, with its photos and its forwarding, before the answer. The point decides the unit; near a border the given unitId does. A refusal does not consume the Idempotency-Key. With a session a named tip belongs to the citizen; send none with an anonymous one.',
        tag: 'tips',
        isIdempotent: true,
        security: 'optional_session',
        answer: { status: 201, description: 'Stored. The receipt is shown this once.', schema: TipReceipt },
        problems: [
          ...keyedBodyProblems,
          'unauthenticated',
          'category_unknown',
          'anonymous_with_contact',
          'consent_outdated',
          'unit_unknown',
          'unit_divided',
          'photo_expired',
        ],
      }),
      noOddAuthorization,
      jsonBody(),
      namedSender,
      validate('json', NewTip),
      async (c) => {
        const citizenId = c.get('citizenId');
        const sender = citizenId === null ? null : { citizenId };
        return c.json(await tips.submit(c.req.valid('json'), readIdempotencyKey(c), sender), 201);
      },
    )
    .get(
      '/:code',
      route({
        summary: 'Open a tip again',
        description:
          'With its receipt or the session that sent it. Opening it marks everything in it as read; `peek=true` does not.',
        tag: 'tips',
        security: 'receipt_or_session',
        answer: { status: 200, description: 'The tip as its sender sees it.', schema: TipView },
        problems: ['invalid_input', 'unauthenticated', 'tip_not_found'],
      }),
      opensTip,
      validate('query', TipQuery),
      async (c) => {
        const marksSeen = c.req.valid('query').peek === undefined;
        return c.json(await tips.view(c.get('tip'), { marksSeen }), 200);
      },
    )
    .post(
      '/:code/messages',
      route({
        summary: 'Add words or photos to a tip',
        description:
          'Answers the question of the unit when it asked one. The unit is told that something new came.',
        tag: 'tips',
        isIdempotent: true,
        security: 'receipt_or_session',
        answer: { status: 201, description: 'Stored.', schema: SentTipMessage },
        problems: [
          ...keyedBodyProblems,
          'unauthenticated',
          'tip_not_found',
          'move_not_allowed',
          'messages_full',
          'photo_expired',
        ],
      }),
      opensTip,
      jsonBody(),
      validate('json', NewTipMessage),
      async (c) =>
        c.json(await tips.sendMessage(c.get('tip'), c.req.valid('json'), readIdempotencyKey(c)), 201),
    )
    .post(
      '/:code/rating',
      route({
        summary: 'Rate the unit’s answer',
        description: 'Once for each answer.',
        tag: 'tips',
        isIdempotent: true,
        security: 'receipt_or_session',
        answer: { status: 201, description: 'Stored.', schema: SentTipRating },
        problems: [
          ...keyedBodyProblems,
          'unauthenticated',
          'tip_not_found',
          'move_not_allowed',
          'already_rated',
        ],
      }),
      opensTip,
      jsonBody(),
      validate('json', NewTipRating),
      async (c) => c.json(await tips.rate(c.get('tip'), c.req.valid('json'), readIdempotencyKey(c)), 201),
    )
    .post(
      '/:code/reopen',
      route({
        summary: 'Ask the unit to look at it again',
        description: 'After an answer, at most twice. The unit has to acknowledge it anew.',
        tag: 'tips',
        security: 'receipt_or_session',
        answer: { status: 200, description: 'Received again.', schema: ReopenedTip },
        problems: ['unauthenticated', 'tip_not_found', 'move_not_allowed', 'reopen_limit', ...bodyProblems],
      }),
      opensTip,
      jsonBody(),
      validate('json', TipReopening),
      async (c) => c.json(await tips.reopen(c.get('tip'), c.req.valid('json')), 200),
    )
    .get(
      '/:code/photos/:id',
      route({
        summary: 'See a photo of a tip or of its messages',
        tag: 'tips',
        security: 'receipt_or_session',
        answer: { status: 200, description: 'A JPEG without metadata.', mediaType: 'image/jpeg' },
        problems: [
          'invalid_input',
          'unauthenticated',
          'tip_not_found',
          'photo_not_found',
          'photo_unavailable',
        ],
      }),
      opensTip,
      validate('query', PhotoQuery),
      async (c) => {
        const jpeg = await tips.photo(c.get('tip'), c.req.param('id'), c.req.valid('query').size);
        return c.body(jpeg, 200, { 'Content-Type': 'image/jpeg' });
      },
    );
};

/** Whether the body names a sender in so many words; what cannot be read is refused by the check that follows. */
export async function isNamedTip(c: Context): Promise<boolean> {
  let body: unknown;
  try {
    body = await c.req.json();
  } catch {
    return false;
  }
  return typeof body === 'object' && body !== null && 'anonymous' in body && body.anonymous === false;
}
