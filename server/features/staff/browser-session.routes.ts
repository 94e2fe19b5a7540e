import { Hono } from 'hono';
import {
  NewPairing,
  PairedBrowser,
  Pairing,
  StaffPageQuery,
  StaffSessions,
  TypedCode,
} from '#contract/staff-identity.ts';
import { AppError } from '../../http/app-error.ts';
import { type HttpEnv, noStore } from '../../http/http-env.ts';
import { bodyProblems, route, staffRoute } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import type { StaffEnv } from '../../rights/require-staff.ts';
import type { BrowserSessionService } from './browser-session.service.ts';

/** The shape of a browser's secret: anything else is looked up nowhere. */
const pairingHeader = /^Pairing\s+(zas_[A-Za-z0-9_-]{43})$/i;

/** `/api/pairings`: a browser that nobody is in yet. */
export const createPairingRoutes = (browsers: BrowserSessionService) =>
  new Hono<HttpEnv>()
    .use('/*', noStore)
    .post(
      '/',
      route({
        summary: 'Ask for the desk in this browser',
        description:
          'Shows `code` and keeps `secret`. A member of the staff confirms the code with `POST /api/staff/pair` within 5 minutes; after that the secret is the token of their session, for 12 hours.',
        tag: 'staff',
        answer: { status: 201, description: 'Both are shown this once.', schema: NewPairing },
      }),
      async (c) => c.json(await browsers.request(c.req.header('user-agent')), 201),
    )
    .get(
      '/:id',
      route({
        summary: 'What has become of the code',
        description: 'With the browser’s own secret. To be asked again after `pollAfterS` seconds.',
        tag: 'staff',
        security: 'pairing',
        answer: { status: 200, description: 'Whether the code was confirmed, and by whom.', schema: Pairing },
        problems: ['unauthenticated'],
      }),
      async (c) => {
        const [, secret] = pairingHeader.exec(c.req.header('authorization')?.trim() ?? '') ?? [];
        if (secret === undefined) throw new AppError('unauthenticated');
        return c.json(await browsers.ask(c.req.param('id'), secret), 200);
      },
    );

/** `/api/staff/pair` and `/api/staff/sessions`, behind `requireStaff`. */
export const createBrowserSessionRoutes = (browsers: BrowserSessionService) =>
  new Hono<StaffEnv>()
    .post(
      '/pair',
      staffRoute({
        summary: 'Open the desk in the browser that shows this code',
        description:
          'With a key, or a session of a bound Zalo identity; a browser opens no other. Confirm only a code that stands on the screen in front of you.',
        answer: { status: 200, description: 'Which browser it was.', schema: PairedBrowser },
        problems: ['pairing_code_unknown', ...bodyProblems],
      }),
      jsonBody(),
      validate('json', TypedCode),
      async (c) => c.json(await browsers.confirm(c.get('actor'), c.req.valid('json').code), 200),
    )
    .get(
      '/sessions',
      staffRoute({
        summary: 'Browsers in which I have the desk open, newest first',
        description: 'For administrators also those of the staff of their unit and those below it.',
        answer: { status: 200, description: 'A page of them.', schema: StaffSessions },
        isOwn: true,
        problems: ['invalid_input'],
      }),
      validate('query', StaffPageQuery),
      async (c) => c.json(await browsers.list(c.get('actor'), c.req.valid('query').cursor), 200),
    )
    .delete(
      '/sessions/:id',
      staffRoute({
        summary: 'Close the desk in a browser',
        description: 'One’s own, or as an administrator one of the staff. Its open event streams end.',
        answer: { status: 204, description: 'Closed.' },
        isOwn: true,
        problems: ['not_found'],
      }),
      async (c) => {
        await browsers.revoke(c.get('actor'), c.req.param('id'));
        return c.body(null, 204);
      },
    );
