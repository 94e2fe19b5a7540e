import { createMiddleware } from 'hono/factory';
import { AppError } from './app-error.ts';
import type { HttpEnv } from './http-env.ts';

/** What a request shows of who may: `Authorization: Receipt <secret>` or `Bearer <session>`. Never in an address. */
export type Authorization = { scheme: 'receipt' | 'bearer'; secret: string };

/** 256 bits as base64url: the shape of our session tokens. */
const sessionToken = /^[A-Za-z0-9_-]{43}$/;

/** Null when there is none. Throws `unauthenticated` for one that can be no credential of ours, before anything is looked up. */
export function readAuthorization(header: string | undefined): Authorization | null {
  if (header === undefined) return null;
  const [, scheme = '', secret = ''] = /^(Receipt|Bearer)\s+(\S.*)$/i.exec(header.trim()) ?? [];
  if (/^receipt$/i.test(scheme)) return { scheme: 'receipt', secret };
  if (/^bearer$/i.test(scheme) && sessionToken.test(secret)) return { scheme: 'bearer', secret };
  throw new AppError('unauthenticated');
}

/** What a router behind `requireCitizen` can read. */
export type CitizenEnv = { Variables: HttpEnv['Variables'] & { citizenId: string } };

/** Lets only a valid session through, before the body is read; `findCitizen` throws `unauthenticated`. */
export const requireCitizen = (findCitizen: (token: string) => Promise<string>) =>
  createMiddleware<CitizenEnv>(async (c, next) => {
    const authorization = readAuthorization(c.req.header('authorization'));
    if (authorization?.scheme !== 'bearer') throw new AppError('unauthenticated');
    c.set('citizenId', await findCitizen(authorization.secret));
    await next();
  });
