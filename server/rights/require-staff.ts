import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { StaffScope } from '#contract/vocabulary.ts';
import { AppError } from '../http/app-error.ts';
import type { HttpEnv } from '../http/http-env.ts';
import type { StaffActor } from './staff-rights.rules.ts';

/** What a router behind `requireStaff` can read. */
export type StaffEnv = { Variables: HttpEnv['Variables'] & { actor: StaffActor } };

/** Who a staff credential belongs to; null for one that is unknown, over, revoked, or a disabled person's. */
export type FindStaff = (credential: string) => Promise<StaffActor | null>;

/** Longer than any credential of ours. */
const credentialCharsMax = 200;

/** What a request shows; null: nothing that could be a credential of ours. */
export function bearerOf(c: Context): string | null {
  const [, credential = ''] = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization')?.trim() ?? '') ?? [];
  return credential !== '' && credential.length <= credentialCharsMax ? credential : null;
}

/** Lets only staff through, before anything of the request is looked at: everything else is `unauthenticated`. */
export const requireStaff = (findStaff: FindStaff) =>
  createMiddleware<StaffEnv>(async (c, next) => {
    const credential = bearerOf(c);
    const actor = credential === null ? null : await findStaff(credential);
    if (!actor) throw new AppError('unauthenticated');
    c.set('actor', actor);
    await next();
  });

/** One of these. The same answer whatever the request is about: nothing of it has been looked up. Throws `forbidden`. */
export const requireScope = (...scopes: readonly StaffScope[]) =>
  createMiddleware<StaffEnv>(async (c, next) => {
    const held = c.get('actor').scopes;
    if (!scopes.some((scope) => held.includes(scope))) throw new AppError('forbidden');
    await next();
  });
