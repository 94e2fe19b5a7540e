import type { Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import * as z from 'zod';
import type {
  ArticleChange,
  ArticleDelivery,
  NewArticle,
  PublishArticle,
  StaffArticle,
  StaffNews,
  StaffNewsItem,
  StaffNewsQuery,
} from '#contract/news.ts';
import { newsLimits } from '#contract/news-limits.ts';
import type { ProblemIssue } from '#contract/problem.ts';
import { type ArticleAct, articleActs } from '#contract/vocabulary.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { type Article, type ArticleText, type ArticleVersion, articleStore } from './article.store.ts';
import { listArticleHistory, readArticleDetails, wordsOfEntry } from './article-history.ts';
import { type GuardedArticle, maySeeArticle, refusalOf } from './article-moves.rules.ts';
import { isTangled } from './article-tangle.rules.ts';
import { plainText } from './article-text.rules.ts';
import { articlePage, type KnownPhoto, parsed, photosOfText, shownLine } from './article-view.rules.ts';
import type { ArticleStep, ArticleWriter } from './article-writer.ts';
import { attachmentFileName } from './attachment-name.rules.ts';
import type { NewsDocuments } from './document.service.ts';

export type NewsDesk = ReturnType<typeof createNewsDesk>;

/** An article that this person may see, with its newest version; of one that is published and not being corrected, that. */
export type OpenedArticle = { article: Article; text: ArticleVersion; guarded: GuardedArticle };

type ZaloDelivery = Omit<ArticleDelivery, 'requestedBy' | 'unit'> & {
  unitId: string;
  requestedBy: string | null;
};

export type NewsDeskParts = {
  database: Database;
  tree: UnitTree;
  now: () => Date;
  writer: ArticleWriter;
  hasCategory(id: string): boolean;
  /** Also of those who are disabled now; null when there never was one. */
  staffName(staffId: string): Promise<string | null>;
  /** Throws `photo_expired`. */
  attachPhotos(transaction: Transaction<Schema>, ids: readonly string[], articleId: string): Promise<void>;
  photosOf(transaction: Transaction<Schema> | null, articleId: string): Promise<KnownPhoto[]>;
  readPhoto(photoId: string, size: 'full' | 'thumbnail'): Promise<Uint8Array<ArrayBuffer>>;
  documents: Pick<NewsDocuments, 'attach' | 'isOfArticle' | 'read'>;
  /** What became of it at Zalo, newest first. */
  deliveriesOf(articleId: string): Promise<ZaloDelivery[]>;
  /** Which units' OAs take an article of this unit: its own, and the connected ones below it. */
  oaUnits(transaction: null, unitId: string): Promise<string[]>;
  wakeOutbox(): void;
};

const dayMs = 24 * 3_600_000;
const tangledWords =
  'Nội dung có quá nhiều dấu định dạng (*, _, [ ], >, -) hoặc quá nhiều dòng. Vui lòng bớt lại, hoặc tách thành hai bài.';

/** News as the desk writes it: draft, submitted, approved by a second person, published, corrected, withdrawn. */
export function createNewsDesk(parts: NewsDeskParts) {
  const { database, tree, now, writer } = parts;
  const reader = articleStore(database.kysely);

  async function openIn(
    store: ReturnType<typeof articleStore>,
    actor: StaffActor,
    article: Article | undefined,
  ): Promise<OpenedArticle> {
    // A correction that was dropped left a later version behind.
    const shown = article?.state === 'published' ? article.publishedVersion : article?.version;
    const text = article && (await store.version(article.id, shown ?? 0));
    if (!article || !text) throw new AppError('not_found');
    const { unitId, state, publishedVersion } = article;
    const guarded = { unitId, state, publishedVersion, authors: text.authors };
    if (!maySeeArticle(actor, guarded, tree)) throw new AppError('not_found');
    return { article, text, guarded };
  }

  function assertMay(actor: StaffActor, { guarded }: OpenedArticle, act: ArticleAct): void {
    const refusal = refusalOf(act, actor, guarded);
    if (refusal) throw new AppError(refusal);
  }

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
      const opened = await openIn(store, actor, await store.hold(id));
      assertMay(actor, opened, act);
      if (opened.article.version !== version) throw new AppError('article_moved');
      await work(transaction, opened, { at: now(), staffId: actor.id });
    });
    parts.wakeOutbox();
  }

  /** What people would read; throws `invalid_input`. */
  function checkText(text: ArticleText): ArticleText {
    const issues: ProblemIssue[] = [];
    if (isTangled(text.body)) throw invalid('body', tangledWords);
    const shown = { ...text, title: shownLine(text.title), summary: shownLine(text.summary) };
    const blocks = parsed(text.body);
    const photos = photosOfText(text);
    if (shown.title === '') issues.push({ path: ['title'], message: 'Cần có tiêu đề.' });
    if (shown.summary === '') issues.push({ path: ['summary'], message: 'Cần có tóm tắt.' });
    if (plainText(blocks).trim() === '')
      issues.push({ path: ['body'], message: 'Bài chưa có nội dung đọc được.' });
    if (photos.length >= newsLimits.photosPerVersionMax)
      issues.push({ path: ['body'], message: `Ít hơn ${newsLimits.photosPerVersionMax} ảnh.` });
    if (!parts.hasCategory(text.category))
      issues.push({ path: ['category'], message: 'Chuyên mục này không có.' });
    if (issues.length > 0) throw new AppError('invalid_input', { issues });
    return shown;
  }

  /** Before it goes to a commander. */
  function checkComplete({ text, guarded }: OpenedArticle): void {
    const issues: ProblemIssue[] = [];
    const at = now().getTime();
    if (text.urgentUntil !== null) {
      const until = Date.parse(text.urgentUntil);
      if (until <= at || until > at + (newsLimits.urgentDaysMax + newsLimits.scheduleDaysMax) * dayMs)
        issues.push({
          path: ['urgentUntil'],
          message: 'Thời điểm hết khẩn phải ở phía trước, trong vòng 30 ngày.',
        });
    }
    if (guarded.publishedVersion > 0 && text.correction === null)
      issues.push({ path: ['correction'], message: 'Cần ghi rõ đính chính điều gì, vì sao.' });
    if (issues.length > 0) throw new AppError('invalid_input', { issues });
  }

  async function personOf(id: string) {
    return { id, name: (await parts.staffName(id)) ?? id };
  }

  async function toItem(
    article: Article,
    text: Pick<ArticleText, 'category' | 'title' | 'urgentUntil'>,
  ): Promise<StaffNewsItem> {
    return {
      id: article.id,
      unit: { id: article.unitId, name: tree.nameOf(article.unitId) },
      category: text.category,
      title: text.title,
      state: article.state,
      version: article.version,
      publishedVersion: article.publishedVersion,
      publishedAt: article.publishedAt,
      publishAt: article.publishAt,
      urgentUntil: text.urgentUntil,
      updatedAt: article.updatedAt,
      updatedBy: await personOf(article.updatedBy),
    };
  }

  return {
    assertMay,

    /** Throws `not_found`: there is none, or it is not this person's to see. */
    async open(actor: StaffActor, id: string): Promise<OpenedArticle> {
      const isId = z.uuid().safeParse(id).success;
      return await openIn(reader, actor, isId ? await reader.find(id.toLowerCase()) : undefined);
    },

    /** Of the actor's unit and those below it, newest first. */
    async list(actor: StaffActor, { state, unit, cursor }: StaffNewsQuery): Promise<StaffNews> {
      const reach = tree.downwards(actor.unitId);
      const unitIds = unit === undefined ? reach : reach.filter((id) => id === unit);
      if (unitIds.length === 0) return { items: [], nextCursor: null };
      const count = newsLimits.deskPageMax;
      const rows = await reader.list({ unitIds, state, before: cursor, count: count + 1 });
      const shown = rows.slice(0, count);
      return {
        items: await Promise.all(shown.map(({ text, ...article }) => toItem(article, text))),
        nextCursor: rows.length > count ? (shown.at(-1)?.id ?? null) : null,
      };
    },

    /** What an editor has read, for `If-Match`. */
    etagOf: ({ article }: OpenedArticle): string => `"${article.revision}"`,

    async view(actor: StaffActor, opened: OpenedArticle, asked?: number): Promise<StaffArticle> {
      const { article, guarded } = opened;
      const text = asked === undefined ? opened.text : await reader.version(article.id, asked);
      if (!text) throw new AppError('not_found');
      const photos = await parts.photosOf(null, article.id);
      const history = await listArticleHistory(database.kysely, article.id);
      const deliveries = await parts.deliveriesOf(article.id);
      const oaUnits = await parts.oaUnits(null, article.unitId);
      return {
        ...(await toItem(article, opened.text)),
        text: {
          version: text.version,
          category: text.category,
          title: text.title,
          summary: text.summary,
          body: text.body,
          coverPhotoId: text.coverPhotoId,
          urgentUntil: text.urgentUntil,
          correction: text.correction,
          attachments: text.attachments.map(({ id, name, bytes }) => ({
            id,
            name,
            bytes,
            address: `/api/staff/news/${article.id}/documents/${id}`,
          })),
          authors: await Promise.all(text.authors.map(personOf)),
          writtenAt: text.writtenAt,
        },
        html: articlePage(text.body, photos),
        photos: photos.map((photo) => ({
          ...photo,
          address: `/api/staff/news/${article.id}/photos/${photo.id}`,
        })),
        versions: await reader.versions(article.id),
        history: await Promise.all(
          history.slice(-newsLimits.historyShownMax).map(async (row) => {
            const { staffId, version } = readArticleDetails(row);
            return {
              sequence: row.sequence,
              at: row.at,
              event: row.event as StaffArticle['history'][number]['event'],
              by: staffId === undefined ? null : await personOf(staffId),
              version,
              words: wordsOfEntry(row),
            };
          }),
        ),
        deliveries: await Promise.all(
          deliveries.map(async ({ requestedBy, unitId, ...delivery }) => ({
            ...delivery,
            unit: { id: unitId, name: tree.nameOf(unitId) },
            requestedBy: requestedBy === null ? null : await personOf(requestedBy),
          })),
        ),
        can: articleActs.filter(
          (act) =>
            refusalOf(act, actor, guarded) === null &&
            mayAtZalo(act, article.unitId, { deliveries, oaUnits }),
        ),
      };
    },

    /** A draft of the actor's unit or of one below it. Throws `unit_unknown`, `invalid_input`, `photo_expired`, `document_expired`. */
    async create(actor: StaffActor, { unitId, attachments = [], ...wish }: NewArticle): Promise<string> {
      if (!tree.has(unitId) || !tree.isWithin(unitId, actor.unitId)) throw new AppError('unit_unknown');
      const text = checkText({
        coverPhotoId: null,
        urgentUntil: null,
        correction: null,
        attachments: [],
        ...withoutUndefined(wish),
      });
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
        const opened = await openIn(store, actor, await store.hold(id));
        assertMay(actor, opened, 'edit');
        if (this.etagOf(opened) !== seen) throw new AppError('content_changed');
        const { article, text } = opened;
        const isNew = text.isFrozen;
        // The word of a correction belongs to that correction alone.
        const before = { ...text, correction: article.state === 'published' ? null : text.correction };
        const next = checkText({ ...before, ...withoutUndefined(change) });
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
        checkComplete(opened);
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
        const publishAt = new Date(
          Math.max(Date.parse(wished ?? ''), step.at.getTime()) || step.at.getTime(),
        );
        if (publishAt.getTime() > step.at.getTime() + newsLimits.scheduleDaysMax * dayMs)
          throw invalid('at', `Hẹn trong vòng ${newsLimits.scheduleDaysMax} ngày.`);
        if (text.urgentUntil !== null) {
          const untilMs = Date.parse(text.urgentUntil);
          if (
            untilMs <= publishAt.getTime() ||
            untilMs > publishAt.getTime() + newsLimits.urgentDaysMax * dayMs
          )
            throw invalid('at', 'Thời hạn của thông báo khẩn phải sau lúc đăng và trong vòng 30 ngày.');
        }
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

    /** Throws `photo_not_found`. */
    async photo({ article }: OpenedArticle, photoId: string, size: 'full' | 'thumbnail') {
      const photos = await parts.photosOf(null, article.id);
      if (!photos.some(({ id }) => id === photoId)) throw new AppError('photo_not_found');
      return await parts.readPhoto(photoId, size);
    },

    /** A file that this article or a version of it carries. Throws `not_found`. */
    async document({ article, text }: OpenedArticle, documentId: string) {
      if (!(await parts.documents.isOfArticle(documentId, article.id))) throw new AppError('not_found');
      const named = text.attachments.find(({ id }) => id === documentId);
      return {
        file: await parts.documents.read(documentId),
        fileName: attachmentFileName(named?.name ?? 'tai-lieu'),
      };
    },
  };
}

/** What was asked of Zalo once is not asked again: what waits for a person there is put back among the deliveries. */
function mayAtZalo(
  act: ArticleAct,
  ownUnitId: string,
  { deliveries, oaUnits }: { deliveries: readonly ZaloDelivery[]; oaUnits: readonly string[] },
): boolean {
  const creates = (at: string) => deliveries.filter(({ kind, unitId }) => kind === 'create' && unitId === at);
  switch (act) {
    case 'oa-article':
      return oaUnits.some((unitId) => creates(unitId).every(({ state }) => state === 'parked'));
    case 'broadcast':
      return (
        creates(ownUnitId).some(({ state }) => state === 'sent') &&
        !deliveries.some(({ kind }) => kind === 'broadcast')
      );
    default:
      return true;
  }
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

const invalid = (field: string, message: string) =>
  new AppError('invalid_input', { issues: [{ path: [field], message }] });

/** What is not named stays. */
function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };
}
