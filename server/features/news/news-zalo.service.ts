import type { Transaction } from 'kysely';
import type { BroadcastPlan, PostToOa } from '#contract/news.ts';
import { newsLimits } from '#contract/news-limits.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type Article, articleStore } from './article.store.ts';
import { articleDeliveryStore, idAtOa, isBroadcast, isOnItsWay, ofUnit } from './article-delivery.store.ts';
import type { ArticleWriter } from './article-writer.ts';
import {
  broadcastOpensAt,
  type Confirmed,
  monthBegan,
  readConfirmation,
  signConfirmation,
} from './broadcast.rules.ts';
import type { NewsDesk } from './news-desk.service.ts';
import { enqueueForZalo } from './news-zalo.ts';
import { assertMay, type OpenedArticle } from './opened-article.ts';

export type NewsZalo = ReturnType<typeof createNewsZalo>;

type Followers =
  | { kind: 'followers'; count: number; packageName: string | null }
  | { kind: string; reason: string };

/** What the desk asks of Zalo: an article of the OA, and a broadcast that a commander presses once. */
export function createNewsZalo(parts: {
  database: Database;
  keys: SecretKeys;
  tree: UnitTree;
  now: () => Date;
  desk: NewsDesk;
  writer: ArticleWriter;
  /** Which units' OAs take an article of this unit: its own, and the connected ones below it. */
  oaUnits(transaction: Transaction<Schema> | null, unitId: string): Promise<string[]>;
  countFollowers(unitId: string): Promise<Followers>;
  wakeOutbox(): void;
}) {
  const { database, keys, tree, now, desk, writer } = parts;
  const deliveries = articleDeliveryStore(database.kysely);

  /** Throws `article_not_at_oa`, `broadcast_done`. */
  function assertBroadcastable(found: Parameters<typeof isBroadcast>[0]): void {
    if (isBroadcast(found)) throw new AppError('broadcast_done');
    if (idAtOa(found) === null) throw new AppError('article_not_at_oa');
  }

  return {
    /** What is published becomes an article of the unit's OA too, or of those below as well. Throws `article_moved` when that was asked for before. */
    async postToOa(actor: StaffActor, id: string, { version, toUnitsBelow }: PostToOa): Promise<void> {
      await database.transact(async (transaction) => {
        const article = await articleStore(transaction).hold(id);
        if (!article || article.version !== version || article.publishedVersion === 0)
          throw new AppError('article_moved');
        const found = await articleDeliveryStore(transaction).listOf(id);
        const wished = toUnitsBelow ? await parts.oaUnits(transaction, article.unitId) : [article.unitId];
        const missing = wished.filter((unitId) => !isOnItsWay(ofUnit(found, unitId)));
        if (missing.length === 0) throw new AppError('article_moved');
        const at = now();
        const articles = [{ id, version: article.publishedVersion }];
        for (const unitId of missing)
          await enqueueForZalo(transaction, { unitId, kind: 'create', articles, staffId: actor.id, at });
        const isBelow = toUnitsBelow === true || article.toZalo === 'below';
        await writer.record(
          transaction,
          { ...article, toZalo: isBelow ? 'below' : 'unit' },
          { event: 'sent_to_oa', at, staffId: actor.id },
        );
      });
      parts.wakeOutbox();
    },

    /** What a broadcast would be: whom it reaches, what it costs, from when on, and what confirms it. */
    async plan(
      actor: StaffActor,
      opened: OpenedArticle,
      withIds: readonly string[] = [],
    ): Promise<BroadcastPlan> {
      const { unitId } = opened.article;
      const all = [opened];
      for (const id of withIds.filter((each) => each !== opened.article.id))
        all.push(await desk.open(actor, id));
      for (const each of all) {
        assertMay(actor, each, 'broadcast');
        if (each.article.unitId !== unitId) throw new AppError('article_moved');
        assertBroadcastable(ofUnit(await deliveries.listOf(each.article.id), unitId));
      }
      const followers = await parts.countFollowers(unitId);
      if (!('count' in followers)) throw new AppError('zalo_unavailable');
      const at = now();
      const usedThisMonth = await deliveries.countBroadcasts(unitId, monthBegan(at));
      const opensAt = broadcastOpensAt(at, await deliveries.lastBroadcast(unitId));
      const isNow = opensAt <= at;
      const before = new Date(at.getTime() + newsLimits.confirmationMinutesMax * 60_000).toISOString();
      const confirmed: Confirmed = {
        staffId: actor.id,
        unitId,
        articleIds: all.map(({ article }) => article.id),
        followers: followers.count,
        usedThisMonth,
        before,
      };
      return {
        unit: { id: unitId, name: tree.nameOf(unitId) },
        articles: all.map(({ article, text }) => ({ id: article.id, title: text.title })),
        followers: followers.count,
        quota: { cost: 1, usedThisMonth, packageName: followers.packageName },
        notBefore: isNow ? null : opensAt.toISOString(),
        confirmation: isNow ? signConfirmation(keys, confirmed) : null,
        confirmBefore: isNow ? before : null,
      };
    },

    /**
     * Broadcasts what was confirmed. Throws `broadcast_unconfirmed`, `broadcast_not_now`, `broadcast_done`: of two that press, or of one
     * that presses twice, the second.
     */
    async broadcast(actor: StaffActor, opened: OpenedArticle, confirmation: string): Promise<void> {
      const at = now();
      const confirmed = readConfirmation(keys, confirmation, { staffId: actor.id, at });
      if (!confirmed?.articleIds.includes(opened.article.id)) throw new AppError('broadcast_unconfirmed');
      const { unitId, articleIds } = confirmed;
      await database.transact(async (transaction) => {
        const store = articleStore(transaction);
        const held: Article[] = [];
        // Always in the same order: two broadcasts with the same articles wait for each other.
        for (const id of articleIds.toSorted()) {
          const article = await store.hold(id);
          if (!article || article.publishedVersion === 0) throw new AppError('article_moved');
          assertBroadcastable(ofUnit(await articleDeliveryStore(transaction).listOf(id), unitId));
          held.push(article);
        }
        const last = await articleDeliveryStore(transaction).holdBroadcasts(unitId);
        if (broadcastOpensAt(at, last) > at) throw new AppError('broadcast_not_now');
        await enqueueForZalo(transaction, {
          unitId,
          kind: 'broadcast',
          articles: articleIds.map((id) => ({
            id,
            version: held.find((article) => article.id === id)?.publishedVersion ?? 0,
          })),
          staffId: actor.id,
          at,
        });
        await articleDeliveryStore(transaction).recordBroadcast(unitId, at);
        for (const article of held)
          await writer.record(transaction, article, { event: 'broadcast', at, staffId: actor.id });
      });
      parts.wakeOutbox();
    },
  };
}
