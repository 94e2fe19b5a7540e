import * as z from 'zod';
import { PingWebhook, TipWebhook } from '#contract/webhooks.ts';

const header = (name: string, description: string) => ({
  in: 'header',
  name,
  required: true,
  description,
  schema: { type: 'string' },
});

const signedHeaders = [
  header(
    'webhook-id',
    'The same for every attempt of one message: what you have already is to be passed over.',
  ),
  header('webhook-timestamp', 'Seconds since 1970, of the attempt. Refuse what is older than five minutes.'),
  header(
    'webhook-signature',
    '`v1,` and base64 of HMAC-SHA-256 over `<webhook-id>.<webhook-timestamp>.<body>`, under the bytes that stand behind `whsec_` in base64. Several, with a space between, while a secret is changed: one has to match.',
  ),
];

/** What units' own systems are told (OpenAPI 3.1 has a place of its own for it). */
export const documentedWebhooks = {
  tip: webhook(
    'Something happened to a tip that the unit, or one below it, sees',
    'In order for each system; again with the same `webhook-id` until a 2xx, for three days. A 410 ends it for good.',
    TipWebhook,
  ),
  ping: webhook('Somebody tries the system', 'Sent by `POST /api/staff/webhooks/{id}/ping`.', PingWebhook),
};

function webhook(summary: string, description: string, schema: z.ZodType) {
  const { $schema: _, ...bare } = z.toJSONSchema(schema);
  return {
    post: {
      summary,
      description,
      tags: ['staff'],
      security: [],
      parameters: signedHeaders,
      requestBody: { required: true, content: { 'application/json': { schema: bare } } },
      responses: { '2XX': { description: 'Taken. The body is not read.' } },
    },
  };
}
