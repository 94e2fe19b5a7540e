import { Hono } from 'hono';
import { Deletions, DeletionsQuery } from '#contract/retention.ts';
import { staffRoute } from '../../http/openapi.ts';
import { validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { Retention } from './retention.service.ts';

/** `/api/staff/deletions`, behind `requireStaff`. */
export const createDeletionRoutes = (retention: Pick<Retention, 'list'>) =>
  new Hono<StaffEnv>().get(
    '/',
    staffRoute({
      summary: 'What was erased, and by which rule, newest first',
      description:
        'The periods of the content pack with when each was last looked after, and the record of erasures: how many of what and when, nothing of anybody. `npm run audit -- verify` checks its chain.',
      answer: { status: 200, description: 'A page of the record.', schema: Deletions },
      problems: ['invalid_input'],
    }),
    requireScope('manage'),
    validate('query', DeletionsQuery),
    async (c) => c.json(await retention.list(c.req.valid('query').cursor), 200),
  );
