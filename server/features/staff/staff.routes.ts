import { Hono } from 'hono';
import { Colleagues, ColleaguesQuery } from '#contract/desk.ts';
import { MadeStaffKey, NewStaffKey, StaffKeys, StaffKeysQuery, StaffMe } from '#contract/staff.ts';
import { bodyProblems, staffRoute } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { StaffService } from './staff.service.ts';

/** `/api/staff/me`, `/api/staff/colleagues` and `/api/staff/keys`, behind `requireStaff`. */
export const createStaffRoutes = (staff: StaffService) =>
  new Hono<StaffEnv>()
    .get(
      '/me',
      staffRoute({
        summary: 'Who I am and what this credential may do',
        answer: { status: 200, description: 'The staff member.', schema: StaffMe },
        isOwn: true,
      }),
      (c) => c.json(staff.me(c.get('actor')), 200),
    )
    .get(
      '/colleagues',
      staffRoute({
        summary: 'Who can be given work on a tip',
        description: 'Officers and commanders of my unit, or of one below it.',
        answer: { status: 200, description: 'All of them.', schema: Colleagues },
        problems: ['invalid_input', 'unit_not_found'],
      }),
      requireScope('read'),
      validate('query', ColleaguesQuery),
      async (c) => c.json(await staff.listColleagues(c.get('actor'), c.req.valid('query').unit), 200),
    )
    .get(
      '/keys',
      staffRoute({
        summary: 'Keys of the staff of my unit and those below it, newest first',
        description: 'For administrators. The keys themselves are not stored.',
        answer: { status: 200, description: 'A page of them.', schema: StaffKeys },
        problems: ['invalid_input'],
      }),
      requireScope('manage'),
      validate('query', StaffKeysQuery),
      async (c) => c.json(await staff.listKeys(c.get('actor'), c.req.valid('query').cursor), 200),
    )
    .post(
      '/keys',
      staffRoute({
        summary: 'Make a key for a member of the staff',
        description: 'For administrators. It can do no more than the member’s role has.',
        answer: { status: 201, description: 'The key is shown this once.', schema: MadeStaffKey },
        problems: ['staff_unknown', 'keys_full', ...bodyProblems],
      }),
      requireScope('manage'),
      jsonBody(),
      validate('json', NewStaffKey),
      async (c) => c.json(await staff.makeKeyAs(c.get('actor'), c.req.valid('json')), 201),
    )
    .delete(
      '/keys/:id',
      staffRoute({
        summary: 'Revoke a key',
        description: 'For administrators. From now on it opens nothing.',
        answer: { status: 204, description: 'Revoked.' },
        problems: ['not_found'],
      }),
      requireScope('manage'),
      async (c) => {
        await staff.revokeKey(c.get('actor'), c.req.param('id'));
        return c.body(null, 204);
      },
    );
