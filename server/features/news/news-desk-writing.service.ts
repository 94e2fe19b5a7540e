import type { Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { ArticleChange, NewArticle, PublishArticle } from '#contract/news.ts';
import { newsLimits } from '#contract/news-limits.ts';
import type { ArticleAct } from '#contract/vocabulary.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { type Article, articleStore } from './article.store.ts';
import { checkComplete, checkText, publicationTime } from './article-checks.rules.ts';
import { photosOfText } from './article-view.rules.ts';
import type { ArticleStep, ArticleWriter } from './article-writer.ts';
import type { NewsDocuments } from './document.service.ts';
import { assertMay, etagOf, type OpenedArticle, openArticle } from './opened-article.ts';

export type NewsDeskWritingParts = {
  database: Database;
  tree: UnitTree;
  now: () => Date;
  writer: ArticleWriter;
  hasCategory(id: string): boolean;
  /** Throws `photo_expired`. */
  attachPhotos(transaction: Transaction<Schema>, ids: readonly string[], articleId: string): Promise<void>;
  documents: Pick<NewsDocuments, 'attach'>;
  wakeOutbox(): void;
};

/** News as the desk writes it: draft, submitted, approved by a second person, published, corrected, withdrawn. */
export function createNewsDeskWriting(parts: NewsDeskWritingParts) {
  const { database, tree, now, writer } = parts;

  /** With the article held, everything is asked once more. `version`: which one the actor has read. */
  async function move(
    actor: StaffActor,
    id: string,
    { act, version }: { act: ArticleAct; version: number },
    work: (
      transaction: Transaction<Schema>,
      opened: OpenedArticle,
      step: Omit<ArticleStep, 'event'>,
    ) => Promise<void>,
  ): Promise<void> {
    await database.transact(async (transaction) => {
      const store = articleStore(transaction);
      const opened = await openArticle(store, tree, actor, await store.hold(id));
      assertMay(actor, opened, act);
      if (opened.article.version !== version) throw new AppError('article_moved');
      await work(transaction, opened, { at: now(), staffId: actor.id });
    });
    parts.wakeOutbox();
  }

  return {
    /** A draft of the actor's unit or of one below it. Throws `unit_unknown`, `invalid_input`, `photo_expired`, `document_expired`. */
    async create(actor: StaffActor, { unitId, attachments = [], ...wish }: NewArticle): Promise<string> {
      if (!tree.has(unitId) || !tree.isWithin(unitId, actor.unitId)) throw new AppError('unit_unknown');
      const text = checkText(
        {
          coverPhotoId: null,
          urgentUntil: null,
          correction: null,
          attachments: [],
          ...withoutUndefined(wish),
        },
        parts.hasCategory,
      );
      const id = uuidv7();
      const at = now();
      await database.transact(async (transaction) => {
        await parts.attachPhotos(transaction, photosOfText(text), id);
        await articleStore(transaction).putVersion(id, {
          ...text,
          attachments: await parts.documents.attach(transaction, attachments, id),
          version: 1,
          authors: [actor.id],
          writtenAt: at.toISOString(),
          isFrozen: false,
        });
        await writer.record(transaction, newDraft(id, unitId, actor.id), {
          event: 'created',
          at,
          staffId: actor.id,
        });
      });
      return id;
    },

    /** Throws `content_changed` when something happened since `seen` was read. A frozen version is left as it is: a new one begins. */
    async edit(
      actor: StaffActor,
      id: string,
      { attachments, ...change }: ArticleChange,
      seen: string,
    ): Promise<void> {
      await database.transact(async (transaction) => {
        const store = articleStore(transaction);
        const opened = await openArticle(store, tree, actor, await store.hold(id));
        assertMay(actor, opened, 'edit');
        if (etagOf(opened) !== seen) throw new AppError('content_changed');
        const { article, text } = opened;
        const isNew = text.isFrozen;
        // The word of a correction belongs to that correction alone.
        const before = { ...text, correction: article.state === 'published' ? null : text.correction };
        const next = checkText({ ...before, ...withoutUndefined(change) }, parts.hasCategory);
        const version = isNew ? article.version + 1 : article.version;
        if (version > newsLimits.versionsMax) throw new AppError('article_full');
        await parts.attachPhotos(transaction, photosOfText(next), id);
        const at = now();
        await store.putVersion(id, {
          ...next,
          ...(attachments ? { attachments: await parts.documents.attach(transaction, attachments, id) } : {}),
          version,
          authors: [...new Set([...(article.state === 'published' ? [] : text.authors), actor.id])],
          writtenAt: at.toISOString(),
          isFrozen: false,
        });
        const draft: Article = { ...article, state: 'draft', version };
        if (isNew) return await writer.record(transaction, draft, { event: 'edited', at, staffId: actor.id });
        const stored = {
          ...draft,
          revision: article.revision + 1,
          updatedAt: at.toISOString(),
          updatedBy: actor.id,
        };
        await store.update(stored);
        return stored;
      });
    },

    submit: (actor: StaffActor, id: string, { version }: { version: number }) =>
      move(actor, id, { act: 'submit', version }, async (transaction, opened, step) => {
        checkComplete(opened, now());
        const { article, text } = opened;
        const authors = [...new Set([...text.authors, actor.id])];
        // Frozen already: it was sent back and nobody changed a word.
        const frozen = { ...text, authors, isFrozen: true };
        if (!text.isFrozen) await articleStore(transaction).putVersion(id, frozen);
        await writer.record(
          transaction,
          { ...article, state: 'submitted' },
          { ...step, event: 'submitted' },
          frozen,
        );
      }),

    approve: (actor: StaffActor, id: string, { version }: { version: number }) =>
      move(actor, id, { act: 'approve', version }, async (transaction, { article, text }, step) => {
        await writer.record(
          transaction,
          { ...article, state: 'approved' },
          { ...step, event: 'approved' },
          text,
        );
      }),

    sendBack: (actor: StaffActor, id: string, { version, remark }: { version: number; remark: string }) =>
      move(actor, id, { act: 'send-back', version }, async (transaction, { article }, step) => {
        const next: Article = { ...article, state: 'draft', publishAt: null, dueAt: null };
        await writer.record(transaction, next, { ...step, event: 'sent_back', words: remark });
      }),

    /** At once, or at a time in the future. Throws `invalid_input`. */
    publish: (actor: StaffActor, id: string, { version, at: wished, ...wish }: PublishArticle) =>
      move(actor, id, { act: 'publish', version }, async (transaction, { article, text }, step) => {
        const publishAt = publicationTime(wished, text, step.at);
        const next: Article = { ...article, toZalo: zaloWishOf(wish) ?? article.toZalo };
        if (publishAt.getTime() <= step.at.getTime()) return await writer.publish(transaction, next, step);
        const when = publishAt.toISOString();
        const scheduled: Article = { ...next, state: 'scheduled', publishAt: when, dueAt: when };
        await writer.record(transaction, scheduled, { ...step, event: 'scheduled' });
      }),

    /** Drops a correction that is being written. */
    discard: (actor: StaffActor, id: string, { version }: { version: number }) =>
      move(actor, id, { act: 'discard', version }, async (transaction, { article, text }, step) => {
        // Frozen, so that the next correction begins a version of its own.
        if (!text.isFrozen) await articleStore(transaction).putVersion(id, { ...text, isFrozen: true });
        await writer.record(transaction, { ...article, state: 'published' }, { ...step, event: 'discarded' });
      }),

    withdraw: (actor: StaffActor, id: string, { version, reason }: { version: number; reason: string }) =>
      move(actor, id, { act: 'withdraw', version }, (transaction, { article }, step) =>
        writer.withdraw(transaction, article, { ...step, words: reason }),
      ),
  };
}

/** Undefined: nothing was said. */
function zaloWishOf({ toZalo, toUnitsBelow }: Pick<PublishArticle, 'toZalo' | 'toUnitsBelow'>) {
  if (toZalo === undefined) return undefined;
  if (!toZalo) return 'no';
  return toUnitsBelow ? 'below' : 'unit';
}

const newDraft = (id: string, unitId: string, staffId: string): Article => ({
  id,
  unitId,
  state: 'draft',
  version: 1,
  publishedVersion: 0,
  publishedAt: null,
  publishAt: null,
  dueAt: null,
  toZalo: 'no',
  withdrawnAt: null,
  revision: 0,
  updatedBy: staffId,
  updatedAt: '',
  historyHead: '',
  historySequence: 0,
});

/** What is not named stays. */
function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };
}
