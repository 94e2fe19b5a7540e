import type { Context } from 'hono';
import type { Transaction } from 'kysely';
import type { SenderReach } from '#contract/sender-ways.ts';
import type { Schema } from '../db/schema.ts';
import type { CitizenService } from '../features/citizens/citizen.service.ts';
import { citizenStore } from '../features/citizens/citizen.store.ts';
import {
  createSenderChatRoutes,
  createSenderReachRoutes,
} from '../features/sender-ways/sender-chat.routes.ts';
import { createSenderChats, type SenderChats } from '../features/sender-ways/sender-chat.service.ts';
import { senderChatStore } from '../features/sender-ways/sender-chat.store.ts';
import {
  isSenderNews,
  SenderPayload,
  senderNewsHandler,
  senderTopic,
} from '../features/sender-ways/sender-delivery.ts';
import { senderNewsMessage, senderStream } from '../features/sender-ways/sender-news.ts';
import type { TipService } from '../features/tips/tip.service.ts';
import { type Tip, tipStore } from '../features/tips/tip.store.ts';
import type { TipDesk } from '../features/tips/tip-desk.service.ts';
import { tipOwnerStore } from '../features/tips/tip-owner.store.ts';
import { AppError } from '../http/app-error.ts';
import { readAuthorization } from '../http/authorization.ts';
import { outboxStore } from '../outbox/outbox.store.ts';
import { outboxDeliveries } from '../outbox/outbox-deliveries.store.ts';
import type { StaffActor } from '../rights/staff-rights.rules.ts';
import type { EventContext } from '../webhooks/event-worker.ts';
import type { ZaloEventOf } from '../webhooks/zalo-event.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** What a unit does to a tip goes to its sender; of anonymous and restricted ones nothing leaves (promises 7 and 11). */
export const tellSender =
  ({ now }: Pick<Ground, 'now'>) =>
  async (
    transaction: Transaction<Schema>,
    tip: Tip,
    { event, sequence, details }: { event: string; sequence: number; details: { words?: string } },
  ): Promise<void> => {
    if (tip.isAnonymous || tip.isRestricted || !isSenderNews(event)) return;
    const message = senderNewsMessage(tip.id, event, details.words === undefined ? null : sequence);
    await outboxStore(transaction).enqueue([message], now());
  };

export const createSenders = ({ database, keys, now, zaloSide, unitName }: Ground): SenderChats =>
  createSenderChats({ database, keys, now, unitName, oaIdOf: zaloSide.oaIdOf });

/** A chat that shows that it is a tip's sender's: true when it was, and has been answered. */
export const chatsOfSenders =
  ({ now, wakeOutbox }: Ground, chats: SenderChats) =>
  async (
    { unitId, person, text }: ZaloEventOf<'userSentText'>,
    { transaction, afterCommit }: EventContext,
  ): Promise<boolean> => {
    const tipId = await chats.take(transaction, { unitId, oaId: person.oaId, userId: person.userId, text });
    if (tipId === undefined) return false;
    await outboxStore(transaction).enqueue([senderNewsMessage(tipId, 'linked', null)], now());
    afterCommit(wakeOutbox);
    return true;
  };

/** How what happens to a tip reaches its sender: the chat that they chose, a notification, the tip's page. */
export function createSenderPart(
  ground: Ground,
  parts: { chats: SenderChats; tips: TipService; desk: TipDesk; citizens: CitizenService },
): PortalPart {
  const { database, keys, zaloSide, config, publicUrl, isSandbox, zalo } = ground;
  const { notificationTemplateId } = config;
  const miniAppUrl = isSandbox ? publicUrl : `https://zalo.me/s/${zalo.credentials.miniAppId}`;
  return {
    mount(app) {
      app.route(
        '/api/tips',
        createSenderChatRoutes(parts.chats, (c, code) => openTip(c, code, parts)),
      );
    },
    mountStaff(routes) {
      routes.route('/tips', createSenderReachRoutes(reachOf(ground, parts.desk)));
    },
    handlers: {
      [senderTopic]: senderNewsHandler({
        database,
        keys,
        findTip: tipStore(database.kysely, keys).findById,
        findWords: tipStore(database.kysely, keys).findEntryWords,
        findZaloId: (tipId) => findZaloId(ground, tipId),
        chat: zaloSide.oaClient,
        notify:
          notificationTemplateId === null
            ? null
            : (userId, data) => zaloSide.miniApp.notify(userId, { templateId: notificationTemplateId, data }),
        myTipsUrl: `${miniAppUrl}/tin-cua-toi`,
      }),
    },
    async forget(transaction, { atOas }) {
      await parts.chats.forget(transaction, atOas);
      return [];
    },
    jobs: [{ name: 'sender chat sweep', everyMs: sweepEveryMs, work: parts.chats.sweep }],
  };
}

/** As the tip's own page is opened: with its receipt, or the session that sent it. */
async function openTip(
  c: Context,
  code: string,
  { tips, citizens }: { tips: TipService; citizens: CitizenService },
): Promise<Tip> {
  const authorization = readAuthorization(c.req.header('authorization'));
  if (!authorization) throw new AppError('unauthenticated');
  const { scheme, secret } = authorization;
  return await tips.open(
    code,
    scheme === 'receipt'
      ? { kind: 'receipt', receipt: secret }
      : { kind: 'citizen', citizenId: await citizens.findCitizen(secret) },
  );
}

async function findZaloId({ database, keys }: Ground, tipId: string): Promise<string | undefined> {
  const citizenId = await tipOwnerStore(database.kysely, keys).findOwner(tipId);
  return citizenId === undefined
    ? undefined
    : await citizenStore(database.kysely, keys).findZaloId(citizenId);
}

const reachOf =
  ({ database, keys, zaloSide, config }: Ground, desk: TipDesk) =>
  async (code: string, actor: StaffActor): Promise<SenderReach> => {
    const { tip } = await desk.open(code, actor);
    const linked = await senderChatStore(database.kysely, keys).find(tip.id);
    const reach = linked ? await zaloSide.reachOf(linked) : null;
    const owner = await tipOwnerStore(database.kysely, keys).findOwner(tip.id);
    const last = await outboxDeliveries(database.kysely).findLatestTried(senderStream(tip.id));
    return {
      chat: reach && {
        window: reach.kind,
        until: reach.kind === 'closed' ? null : reach.until.toISOString(),
        why: reach.kind === 'closed' ? reach.why : null,
      },
      notification: owner !== undefined && config.notificationTemplateId !== null,
      last: last ? lastNews(last) : null,
    };
  };

function lastNews(last: {
  state: string;
  reason: string | null;
  payload: Record<string, unknown>;
  externalId: string | null;
  createdAt: string;
  finishedAt: string | null;
}): NonNullable<SenderReach['last']> {
  const { notByChat } = SenderPayload.parse(last.payload);
  const at = last.finishedAt ?? last.createdAt;
  if (last.state !== 'sent') return { way: 'page', reason: last.reason ?? notByChat, at };
  // Only what a chat took has an id there.
  return { way: last.externalId === null ? 'notification' : 'chat', reason: notByChat, at };
}
