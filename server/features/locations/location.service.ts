import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { ExchangedLocation, LocationTokens } from '#contract/locations.ts';
import { AppError } from '../../http/app-error.ts';

/** What exchanging asks of Zalo's side. `reason` is a short code such as "zalo 119", never a token. */
type LocationDecoder = {
  decodeLocation(tokens: { accessToken: string; token: string }): Promise<
    | { kind: 'location'; location: { lat: number; lng: number; provider: string; at: Date } }
    /** A new token, or a new sign-in, is what helps. */
    | { kind: 'token_invalid' | 'unauthenticated'; reason: string }
    /** Our app or its secret is wrong. */
    | { kind: 'misconfigured'; reason: string }
    | { kind: 'unavailable'; reason: string }
  >;
};

/** As long as a phone may retry after a lost answer (zalo/server.md 1.2). */
const answerKeptMs = 10 * 60_000;
/** The oldest goes first; a place is about a hundred bytes. */
const answersKeptMax = 5_000;
const retryAfterS = 5;
/** Timers may run a little early. */
const timerSlackMs = 1_000;

export type LocationService = {
  /**
   * Exchanges a location token for the place it stands for. A token works once at Zalo, so the answer is kept for a retry, in
   * memory, under the token's digest alone: nothing beside it says whose place it is (promise 7).
   * Throws `location_token_invalid` (a new token is needed) or `zalo_unavailable`.
   */
  exchange(tokens: LocationTokens): Promise<ExchangedLocation>;
};

export function createLocationService(options: {
  graph: LocationDecoder;
  logger: Logger;
  now: () => Date;
  answersMax?: number;
}): LocationService {
  const { graph, logger, now, answersMax = answersKeptMax } = options;
  /** In order of asking, oldest first. Promises, so that a retry beside its first try waits for the same answer. */
  const answers = new Map<string, { askedAtMs: number; answer: Promise<ExchangedLocation> }>();

  async function decode({ zaloLocationToken, zaloAccessToken }: LocationTokens): Promise<ExchangedLocation> {
    const outcome = await graph.decodeLocation({ accessToken: zaloAccessToken, token: zaloLocationToken });
    switch (outcome.kind) {
      case 'location': {
        const { lat, lng, provider, at } = outcome.location;
        return { lat, lng, accuracyM: null, provider, at: at.toISOString() };
      }
      case 'token_invalid':
      case 'unauthenticated':
        throw new AppError('location_token_invalid');
      case 'misconfigured':
        logger.error({ reason: outcome.reason }, 'Zalo refuses our app when locations are exchanged');
        throw new AppError('zalo_unavailable');
      case 'unavailable':
        logger.warn({ reason: outcome.reason }, 'location not exchanged');
        throw new AppError('zalo_unavailable', { retryAfterS });
    }
  }

  function forgetOld(): void {
    const oldestMs = now().getTime() - answerKeptMs;
    for (const [digest, { askedAtMs }] of answers) {
      if (askedAtMs > oldestMs) return;
      answers.delete(digest);
    }
  }

  function makeRoom(): void {
    const [oldest] = answers.keys();
    if (oldest !== undefined && answers.size >= answersMax) answers.delete(oldest);
  }

  return {
    exchange(tokens) {
      forgetOld();
      const digest = createHash('sha256').update(tokens.zaloLocationToken).digest('base64url');
      const known = answers.get(digest);
      if (known) return known.answer;
      makeRoom();
      const answer = decode(tokens);
      answers.set(digest, { askedAtMs: now().getTime(), answer });
      // Also when nobody asks again.
      setTimeout(forgetOld, answerKeptMs + timerSlackMs).unref();
      // A failure is no answer worth keeping: Zalo is asked again.
      answer.catch(() => answers.delete(digest));
      return answer;
    },
  };
}
