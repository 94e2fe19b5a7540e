import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import * as z from 'zod';
import { newsLimits } from '#contract/news-limits.ts';
import { type ArticleDeliveryKind, articleDeliveryKinds } from '#contract/vocabulary.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { lanes } from '../../outbox/backoff.rules.ts';
import type { DeliveryHandler, DeliveryOutcome } from '../../outbox/dispatcher.ts';
import { newMessageId, outboxStore } from '../../outbox/outbox.store.ts';
import type { ClaimedMessage } from '../../outbox/outbox-claims.store.ts';
import { articleStore } from './article.store.ts';
import { articleDeliveryStore, type Delivery, idAtOa, ofUnit } from './article-delivery.store.ts';
import type { KnownPhoto } from './article-view.rules.ts';
import { broadcastOpensAt } from './broadcast.rules.ts';
import { cut, type OaArticleDraft, oaArticleOf } from './oa-article.rules.ts';
import { publishedStore } from './published.store.ts';

type NotDone =
  | { kind: 'retry'; afterMs: number | null; reason: string }
  | { kind: 'unknown' | 'permanent' | 'human'; reason: string };

/** What is asked of Zalo's side (zalo/oa-articles.ts). */
export type OaArticleSender = {
  put(
    unitId: string,
    article: OaArticleDraft,
    articleId?: string,
  ): Promise<{ kind: 'begun'; token: string } | NotDone>;
  verify(
    unitId: string,
    token: string,
  ): Promise<{ kind: 'done'; articleId: string } | { kind: 'processing' } | NotDone>;
  remove(unitId: string, articleId: string): Promise<{ kind: 'removed' } | NotDone>;
  findByTitle(
    unitId: string,
    title: string,
  ): Promise<{ kind: 'found'; articleId: string } | { kind: 'absent' } | NotDone>;
  broadcast(
    unitId: string,
    articleIds: readonly string[],
  ): Promise<{ kind: 'sent'; messageId: string } | NotDone>;
};

export const newsTopic = 'news.oa';

const Payload = z.object({
  unitId: z.string(),
  kind: z.enum(articleDeliveryKinds),
  articleIds: z.array(z.string()).min(1).max(newsLimits.articlesPerBroadcastMax),
  /** Zalo has it and works on its pictures. */
  token: z.string().optional(),
});
type Payload = z.infer<typeof Payload>;

/** Zalo needs seconds for the pictures (zalo/server.md 4); what takes longer comes round again. */
const verifyTries = 4;
const verifyEveryMs = 1_500;
const verifyLaterMs = 15_000;

/** Puts what Zalo is to be told into the outbox, in the transaction of what it is about; the deliveries name it. */
export async function enqueueForZalo(
  transaction: Transaction<Schema>,
  wish: {
    unitId: string;
    kind: ArticleDeliveryKind;
    articles: readonly { id: string; version: number }[];
    staffId: string | null;
    at: Date;
  },
): Promise<void> {
  const { unitId, kind, articles, staffId, at } = wish;
  const messageId = newMessageId();
  const payload: Payload = { unitId, kind, articleIds: articles.map(({ id }) => id) };
  await outboxStore(transaction).enqueue(
    [
      {
        id: messageId,
        destination: `oa-article:${unitId}`,
        stream: `oa-article:${unitId}`,
        lane: lanes.other,
        topic: newsTopic,
        payload,
      },
    ],
    at,
  );
  await articleDeliveryStore(transaction).insert(
    articles.map(({ id, version }) => ({
      messageId,
      articleId: id,
      unitId,
      kind,
      version,
      requestedBy: staffId,
      requestedAt: at.toISOString(),
    })),
  );
}

