import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import type { EventIntake } from './event-intake.ts';
import { readMiniAppEvent } from './mini-app-event.rules.ts';
import { messageIdIn, type OaEventBody, oaIdIn, readOaEnvelope, readOaEvent } from './oa-event.rules.ts';
import { oaHearingStore } from './oa-hearing.store.ts';
import { type NewEvent, webhookEventStore } from './webhook-event.store.ts';
import { parseWebhookBody } from './webhook-json.rules.ts';
import { miniAppSignature, oaSignature, readSignature, signaturesEqual } from './webhook-signature.rules.ts';
import type { ZaloEventKind } from './zalo-event.ts';

/** What became of one arrival. Only `not_stored` is not answered with 200. */
export type Reception =
  /** On disk, and acted on from there. */
  | { kind: 'stored' }
  /** Has been here before. */
  | { kind: 'known' }
  /** Signed by Zalo, and about nothing that concerns us. */
  | { kind: 'no_effect' }
  /** Not Zalo's, not for us, or too late: as if it had not come. */
  | { kind: 'refused'; reason: RefusalReason }
  /** The store did not take it in time: Zalo is to send it again. */
  | { kind: 'not_stored' };

export type RefusalReason = 'unsigned' | 'unreadable' | 'other_app' | 'wrong_signature' | 'stale';

export type WebhookCredentials = {
  appId: string;
  /** Of the app's Webhook page; not the App Secret. */
  oaSecretKey: string;
  miniAppId: string;
  miniAppKey: string;
};

export type WebhookService = ReturnType<typeof createWebhookService>;

/** Zalo sends an event again until about two hours after the first try, with the same body (zalo/server.md 5.2, 5.4). */
const eventAgeMsMax = 2 * 60 * 60_000;
/** Zalo waits two seconds for its 200. */
const storeWithinMs = 1_500;
/** That an OA is heard from is written down this often at the most. */
const heardEveryMs = 60_000;
const oasRememberedMax = 1_000;
/** Longer than Zalo sends again what somebody said before they took back their consent. */
const revocationKeptMs = 3 * 60 * 60_000;
const sweptAtOnceMax = 5_000;
/** An event that waits longer than this shows. */
const lateAfterMs = 5 * 60_000;
const troublesShownMax = 20;

/** How a revocation is named in the store. */
export const revocationNames = ['user.revoke.consent'] as const;

