import { Hono } from 'hono';
import { staffRoles } from '#contract/vocabulary.ts';
import type { SandboxEnv } from './sandbox-context.ts';
import { staffNames } from './sandbox-staff.ts';

/**
 * What the page needs for its buttons "vào với vai ...". Where the sandbox stands open to others its keys end with what was printed once
 * at its start: that is asked for and never told.
 */
export const createDeskEntranceRoutes = (needsCode: boolean): Hono<SandboxEnv> =>
  new Hono<SandboxEnv>().get('/desk-entrance', (c) =>
    c.json({ needsCode, roles: staffRoles.map((role) => ({ role, name: staffNames[role] })) }),
  );
