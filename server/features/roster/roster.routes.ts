import { Hono } from 'hono';
import { DutyPhones, NewRoster, UnitRoster } from '#contract/roster.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { bodyProblems, route, staffRoute } from '../../http/openapi.ts';
import { sendStored, storedAnswer } from '../../http/stored-answer.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { RosterService } from './roster.service.ts';

/** A change of the roster reaches every phone within a minute. */
const publicCache = 'public, max-age=60';

/** `GET /api/duty-phones`. */
export const createDutyPhoneRoutes = (rosters: RosterService) =>
  new Hono<HttpEnv>().get(
    '/',
    route({
      summary: 'Who answers when in the coming days, for a phone to keep',
      description:
        'Roles and phones alone. `until` is how far it reaches; a unit that is not named has no roster. Carries an ETag.',
      tag: 'portal',
      hasEtag: true,
      answer: { status: 200, description: 'The duty phones.', schema: DutyPhones },
    }),
    async (c) => sendStored(c, storedAnswer(await rosters.dutyPhones()), publicCache),
  );

/** `/api/staff/units/{id}/roster`, behind `requireStaff`. */
export const createRosterRoutes = (rosters: RosterService) =>
  new Hono<StaffEnv>()
    .get(
      '/:id/roster',
      staffRoute({
        summary: 'A unit’s duty roster, with the gaps of the coming four weeks',
        answer: { status: 200, description: 'The roster.', schema: UnitRoster },
        problems: ['unit_not_found'],
      }),
      requireScope('read', 'manage'),
      async (c) => c.json(await rosters.get(c.req.param('id'), c.get('actor')), 200),
    )
    .put(
      '/:id/roster',
      staffRoute({
        summary: 'Write a unit’s duty roster anew',
        description:
          'By a commander or an administrator of the unit or of one above it. `version` is the one that was on screen: when somebody else was quicker the answer is a 409.',
        answer: { status: 200, description: 'The roster as it stands now.', schema: UnitRoster },
        problems: ['unit_not_found', 'roster_changed', ...bodyProblems],
      }),
      requireScope('approve', 'manage'),
      jsonBody(),
      validate('json', NewRoster),
      async (c) => c.json(await rosters.put(c.req.param('id'), c.get('actor'), c.req.valid('json')), 200),
    );
