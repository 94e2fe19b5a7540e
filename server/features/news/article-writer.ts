import type { Transaction } from 'kysely';
import type { ArticleEvent } from '#contract/vocabulary.ts';
import type { Schema } from '../../db/schema.ts';
import { publicChannel } from '../../live/live-channels.ts';
import { recordLive } from '../../live/live-event.store.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type Article, type ArticleVersion, articleStore, articleTextDigest } from './article.store.ts';
import { appendArticleEntry } from './article-history.ts';
import { termsOf } from './article-search.rules.ts';
import { coverOf, type KnownPhoto, photosOfText } from './article-view.rules.ts';
import { publishedStore } from './published.store.ts';

export type ArticleWriter = ReturnType<typeof createArticleWriter>;

/** What somebody, or the clock, does to an article. */
export type ArticleStep = {
  event: ArticleEvent;
  at: Date;
  /** Null: the clock. */
  staffId: string | null;
  /** A remark, a reason. */
  words?: string;
};

/** Writes what happens to articles: the row, its history and what the people see, in one transaction. The caller holds the article. */
export function createArticleWriter(parts: {
  keys: SecretKeys;
  photosOf(transaction: Transaction<Schema>, articleId: string): Promise<KnownPhoto[]>;
  /** Puts what Zalo is to be told into the outbox. */
  tellZalo(
    transaction: Transaction<Schema>,
    article: Article,
    step: ArticleStep & { was: 'published' | 'corrected' | 'withdrawn' },
  ): Promise<void>;
}) {
  const { keys } = parts;

  /** Appends to the history and stores the article as it is from now on. `text`: of a version that is frozen from now on. */
  async function record(
    transaction: Transaction<Schema>,
    next: Article,
    step: ArticleStep,
    text?: ArticleVersion,
  ): Promise<Article> {
    const head = await appendArticleEntry(transaction, keys.newest, next.id, next, {
      at: step.at.toISOString(),
      event: step.event,
      unitId: next.unitId,
      details: {
        state: next.state,
        version: next.version,
        publishedVersion: next.publishedVersion,
        ...(step.staffId === null ? {} : { staffId: step.staffId }),
        ...(step.event === 'scheduled' && next.publishAt ? { publishAt: next.publishAt } : {}),
        ...(text ? { text: articleTextDigest(text) } : {}),
      },
      words: step.words,
    });
    const stored: Article = {
      ...next,
      ...head,
      revision: next.revision + 1,
      updatedAt: step.at.toISOString(),
      updatedBy: step.staffId ?? next.updatedBy,
    };
    if (next.historySequence === 0) await articleStore(transaction).insert(stored);
    else await articleStore(transaction).update(stored);
    return stored;
  }

  return {
    record,

    /** The newest version, which was approved, is what the people see from now on. */
    async publish(
      transaction: Transaction<Schema>,
      article: Article,
      by: Omit<ArticleStep, 'event'>,
    ): Promise<void> {
      const text = await articleStore(transaction).version(article.id, article.version);
      if (!text) throw new Error(`Article ${article.id} has no version ${article.version}.`);
      const isCorrection = article.publishedVersion > 0;
      const publishedAt = article.publishedAt ?? by.at.toISOString();
      const photos = await parts.photosOf(transaction, article.id);
      const known = new Set(photos.map(({ id }) => id));
      await publishedStore(transaction).put(
        {
          id: article.id,
          version: article.version,
          unitId: article.unitId,
          category: text.category,
          title: text.title,
          summary: text.summary,
          cover: coverOf(text, photos),
          publishedAt,
          correctedAt: isCorrection ? by.at.toISOString() : null,
          correction: isCorrection ? text.correction : null,
          urgentUntil: text.urgentUntil,
          attachments: text.attachments,
        },
        { terms: termsOf(text), photoIds: photosOfText(text).filter((id) => known.has(id)) },
      );
      const next: Article = {
        ...article,
        state: 'published',
        publishedVersion: article.version,
        publishedAt,
        publishAt: null,
        dueAt: null,
      };
      const event = isCorrection ? 'corrected' : 'published';
      const stored = await record(transaction, next, { ...by, event });
      await tellOpenApps(transaction, stored, `news.${event}`, by.at);
      await parts.tellZalo(transaction, stored, { ...by, event, was: event });
    },

    /** For good: nobody sees it any more. */
    async withdraw(
      transaction: Transaction<Schema>,
      article: Article,
      by: Omit<ArticleStep, 'event'>,
    ): Promise<void> {
      const step = { ...by, event: 'withdrawn' } as const;
      await publishedStore(transaction).remove(article.id);
      const at = by.at.toISOString();
      const next: Article = {
        ...article,
        state: 'withdrawn',
        publishedVersion: 0,
        publishAt: null,
        dueAt: null,
        withdrawnAt: at,
      };
      const stored = await record(transaction, next, step);
      if (article.publishedVersion === 0) return;
      await tellOpenApps(transaction, stored, 'news.withdrawn', by.at);
      await parts.tellZalo(transaction, article, { ...step, was: 'withdrawn' });
    },
  };

  function tellOpenApps(transaction: Transaction<Schema>, { id, unitId }: Article, kind: string, at: Date) {
    return recordLive(transaction, [{ channel: publicChannel, kind, data: { id, unitId } }], at);
  }
}
