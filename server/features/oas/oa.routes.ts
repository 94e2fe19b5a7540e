import { Hono } from 'hono';
import { ConsentLink, NewConsentLink, StaffOas } from '#contract/oas.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { bodyProblems, staffRoute } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { OaService } from './oa.service.ts';
import { consentPage, consentPageHeaders } from './oa-consent-page.ts';

/** `/api/staff/oas`, behind `requireStaff`. */
export const createOaRoutes = (oas: OaService) =>
  new Hono<StaffEnv>()
    .get(
      '/',
      staffRoute({
        summary: 'How the OAs of my unit and those below it stand',
        answer: { status: 200, description: 'One for every unit.', schema: StaffOas },
      }),
      requireScope('read', 'manage'),
      async (c) => c.json(await oas.list(c.get('actor')), 200),
    )
    .post(
      '/:unitId/consent-link',
      staffRoute({
        summary: 'Make a link by which an OA’s administrator lets the portal use it',
        description:
          'For administrators. Good once, for an hour; an earlier link of the unit is worth nothing any more. Zalo sends whoever consented to `/oauth/zalo-oa`.',
        answer: { status: 201, description: 'The link, shown this once.', schema: ConsentLink },
        problems: ['unit_not_found', ...bodyProblems],
      }),
      requireScope('manage'),
      jsonBody(),
      validate('json', NewConsentLink),
      async (c) =>
        c.json(await oas.makeLink(c.get('actor'), c.req.param('unitId'), c.req.valid('json')), 201),
    );

const tokenShape = /^[\x21-\x7e]{1,500}$/;
const oaIdShape = /^\d{1,30}$/;

/** `/oauth/zalo-oa`: where Zalo's consent page sends people back to. A page, whatever happened. */
export const createConsentRoutes = (oas: OaService) =>
  new Hono<HttpEnv>().get('/zalo-oa', async (c) => {
    const given = (name: string, shape: RegExp) => {
      const value = c.req.query(name);
      return value !== undefined && shape.test(value) ? value : undefined;
    };
    const state = given('state', tokenShape);
    const code = given('code', tokenShape);
    const oaId = given('oa_id', oaIdShape);
    const outcome = await oas.acceptConsent({
      ...(state === undefined ? {} : { state }),
      ...(code === undefined ? {} : { code }),
      ...(oaId === undefined ? {} : { oaId }),
    });
    return c.html(consentPage(outcome), outcome.kind === 'connected' ? 200 : 400, consentPageHeaders);
  });
