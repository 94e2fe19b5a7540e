import { Hono } from 'hono';
import { NewTip, TipReceipt, TipView } from '#contract/tips.ts';
import { AppError } from '../../http/app-error.ts';
import { type HttpEnv, noStore } from '../../http/http-env.ts';
import { readIdempotencyKey } from '../../http/idempotency-key.ts';
import { route } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import type { TipService } from './tip.service.ts';

export const createTipRoutes = (tips: TipService) =>
  new Hono<HttpEnv>()
    .use('/*', noStore)
    .post(
      '/',
      route({
        summary: 'Send a tip',
        description:
          'Stored, with its photos and its forwarding, before the answer. The point decides the unit; near a border the given unitId does. A refusal does not consume the Idempotency-Key.',
        tag: 'tips',
        isIdempotent: true,
        answer: { status: 201, description: 'Stored. The receipt is shown this once.', schema: TipReceipt },
        problems: [
          'invalid_input',
          'invalid_json',
          'idempotency_key_invalid',
          'idempotency_conflict',
          'body_too_large',
          'unsupported_media_type',
          'category_unknown',
          'anonymous_with_contact',
          'consent_outdated',
          'unit_unknown',
          'unit_divided',
          'photo_expired',
        ],
      }),
      jsonBody(),
      validate('json', NewTip),
      async (c) => c.json(await tips.submit(c.req.valid('json'), readIdempotencyKey(c)), 201),
    )
    .get(
      '/:code',
      route({
        summary: 'Open a tip again with its receipt',
        tag: 'tips',
        security: 'receipt',
        answer: { status: 200, description: 'The tip as its sender sees it.', schema: TipView },
        problems: ['unauthenticated', 'tip_not_found'],
      }),
      async (c) =>
        c.json(await tips.view(c.req.param('code'), readReceipt(c.req.header('authorization'))), 200),
    );

/** `Authorization: Receipt <secret>`; the secret never travels in an address. */
function readReceipt(authorization: string | undefined): string {
  const match = /^Receipt\s+(\S.*)$/i.exec(authorization ?? '');
  if (!match?.[1]) throw new AppError('unauthenticated');
  return match[1];
}
