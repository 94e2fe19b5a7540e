import { createHash } from 'node:crypto';
import { pino } from 'pino';
import type { Database } from '../../../server/db/database.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { createEventIntake } from '../../../server/webhooks/event-intake.ts';
import { createEventWorker, type EventHandlers } from '../../../server/webhooks/event-worker.ts';
import { createWebhookService } from '../../../server/webhooks/webhook.service.ts';
import type { ZaloEvent, ZaloEventKind } from '../../../server/webhooks/zalo-event.ts';
import { testSecretKeys } from '../../support/portal.ts';

/** The fixed credentials of zalo/server.md 11.3. */
export const credentials = {
  appId: '360846524940903967',
  oaSecretKey: 'oaSecretKeyForTests',
  miniAppId: '1234567890',
  miniAppKey: 'miniAppOpenApiKeyForTests',
};

/** The fixed vector of zalo/server.md 11.3; its date is in 2018. */
export const vector = {
  body: '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"msg_id":"96d3cdf3af150460909","text":"Cứu với"},"timestamp":"1543908534740"}',
  signature: 'mac=042d94856f9be43a02b01b4ff82a054fcb2e6e2e557b7080c3592600049132bf',
  at: new Date(1_543_908_534_740),
};
export const miniAppVector = {
  body: '{"event":"user.revoke.consent","appId":"1234567890","userId":"9876543210","timestamp":1700000000000}',
  signature: '5f5185162c7d0a6c570fed8e917992b98569fe4d374d405250e57ffd2cdbdbf2',
  at: new Date(1_700_000_000_000),
};

export const anOa = '388613280878808645';

export type SignedEvent = { signature: string; body: string };

/** A body as Zalo sends and signs it; the formula is written here a second time on purpose. */
export function signed(
  fields: Record<string, unknown> & { timestamp: string },
  oaSecretKey = credentials.oaSecretKey,
): SignedEvent {
  const body = JSON.stringify({ app_id: credentials.appId, ...fields });
  const mac = createHash('sha256')
    .update(credentials.appId + body + fields.timestamp + oaSecretKey)
    .digest('hex');
  return { body, signature: `mac=${mac}` };
}

/** A citizen writes to the OA. */
export function said(what: {
  text: string;
  user?: string;
  appUser?: string;
  id: string;
  at: Date;
  oaId?: string;
}): SignedEvent {
  return signed({
    sender: { id: what.user ?? '246845883529197922' },
    user_id_by_app: what.appUser ?? '552177279717587730',
    recipient: { id: what.oaId ?? anOa },
    event_name: 'user_send_text',
    message: { msg_id: what.id, text: what.text },
    timestamp: String(what.at.getTime()),
  });
}

/** A member writes in one of the OA's groups: the event that costs least to work on. */
export function saidInGroup(what: { id: string; user: string; at: Date; oaId: string }): SignedEvent {
  return signed({
    oa_id: what.oaId,
    sender: { id: what.user },
    recipient: { id: 'f'.repeat(20) },
    event_name: 'user_send_group_text',
    message: { msg_id: what.id, text: 'chào cả nhà' },
    timestamp: String(what.at.getTime()),
  });
}

/** One server's side of the webhooks, over the real store. */
export function buildWebhooks(
  database: Database,
  options: { now: () => Date; handlers: EventHandlers; units?: Record<string, string> },
) {
  const logLines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void logLines.push(line) });
  const keys = parseSecretKeys(testSecretKeys);
  const parts = { database, keys, logger, now: options.now };
  const units = new Map(Object.entries(options.units ?? { [anOa]: 'tay-thanh' }));
  const intake = createEventIntake(parts);
  const worker = createEventWorker({
    ...parts,
    intake,
    handlers: options.handlers,
    isHeld: () => false,
    unitOf: async (oaId) => units.get(oaId),
    prepare: async () => undefined,
  });
  const service = createWebhookService({
    ...parts,
    credentials,
    intake,
    handledKinds: new Set(Object.keys(options.handlers) as ZaloEventKind[]),
    wakeWorker: worker.wake,
  });
  return {
    service,
    worker,
    keys,
    logLines,
    receive: ({ signature, body }: SignedEvent) => service.receiveOa(signature, Buffer.from(body)),
  };
}

/**
 * Handlers that leave their mark in the store, in the event's own transaction: a second effect of the same event would break on the
 * first, and be in the log.
 */
export function marking(
  log: ZaloEvent[] = [],
): EventHandlers & { userSentText: NonNullable<EventHandlers['userSentText']> } {
  return {
    userSentText: [
      async (event, { transaction, afterCommit }) => {
        await transaction
          .insertInto('meta')
          .values({ key: `effect:${event.messageId}`, value: event.text })
          .execute();
        afterCommit(() => log.push(event));
      },
    ],
  };
}

export async function effectsIn(database: Database): Promise<string[]> {
  const rows = await database.kysely
    .selectFrom('meta')
    .select('key')
    .where('key', 'like', 'effect:%')
    .orderBy('key')
    .execute();
  return rows.map(({ key }) => key.slice('effect:'.length));
}
