import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type HttpEnv, noStore } from '../http/http-env.ts';
import { route } from '../http/openapi.ts';
import type { Reception, WebhookService } from './webhook.service.ts';

/** Zalo's events are a few kilobytes; a business card or a link may carry more. */
const bodyBytesMax = 64 * 1024;
/** Zalo's first repetition comes after 30 seconds whatever we say. */
const retryAfterS = 30;

const description =
  'Always 200 within two seconds, whoever asks and whatever they send, because Zalo switches off an address that answers anything else; only what is signed has an effect. 503: signed, and the store did not take it: to be sent again.';

/** `/webhooks`: what Zalo tells us. */
export const createWebhookRoutes = (webhooks: WebhookService) =>
  new Hono<HttpEnv>()
    .use('/*', noStore)
    // Zalo looks whether the address is there when it is entered in the console.
    .get('/zalo-oa', quiet)
    .get('/zalo-mini-app', quiet)
    .post(
      '/zalo-oa',
      documented(
        'Events of the OAs',
        'X-ZEvent-Signature: SHA-256 of app id, body, timestamp and OA Secret Key.',
      ),
      bounded,
      async (c) => answer(c, await webhooks.receiveOa(signatureOf(c), await bytesOf(c))),
    )
    .post(
      '/zalo-mini-app',
      documented(
        'Events of the Mini App',
        'X-ZEvent-Signature: SHA-256 of the values in the order of their keys and the Open-API key.',
      ),
      bounded,
      async (c) => answer(c, await webhooks.receiveMiniApp(signatureOf(c), await bytesOf(c))),
    );

const bounded = bodyLimit({ maxSize: bodyBytesMax, onError: quiet });

const signatureOf = (c: Context) => c.req.header('x-zevent-signature');
const bytesOf = async (c: Context) => new Uint8Array(await c.req.arrayBuffer());

function quiet(c: Context): Response {
  return c.text('', 200);
}

function answer(c: Context, reception: Reception): Response {
  if (reception.kind !== 'not_stored') return quiet(c);
  return c.body(null, 503, { 'Retry-After': String(retryAfterS) });
}

function documented(summary: string, formula: string) {
  return route({
    summary,
    description: `${formula} ${description}`,
    tag: 'machines',
    answer: { status: 200, description: 'Taken note of.', mediaType: 'text/plain' },
    requestBody: { mediaType: 'application/json', schema: { type: 'object' } },
  });
}
