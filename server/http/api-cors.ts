import { cors } from 'hono/cors';

/** Mini Apps call from Zalo's own origins (zalo/client.md 6); tokens travel in headers, never in cookies. */
const zaloOrigins = ['https://h5.zdn.vn', 'zbrowser://h5.zdn.vn'];
const exposed = 'Content-Disposition,ETag,Retry-After,X-Request-Id';

/** Who may call from another origin: what a preflight is answered, and what is said beside every other answer of the API. */
export function apiCors(publicUrl: string) {
  const allowed = new Set([...zaloOrigins, new URL(publicUrl).origin]);
  return {
    preflight: cors({
      origin: (origin) => (allowed.has(origin) ? origin : null),
      allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      allowHeaders: [
        'Authorization',
        'Content-Type',
        'Idempotency-Key',
        'If-Match',
        'If-None-Match',
        'Last-Event-ID',
        'Proof',
      ],
      exposeHeaders: exposed.split(','),
      maxAge: 7_200,
    }),
    headersFor: (origin: string | undefined): Readonly<Record<string, string>> =>
      origin !== undefined && allowed.has(origin)
        ? { Vary: 'Origin', 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': exposed }
        : { Vary: 'Origin' },
  };
}