/** Sends it: an OA's articles one after the other, in the order in which they were asked for. */
export function newsHandler(parts: {
  database: Database;
  sender: OaArticleSender;
  now: () => Date;
  publicUrl: string;
  unitName(id: string): string;
  photosOf(articleId: string): Promise<KnownPhoto[]>;
  /** The article in the Mini App, for those who read it at the OA. */
  linkTo(article: { id: string; unitId: string }): string;
}): DeliveryHandler {
  const { database, sender, now } = parts;
  const deliveries = articleDeliveryStore(database.kysely);

  return async (message) => {
    const payload = Payload.parse(message.payload);
    switch (payload.kind) {
      case 'create':
      case 'update':
        return await put(message, payload);
      case 'remove':
        return await remove(payload);
      case 'broadcast':
        return await broadcast(message, payload);
    }
  };

  async function put(message: ClaimedMessage, payload: Payload): Promise<DeliveryOutcome> {
    const { unitId, kind, articleIds, token } = payload;
    const [articleId = ''] = articleIds;
    if (token !== undefined) return await verify(payload, token);
    const article = await publishedStore(database.kysely).find(articleId);
    const text = article && (await articleStore(database.kysely).version(articleId, article.version));
    if (!text) return over('article withdrawn');
    const draft = oaArticleOf(text, {
      unit: { id: unitId, name: parts.unitName(unitId) },
      photos: await parts.photosOf(articleId),
      publicUrl: parts.publicUrl,
      link: parts.linkTo({ id: articleId, unitId }),
    });
    const atOa = kind === 'update' ? idAtOa(ofUnit(await deliveries.listOf(articleId), unitId)) : undefined;
    if (atOa === null) return over('article not at the oa');
    if (kind === 'create' && message.isOutcomeUnknown) {
      const found = await sender.findByTitle(unitId, draft.title);
      if (found.kind === 'found') return { kind: 'sent', externalId: found.articleId };
      if (found.kind !== 'absent') return notDone(found);
    }
    const begun = await sender.put(unitId, draft, atOa);
    return begun.kind === 'begun' ? await verify(payload, begun.token) : notDone(begun);
  }

  async function verify(payload: Payload, token: string): Promise<DeliveryOutcome> {
    for (let tried = 1; ; tried += 1) {
      const verified = await sender.verify(payload.unitId, token);
      if (verified.kind === 'done') return { kind: 'sent', externalId: verified.articleId };
      if (verified.kind !== 'processing')
        return { ...notDone(verified), ...keeping(payload, token, verified) };
      if (tried === verifyTries)
        return { kind: 'retry', reason: 'zalo -214', afterMs: verifyLaterMs, payload: { ...payload, token } };
      await sleep(verifyEveryMs);
    }
  }

  async function remove({ unitId, articleIds }: Payload): Promise<DeliveryOutcome> {
    const atOa = idAtOa(ofUnit(await deliveries.listOf(articleIds[0] ?? ''), unitId));
    // It never got there.
    if (atOa === null) return { kind: 'sent', externalId: null };
    const removed = await sender.remove(unitId, atOa);
    return removed.kind === 'removed' ? { kind: 'sent', externalId: atOa } : notDone(removed);
  }

  /** Never repeated by itself: after an outcome that is not known a person looks at the OA first, and may put it back. */
  async function broadcast(
    message: ClaimedMessage,
    { unitId, articleIds }: Payload,
  ): Promise<DeliveryOutcome> {
    const isPutBack = message.attempts === 1;
    if (message.isOutcomeUnknown && !isPutBack) return over('broadcast perhaps sent');
    const opensAt = broadcastOpensAt(now(), null);
    if (opensAt > now())
      return { kind: 'retry', reason: 'night', afterMs: opensAt.getTime() - now().getTime() };
    const ids: string[] = [];
    for (const articleId of articleIds) {
      const isPublished = await publishedStore(database.kysely).find(articleId);
      const atOa = idAtOa(ofUnit(await deliveries.listOf(articleId), unitId));
      if (isPublished && atOa !== null) ids.push(atOa);
    }
    if (ids.length === 0) return over('article withdrawn');
    const sent = await sender.broadcast(unitId, ids);
    if (sent.kind === 'sent') return { kind: 'sent', externalId: sent.messageId };
    return sent.kind === 'unknown' ? over(`broadcast perhaps sent: ${sent.reason}`) : notDone(sent);
  }
}

/** Short, as the desk shows it. */
export const toArticleDelivery = (delivery: Delivery) => ({
  id: delivery.messageId,
  unitId: delivery.unitId,
  kind: delivery.kind,
  version: delivery.version,
  state: delivery.state,
  reason: delivery.reason === null ? null : cut(delivery.reason, 200),
  requestedAt: delivery.requestedAt,
  requestedBy: delivery.requestedBy,
  finishedAt: delivery.finishedAt,
  nextAttemptAt: delivery.nextAttemptAt,
});

/** Not sent, and no waiting mends it. */
const over = (reason: string): DeliveryOutcome => ({ kind: 'park', reason });

function notDone(outcome: NotDone): Exclude<DeliveryOutcome, { kind: 'sent' | 'pass' | 'fold' }> {
  switch (outcome.kind) {
    case 'retry':
      return { kind: 'retry', reason: outcome.reason, afterMs: outcome.afterMs };
    case 'unknown':
      return { kind: 'unknown', reason: outcome.reason };
    case 'permanent':
    case 'human':
      return { kind: 'park', reason: outcome.reason };
  }
}

/** While Zalo still works on it, the next attempt goes on from there; what it refused begins anew. */
const keeping = (payload: Payload, token: string, { kind }: NotDone) =>
  kind === 'permanent' || kind === 'human' ? {} : { payload: { ...payload, token } };
