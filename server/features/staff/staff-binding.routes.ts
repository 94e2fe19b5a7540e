import { Hono } from 'hono';
import { StaffMe } from '#contract/staff.ts';
import {
  MadeBindingCode,
  NewBindingCode,
  StaffBindings,
  StaffPageQuery,
  TypedCode,
} from '#contract/staff-identity.ts';
import { AppError } from '../../http/app-error.ts';
import { type CitizenEnv, requireCitizen } from '../../http/authorization.ts';
import { noStore } from '../../http/http-env.ts';
import { bodyProblems, route, staffRoute } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { StaffService } from './staff.service.ts';
import type { StaffBindingService } from './staff-binding.service.ts';

/** `/api/staff/bindings`, behind `requireStaff`. */
export const createStaffBindingRoutes = (bindings: StaffBindingService) =>
  new Hono<StaffEnv>()
    .get(
      '/',
      staffRoute({
        summary: 'Which members of the staff are bound to a Zalo identity, newest first',
        description: 'For administrators, of their unit and those below it.',
        answer: { status: 200, description: 'A page of them.', schema: StaffBindings },
        problems: ['invalid_input'],
      }),
      requireScope('manage'),
      validate('query', StaffPageQuery),
      async (c) => c.json(await bindings.list(c.get('actor'), c.req.valid('query').cursor), 200),
    )
    .post(
      '/',
      staffRoute({
        summary: 'Make a code by which a member’s Zalo identity is bound to them',
        description:
          'For oneself, or as an administrator for somebody of one’s unit and below. It is good once and for 15 minutes, and takes the place of an earlier one; the member types it in the Mini App (`POST /api/me/staff`).',
        answer: { status: 201, description: 'The code is shown this once.', schema: MadeBindingCode },
        problems: ['staff_unknown', ...bodyProblems],
      }),
      jsonBody(),
      validate('json', NewBindingCode),
      async (c) => c.json(await bindings.makeCodeAs(c.get('actor'), c.req.valid('json')), 201),
    )
    .delete(
      '/:id',
      staffRoute({
        summary: 'Part a member of the staff from their Zalo identity',
        description: 'For administrators. From now on their sessions open no desk.',
        answer: { status: 204, description: 'Parted.' },
        problems: ['not_found'],
      }),
      requireScope('manage'),
      async (c) => {
        await bindings.unbindAs(c.get('actor'), c.req.param('id'));
        return c.body(null, 204);
      },
    );

/** `/api/me/staff`: the signed-in person is, or is no longer, a member of the staff. */
export const createOwnBindingRoutes = (parts: {
  bindings: StaffBindingService;
  staff: Pick<StaffService, 'me'>;
  findCitizen(token: string): Promise<string>;
  /** Null when the person was erased in this moment. */
  findZaloId(citizenId: string): Promise<string | null>;
}) =>
  new Hono<CitizenEnv>()
    .use('/*', noStore, requireCitizen(parts.findCitizen))
    .post(
      '/',
      route({
        summary: 'Bind my Zalo identity to a member of the staff',
        description:
          'With the code that the member was given. From then on every session of mine opens `/api/staff` as that member, until I am parted from it.',
        tag: 'citizens',
        security: 'session',
        answer: { status: 200, description: 'Who I am at the desk.', schema: StaffMe },
        problems: ['unauthenticated', 'binding_code_unknown', 'identity_bound', ...bodyProblems],
      }),
      jsonBody(),
      validate('json', TypedCode),
      async (c) => {
        const zaloId = await parts.findZaloId(c.get('citizenId'));
        if (zaloId === null) throw new AppError('unauthenticated');
        return c.json(parts.staff.me(await parts.bindings.bind(zaloId, c.req.valid('json').code)), 200);
      },
    )
    .delete(
      '/',
      route({
        summary: 'Part my Zalo identity from the staff',
        description: 'Also when it was bound to nobody.',
        tag: 'citizens',
        security: 'session',
        answer: { status: 204, description: 'My sessions open no desk.' },
        problems: ['unauthenticated'],
      }),
      async (c) => {
        const zaloId = await parts.findZaloId(c.get('citizenId'));
        if (zaloId !== null) await parts.bindings.unbindZaloId(zaloId);
        return c.body(null, 204);
      },
    );
