import type { MiddlewareHandler } from 'hono';

/** What every handler can read from the context. */
export type HttpEnv = {
  Variables: {
    requestId: string;
    /** Its sender asks more often than one person would, and was let through because this is never refused. */
    isOverLimit?: true;
    /** What every answer here gets besides its own headers (answer-frame.ts). */
    frame?: Readonly<Record<string, string>>;
    /** The answer that has them already. */
    framed?: Response;
  };
};

/** Everything about a tip, an SOS or staff: kept by nobody on the way (design 6). */
export const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Cache-Control', 'no-store');
};
