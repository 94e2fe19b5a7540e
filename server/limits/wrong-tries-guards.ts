import type { Context } from 'hono';
import type { ErrorCode } from '#contract/problem.ts';
import { AppError } from '../http/app-error.ts';
import type { HttpEnv } from '../http/http-env.ts';
import type { Guard, GuardGround } from './guard-ground.ts';
import type { Limit } from './limit-table.ts';
import { createWrongTries } from './wrong-tries.ts';

/**
 * Counts wrong receipts (`tip_not_found`), and after too many answers right and wrong ones alike with `rate_limited`. Requests
 * without a receipt pass: they are a 401, which counts against no limit.
 */
export function createReceiptGuard(ground: GuardGround, limit: Limit): Guard {
  const wrong = createWrongTriesGuard(ground, {
    ...{ name: 'wrong-receipt', limit, problem: 'tip_not_found' },
    whoTries: (c) => ground.clientAddress(c).sender,
  });
  return async (c, next) =>
    /^Receipt\s/i.test(c.req.header('authorization') ?? '') ? wrong(c, next) : next();
}

/** The same for codes by which a signed-in person becomes a member of the staff, counted per person. */
export const createBindingCodeGuard = (ground: GuardGround, limit: Limit): Guard =>
  createWrongTriesGuard(ground, {
    ...{ name: 'wrong-binding-code', limit, problem: 'binding_code_unknown' },
    whoTries: async (c) => (await ground.identityOf(c)) ?? ground.clientAddress(c).sender,
  });

/** The same for codes on a browser's screen, counted per credential. */
export const createPairingCodeGuard = (ground: GuardGround, limit: Limit): Guard =>
  createWrongTriesGuard(ground, {
    ...{ name: 'wrong-pairing-code', limit, problem: 'pairing_code_unknown' },
    whoTries: (c) => c.req.header('authorization') ?? '',
  });

/** Past the limit of tries that ended with this problem, right and wrong ones alike get `rate_limited`. Without a credential: 401. */
function createWrongTriesGuard(
  { count, key }: GuardGround,
  tried: {
    name: string;
    limit: Limit;
    problem: ErrorCode;
    whoTries(c: Context<HttpEnv>): string | Promise<string>;
  },
): Guard {
  const { name, limit, problem, whoTries } = tried;
  const tries = createWrongTries({ limit, wrong: count(name, limit, 'asked'), key });
  return async (c, next) => {
    if (!c.req.header('authorization')) return next();
    const end = await tries.begin(await whoTries(c));
    try {
      await next();
    } finally {
      await end(c.error instanceof AppError && c.error.code === problem);
    }
  };
}
