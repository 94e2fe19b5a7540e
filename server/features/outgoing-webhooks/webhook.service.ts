import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import * as z from 'zod';
import { limits } from '#contract/limits.ts';
import type {
  MadeWebhook,
  NewWebhook,
  PingWebhook,
  Webhook,
  WebhookDeliveries,
  WebhookPing,
  Webhooks,
} from '#contract/webhooks.ts';
import type { Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import { newMessageId } from '../../outbox/outbox.store.ts';
import { outboxDeliveries } from '../../outbox/outbox-deliveries.store.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import type { WebhookAttempts } from './webhook-attempt.ts';
import { type WebhookEndpoint, webhookEndpointStore } from './webhook-endpoint.store.ts';
import { WebhookPayload, webhookStream } from './webhook-news.ts';
import { secretBytes, secretOf } from './webhook-signing.rules.ts';

export type WebhookServiceDependencies = {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  tree: UnitTree;
  attempts: WebhookAttempts;
  wakeOutbox(): void;
  /** Who is told has changed. */
  onChanged(): void;
};

export type WebhookService = ReturnType<typeof createWebhookService>;

const rotationMs = limits.webhookRotationHoursMax * 60 * 60_000;
/** Somebody waits before a screen for each of them. */
const pingsAtOnceMax = 8;

const urlTroubles: Readonly<Record<string, string>> = {
  'not a url': 'Địa chỉ chưa đúng dạng https://…',
  'not https': 'Địa chỉ phải bắt đầu bằng https://.',
  'with credentials': 'Không ghi tên, mật khẩu trong địa chỉ. Chữ ký đã chứng thực người gửi.',
  'with fragment': 'Bỏ phần sau dấu # của địa chỉ.',
  port: 'Chỉ dùng cổng 443 hoặc 8443.',
};
/** One sentence for names that lead nowhere and for those that lead inside: what stands there is nobody's to find out. */
const urlTrouble = 'Tên máy chủ này không dẫn tới một địa chỉ công khai trên Internet.';

/** Which systems units have registered to be told of their tips. For administrators, within their reach. */
export function createWebhookService(dependencies: WebhookServiceDependencies) {
  const { database, keys, now, tree, attempts } = dependencies;
  const store = webhookEndpointStore(database.kysely, keys);
  const outbox = outboxDeliveries(database.kysely);
  const pinged = new Set<string>();

  return {
    /** Without secrets, newest first. */
    async list(actor: StaffActor, cursor: string | undefined): Promise<Webhooks> {
      const found = await store.list({
        unitIds: tree.downwards(actor.unitId),
        before: cursor,
        count: limits.deskPageMax + 1,
      });
      const page = found.slice(0, limits.deskPageMax);
      const pending = await outbox.countPending(page.map(({ id }) => webhookStream(id)));
      return {
        items: page.map((endpoint) => toWebhook(endpoint, pending.get(webhookStream(endpoint.id)))),
        nextCursor: found.length > page.length ? (page.at(-1)?.id ?? null) : null,
      };
    },

    /** Throws `unit_unknown`, also for a unit out of reach, `webhook_url_refused` or `webhooks_full`. */
    async create(actor: StaffActor, wish: NewWebhook): Promise<MadeWebhook> {
      if (!tree.has(wish.unitId) || !tree.isWithin(wish.unitId, actor.unitId))
        throw new AppError('unit_unknown', {
          issues: [{ path: ['unitId'], message: 'Vui lòng chọn đơn vị của bạn hoặc cấp dưới.' }],
        });
      await assertUsable(wish.url);
      const endpoint: WebhookEndpoint = {
        id: uuidv7(),
        unitId: wish.unitId,
        label: wish.label,
        url: wish.url,
        secret: newSecret(),
        previous: null,
        takesRestricted: wish.restricted,
        disabledBecause: null,
        createdBy: actor.id,
        createdAt: now().toISOString(),
        lastSuccessAt: null,
        lastFailureAt: null,
        lastFailure: null,
        failingSince: null,
      };
      await database.transact(async (transaction) => {
        const endpoints = webhookEndpointStore(transaction, keys);
        if ((await endpoints.countOfUnit(wish.unitId)) >= limits.webhooksPerUnitMax)
          throw new AppError('webhooks_full');
        await endpoints.insert(endpoint);
      });
      dependencies.onChanged();
      return { webhook: toWebhook(endpoint), secret: endpoint.secret };
    },

    /** What waits for it is parked, and goes when it is enabled again. Nothing new is stored for it. Throws `not_found`, as all below. */
    async disable(actor: StaffActor, id: string): Promise<Webhook> {
      const endpoint = await require(actor, id);
      await store.disable(endpoint.id, 'person');
      dependencies.onChanged();
      dependencies.wakeOutbox();
      return await read(actor, id);
    },

    /** What was parked meanwhile goes first, in order. */
    async enable(actor: StaffActor, id: string): Promise<Webhook> {
      const endpoint = await require(actor, id);
      await database.transact(async (transaction) => {
        await webhookEndpointStore(transaction, keys).enable(endpoint.id);
        await outboxDeliveries(transaction).requeueParked(webhookStream(endpoint.id), now());
      });
      dependencies.onChanged();
      dependencies.wakeOutbox();
      return await read(actor, id);
    },

    /** With what waits for it. */
    async remove(actor: StaffActor, id: string): Promise<void> {
      const endpoint = await require(actor, id);
      await database.transact(async (transaction) => {
        await webhookEndpointStore(transaction, keys).remove(endpoint.id);
        await outboxDeliveries(transaction).discard(webhookStream(endpoint.id));
      });
      dependencies.onChanged();
    },

    /** The secret of before signs too for a day. */
    async changeSecret(actor: StaffActor, id: string): Promise<MadeWebhook> {
      const endpoint = await require(actor, id);
      const secret = newSecret();
      const until = new Date(now().getTime() + rotationMs).toISOString();
      await store.changeSecret(endpoint.id, secret, { secret: endpoint.secret, until });
      return { webhook: await read(actor, id), secret };
    },

    /** One attempt at once, past everything that waits. Throws `busy` while another is under way. */
    async ping(actor: StaffActor, id: string): Promise<WebhookPing> {
      const endpoint = await require(actor, id);
      if (pinged.has(endpoint.id) || pinged.size >= pingsAtOnceMax) throw new AppError('busy');
      pinged.add(endpoint.id);
      const startedMs = performance.now();
      try {
        const event: PingWebhook = { type: 'ping', timestamp: now().toISOString(), data: {} };
        const attempt = await attempts.send(endpoint, { id: newMessageId(), body: JSON.stringify(event) });
        const tookMs = Math.round(performance.now() - startedMs);
        if (attempt.kind !== 'taken') return { delivered: false, reason: attempt.reason, tookMs };
        await store.recordSuccess(endpoint.id, now().toISOString());
        return { delivered: true, reason: null, tookMs };
      } finally {
        pinged.delete(endpoint.id);
      }
    },

    /** The newest first. */
    async listDeliveries(actor: StaffActor, id: string): Promise<WebhookDeliveries> {
      const endpoint = await require(actor, id);
      const found = await outbox.listOfStream(webhookStream(endpoint.id), limits.webhookDeliveriesShownMax);
      return {
        items: found.map(({ payload, ...delivery }) => {
          const { type, tip } = WebhookPayload.parse(payload);
          return {
            id: delivery.id,
            type,
            code: tip.restricted ? null : tip.code,
            state: delivery.state,
            reason: delivery.reason,
            attempts: delivery.attempts,
            createdAt: delivery.createdAt,
            lastAttemptAt: delivery.lastAttemptAt,
            nextAttemptAt: delivery.nextAttemptAt,
          };
        }),
      };
    },
  };

  /** Also `not_found` for another unit's. */
  async function require(actor: StaffActor, id: string): Promise<WebhookEndpoint> {
    const endpoint = z.uuid().safeParse(id).success ? await store.find(id) : undefined;
    if (!endpoint || !tree.isWithin(endpoint.unitId, actor.unitId)) throw new AppError('not_found');
    return endpoint;
  }

  async function read(actor: StaffActor, id: string): Promise<Webhook> {
    const endpoint = await require(actor, id);
    const stream = webhookStream(endpoint.id);
    return toWebhook(endpoint, (await outbox.countPending([stream])).get(stream));
  }

  async function assertUsable(url: string): Promise<void> {
    const trouble = await attempts.findTrouble(url);
    if (trouble === null) return;
    throw new AppError('webhook_url_refused', {
      issues: [{ path: ['url'], message: urlTroubles[trouble] ?? urlTrouble }],
    });
  }

  function toWebhook(endpoint: WebhookEndpoint, pending = { waiting: 0, parked: 0 }): Webhook {
    const { previous } = endpoint;
    return {
      id: endpoint.id,
      unit: { id: endpoint.unitId, name: tree.nameOf(endpoint.unitId) },
      label: endpoint.label,
      url: endpoint.url,
      restricted: endpoint.takesRestricted,
      state: endpoint.disabledBecause === null ? 'active' : 'disabled',
      disabledBecause: endpoint.disabledBecause,
      createdAt: endpoint.createdAt,
      lastSuccessAt: endpoint.lastSuccessAt,
      lastFailureAt: endpoint.lastFailureAt,
      lastFailure: endpoint.lastFailure,
      failingSince: endpoint.failingSince,
      previousSecretUntil: previous && previous.until > now().toISOString() ? previous.until : null,
      ...pending,
    };
  }
}

const newSecret = (): string => secretOf(randomBytes(secretBytes));
