import { checkOutgoingUrl, type OutgoingPolicy } from '../../outgoing/outgoing-url.rules.ts';
import type { PinnedPost } from '../../outgoing/pinned-post.ts';
import type { WebhookEndpoint } from './webhook-endpoint.store.ts';
import { signedHeaders } from './webhook-signing.rules.ts';

export type WebhookAttempt =
  | { kind: 'taken' }
  /** 410: it wants nothing any more. */
  | { kind: 'gone'; reason: string }
  /** It was understood and refused; asking again will hardly help. */
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; reason: string; afterMs: number | null };

export type WebhookAttempts = ReturnType<typeof createWebhookAttempts>;

/** About the message and not about the receiver: the next one may well be taken. */
const refusals = [400, 409, 413, 415, 422];

/** One signed request to a unit's own system. Reasons are short codes and hold nothing that was sent or answered. */
export function createWebhookAttempts(parts: { post: PinnedPost; policy: OutgoingPolicy; now: () => Date }) {
  const { post, policy, now } = parts;
  return {
    /** Why an address cannot be used; null: it can. Looks its name up. */
    async findTrouble(url: string): Promise<string | null> {
      const target = checkOutgoingUrl(url, policy);
      return typeof target === 'string' ? target : await post.findTrouble(target);
    },

    async send(
      endpoint: Pick<WebhookEndpoint, 'url' | 'secret' | 'previous'>,
      message: { id: string; body: string },
    ): Promise<WebhookAttempt> {
      const target = checkOutgoingUrl(endpoint.url, policy);
      // The rules may have become stricter since it was stored, and a store may come from a trial.
      if (typeof target === 'string') return { kind: 'failed', reason: `url: ${target}`, afterMs: null };
      const at = now();
      const { secret, previous } = endpoint;
      const isChanging = previous !== null && at.toISOString() < previous.until;
      const secrets = isChanging ? [secret, previous.secret] : [secret];
      const outcome = await post.post(target, {
        headers: {
          'content-type': 'application/json',
          'user-agent': 'zalo-an-ninh',
          ...signedHeaders({ ...message, at }, secrets),
        },
        body: message.body,
      });
      if (outcome.kind === 'failed') return { ...outcome, afterMs: null };
      return attemptOf(outcome);
    },
  };
}

function attemptOf({
  status,
  retryAfterMs,
}: {
  status: number;
  retryAfterMs: number | null;
}): WebhookAttempt {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  const reason = `http ${status}`;
  if (status === 410) return { kind: 'gone', reason };
  if (refusals.includes(status)) return { kind: 'refused', reason };
  return { kind: 'failed', reason, afterMs: retryAfterMs };
}
