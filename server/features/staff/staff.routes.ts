import { Hono } from 'hono';
import { Colleagues, ColleaguesQuery } from '#contract/desk.ts';
import { MadeStaffKey, NewStaffKey, StaffKeys, StaffKeysQuery, StaffMe } from '#contract/staff.ts';
import { route } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { StaffService } from './staff.service.ts';

/** `/api/staff/me`, `/api/staff/colleagues` and `/api/staff/keys`, behind `requireStaff`. */
export const createStaffRoutes = (staff: StaffService) =>
  new Hono<StaffEnv>()
    .get(
      '/me',
      route({
        summary: 'Who I am and what this credential may do',
        tag: 'staff',
        security: 'staff',
        answer: { status: 200, description: 'The staff member.', schema: StaffMe },
        problems: ['unauthenticated'],
      }),
      (c) => c.json(staff.me(c.get('actor')), 200),
    )
    .get(
      '/colleagues',
      route({
        summary: 'Who can be given work on a tip',
        description: 'Officers and commanders of my unit, or of one below it.',
        tag: 'staff',
        security: 'staff',
        answer: { status: 200, description: 'All of them.', schema: Colleagues },
        problems: ['unauthenticated', 'forbidden', 'invalid_input', 'unit_not_found'],
      }),
      requireScope('read'),
      validate('query', ColleaguesQuery),
      async (c) => c.json(await staff.listColleagues(c.get('actor'), c.req.valid('query').unit), 200),
    )
    .get(
      '/keys',
      route({
        summary: 'Keys of the staff of my unit and those below it, newest first',
        description: 'For administrators. The keys themselves are not stored.',
        tag: 'staff',
        security: 'staff',
        answer: { status: 200, description: 'A page of them.', schema: StaffKeys },
        problems: ['unauthenticated', 'forbidden', 'invalid_input'],
      }),
      requireScope('manage'),
      validate('query', StaffKeysQuery),
      async (c) => c.json(await staff.listKeys(c.get('actor'), c.req.valid('query').cursor), 200),
    )
    .post(
      '/keys',
      route({
        summary: 'Make a key for a member of the staff',
        description: 'For administrators. It can do no more than the member’s role has.',
        tag: 'staff',
        security: 'staff',
        answer: { status: 201, description: 'The key is shown this once.', schema: MadeStaffKey },
        problems: [
          'unauthenticated',
          'forbidden',
          'invalid_input',
          'invalid_json',
          'body_too_large',
          'unsupported_media_type',
          'staff_unknown',
          'keys_full',
        ],
      }),
      requireScope('manage'),
      jsonBody(),
      validate('json', NewStaffKey),
      async (c) => c.json(await staff.makeKeyAs(c.get('actor'), c.req.valid('json')), 201),
    )
    .delete(
      '/keys/:id',
      route({
        summary: 'Revoke a key',
        description: 'For administrators. From now on it opens nothing.',
        tag: 'staff',
        security: 'staff',
        answer: { status: 204, description: 'Revoked.' },
        problems: ['unauthenticated', 'forbidden', 'not_found'],
      }),
      requireScope('manage'),
      async (c) => {
        await staff.revokeKey(c.get('actor'), c.req.param('id'));
        return c.body(null, 204);
      },
    );
