import { createHmac } from 'node:crypto';

/** As "Standard Webhooks" has it: symmetric secrets begin so, and are base64 behind it. */
const secretPrefix = 'whsec_';
export const secretBytes = 32;

export const secretOf = (bytes: Buffer): string => secretPrefix + bytes.toString('base64');

/**
 * The headers of one attempt: `id` is the message's for ever, the instant is the attempt's, so that a receiver can refuse what is
 * old. One signature for each secret, the newest first.
 */
export function signedHeaders(
  message: { id: string; at: Date; body: string },
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1_000));
  const signed = `${message.id}.${timestamp}.${message.body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