/** Takes in what Zalo tells us: verified, stored once, and worked on by the event worker. */
export function createWebhookService(dependencies: {
  database: Database;
  keys: SecretKeys;
  credentials: WebhookCredentials;
  intake: EventIntake;
  /** What somebody does something about; all else is not stored. */
  handledKinds: ReadonlySet<ZaloEventKind>;
  wakeWorker(): void;
  logger: Logger;
  now: () => Date;
}) {
  const { database, keys, credentials, handledKinds, intake, logger, now } = dependencies;
  const refusals = new Map<RefusalReason, number>();
  const heardAtMs = new Map<string, number>();
  /** Since when every signature of the OAs' events was wrong: most likely the key is. */
  let wrongSince: Date | null = null;

  return {
    /** `POST /webhooks/zalo-oa`. `signature` is the header `X-ZEvent-Signature`. */
    async receiveOa(signature: string | undefined, body: Uint8Array): Promise<Reception> {
      const given = readSignature(signature);
      if (!given) return refuse('unsigned');
      const fields = parseWebhookBody(Buffer.from(body).toString('utf8'));
      const envelope = fields && readOaEnvelope(fields);
      if (!fields || !envelope) return refuse('unreadable');
      if (envelope.appId !== credentials.appId) return refuse('other_app');
      const { timestamp } = envelope;
      if (!signaturesEqual(given, oaSignature({ ...credentials, body, timestamp }))) return refuseWrong();
      wrongSince = null;
      if (isStale(envelope.at)) return refuse('stale');
      hear(oaIdIn(fields));
      const event = readOaEvent(fields, envelope);
      if (!event || !handledKinds.has(event.kind)) return { kind: 'no_effect' };
      return await store(newOaEvent(event, envelope.name, fields, Buffer.from(body).toString('utf8'), 'oa'));
    },

    /** `POST /webhooks/zalo-mini-app`, which has a formula and a key of its own. */
    async receiveMiniApp(signature: string | undefined, body: Uint8Array): Promise<Reception> {
      const given = readSignature(signature);
      if (!given) return refuse('unsigned');
      const fields = parseWebhookBody(Buffer.from(body).toString('utf8'));
      const event = fields && readMiniAppEvent(fields);
      if (!fields || !event) return refuse('unreadable');
      if (event.appId !== credentials.miniAppId) return refuse('other_app');
      if (!signaturesEqual(given, miniAppSignature(fields, credentials.miniAppKey)))
        return refuse('wrong_signature');
      if (isStale(event.at)) return refuse('stale');
      if (event.revokedBy === null || !handledKinds.has('revokeConsent')) return { kind: 'no_effect' };
      const [name] = revocationNames;
      return await store({
        source: 'mini_app',
        key: [name, event.revokedBy, event.at.toISOString()],
        name,
        oaId: null,
        person: null,
        appUserId: event.revokedBy,
        at: event.at,
        receivedAt: now(),
        body: Buffer.from(body).toString('utf8'),
      });
    },

    /**
     * Events that no webhook brought, found in a conversation and put into the webhook's words. Those that are known already stay what
     * they are. How many were new.
     */
    async addFound(bodies: readonly Readonly<Record<string, unknown>>[]): Promise<number> {
      let added = 0;
      for (const fields of bodies) {
        const envelope = readOaEnvelope(fields);
        const event = envelope && readOaEvent(fields, envelope);
        if (!envelope || !event || !handledKinds.has(event.kind)) continue;
        const found = newOaEvent(event, envelope.name, fields, JSON.stringify(fields), 'look');
        if (await intake.add(found)) added += 1;
      }
      if (added > 0) dependencies.wakeWorker();
      return added;
    },

    /** In short codes for whoever runs the portal. */
    async listTroubles(): Promise<string[]> {
      const since = new Date(now().getTime() - lateAfterMs);
      const found = await webhookEventStore(database.kysely, keys).listTroubles(since, troublesShownMax);
      const wrong = wrongSince
        ? [`wrong signatures since ${wrongSince.toISOString()}: is ZALO_OA_SECRET_KEY the OA Secret Key?`]
        : [];
      return [...wrong, ...found.map(({ id, reason }) => `event ${id}: ${reason ?? 'waits'}`)];
    },

    /** Says what was refused since it was last asked, so that a wrong key of ours shows and a flood does not fill the log. */
    async reportRefusals(): Promise<void> {
      if (refusals.size === 0) return;
      const counts = Object.fromEntries(refusals);
      refusals.clear();
      logger.warn({ refused: counts }, 'webhooks refused');
    },

    sweep: (at: Date): Promise<number> =>
      database.transact((transaction) =>
        webhookEventStore(transaction, keys).sweepRevocations(
          new Date(at.getTime() - revocationKeptMs),
          revocationNames,
          sweptAtOnceMax,
        ),
      ),
  };

  function newOaEvent(
    event: OaEventBody,
    name: string,
    fields: Readonly<Record<string, unknown>>,
    body: string,
    source: NewEvent['source'],
  ): NewEvent {
    const messageId = messageIdIn(fields);
    return {
      source,
      // Under one name, whether it came as a text, with a picture, or was found later.
      key: messageId === null ? ['body', body] : ['said', event.oaId, messageId],
      name,
      oaId: event.oaId,
      person: 'person' in event ? event.person : null,
      appUserId: 'person' in event ? event.person.appUserId : null,
      at: event.at,
      receivedAt: now(),
      body,
    };
  }

  function refuse(reason: RefusalReason): Reception {
    refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
    return { kind: 'refused', reason };
  }

  function refuseWrong(): Reception {
    wrongSince ??= now();
    return refuse('wrong_signature');
  }

  /** Too old to be Zalo's own repetition; or from a future that no clock's error explains. */
  function isStale(at: Date): boolean {
    return Math.abs(now().getTime() - at.getTime()) > eventAgeMsMax;
  }

  async function store(event: NewEvent): Promise<Reception> {
    const inserted = intake.add(event);
    const timeOut = new AbortController();
    const late = sleep(storeWithinMs, null, { signal: timeOut.signal }).catch(() => null);
    try {
      const isNew = await Promise.race([inserted, late]);
      // It may still get there: Zalo's next try finds it known then.
      if (isNew === null) {
        inserted.catch((error: unknown) => logger.warn({ err: error }, 'webhook event not stored'));
        return { kind: 'not_stored' };
      }
      if (isNew) dependencies.wakeWorker();
      return { kind: isNew ? 'stored' : 'known' };
    } catch (error) {
      logger.warn({ err: error }, 'webhook event not stored');
      return { kind: 'not_stored' };
    } finally {
      timeOut.abort();
    }
  }

  /** Not waited for: the answer does not depend on it. */
  function hear(oaId: string | null): void {
    const atMs = now().getTime();
    if (oaId === null || atMs < (heardAtMs.get(oaId) ?? Number.NEGATIVE_INFINITY) + heardEveryMs) return;
    if (heardAtMs.size >= oasRememberedMax) heardAtMs.clear();
    heardAtMs.set(oaId, atMs);
    database
      .transact((transaction) => oaHearingStore(transaction).hear(oaId, new Date(atMs)))
      .catch((error: unknown) => {
        heardAtMs.delete(oaId);
        logger.warn({ err: error }, 'hearing not stored');
      });
  }
}
