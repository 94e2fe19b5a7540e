import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { limits } from '#contract/limits.ts';
import type { StoredDocument } from '#contract/news.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import type { DocumentStore } from '../../media/document-store.ts';
import { shardsOfHour } from '../../media/kept-keys.ts';
import type { ArticleAttachment } from './article.store.ts';
import { attachmentTitle } from './attachment-name.rules.ts';
import { documentStore } from './document.store.ts';

export type NewsDocuments = ReturnType<typeof createNewsDocuments>;

/** Files that wait for their article, of all editors together: half a gigabyte at their largest. */
const unattachedMax = 50;
const unattachedMsMax = limits.unattachedPhotoHoursMax * 3_600_000;
const busyRetryAfterS = 60;
const sweptAtOnce = 200;

/** PDF files from the moment they arrive until an article owns them, for as long as its versions are kept. */
export function createNewsDocuments(parts: {
  database: Database;
  now: () => Date;
  files: DocumentStore;
  /** How many pages it has. Throws `document_refused`, `busy`. */
  checkPdf(file: Uint8Array): Promise<number>;
}) {
  const { database, now, files } = parts;
  const expiredBefore = (at: Date) => new Date(at.getTime() - unattachedMsMax).toISOString();

  return {
    /** Throws `busy` while too many wait; asked before a file is read. */
    async assertRoom(): Promise<void> {
      if ((await documentStore(database.kysely).countUnattached()) >= unattachedMax)
        throw new AppError('busy', { retryAfterS: busyRetryAfterS });
    },

    /** Keeps it: the file first, then its row, both on disk when this resolves. Throws what `checkPdf` throws. */
    async add(file: Uint8Array): Promise<StoredDocument> {
      const pages = await parts.checkPdf(file);
      const id = uuidv7();
      const sha256 = createHash('sha256').update(file).digest('hex');
      const bytes = file.byteLength;
      await files.put(id, file);
      await database.transact((transaction) =>
        documentStore(transaction).insert({ id, bytes, sha256, createdAt: now().toISOString() }),
      );
      return { id, bytes, pages };
    },

    /** Gives all to the article, or throws `document_expired` or `invalid_input`: all or none. What it had once stays its own. */
    async attach(
      transaction: Transaction<Schema>,
      wished: readonly { id: string; name: string }[],
      articleId: string,
    ): Promise<ArticleAttachment[]> {
      const claimed = new Map<string, ArticleAttachment>();
      // Always in the same order: two that claim the same files wait for each other instead of locking each other out.
      for (const { id, name } of wished.toSorted((one, other) => one.id.localeCompare(other.id))) {
        const index = wished.findIndex((each) => each.id === id);
        const issue = (message: string) => ({ issues: [{ path: ['attachments', index, 'name'], message }] });
        const title = attachmentTitle(name);
        if (title === '') throw new AppError('invalid_input', issue('Tệp cần có tên đọc được.'));
        if (claimed.has(id)) throw new AppError('invalid_input', issue('Tệp này đã có trong bài.'));
        const file = await documentStore(transaction).claim(id, articleId, expiredBefore(now()));
        if (!file) throw new AppError('document_expired', issue('Tệp không còn. Vui lòng tải lên lại.'));
        claimed.set(id, { ...file, name: title });
      }
      return wished.flatMap(({ id }) => claimed.get(id) ?? []);
    },

    isOfArticle: (id: string, articleId: string): Promise<boolean> =>
      documentStore(database.kysely).isOfArticle(id, articleId),

    /** Who may have it is the caller's to decide. */
    read: async (id: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await files.read(id)),

    /** Removes what no article claimed within a day: rows, then their files, then files that never got a row. `hourly`: as photos are swept. */
    async sweep(at: Date, options: { hourly?: boolean } = {}): Promise<void> {
      const before = expiredBefore(at);
      const ids = await database.transact((transaction) =>
        documentStore(transaction).deleteUnattached(before, sweptAtOnce),
      );
      for (const id of ids) await files.remove(id);
      let batch: string[] = [];
      const sweepOrphans = async () => {
        const known = await documentStore(database.kysely).existing(batch);
        for (const id of batch) if (!known.has(id)) await files.remove(id);
        batch = [];
      };
      for await (const id of files.listIds(options.hourly ? shardsOfHour(at) : undefined)) {
        if (uuidv7Ms(id) < Date.parse(before)) batch.push(id);
        if (batch.length === sweptAtOnce) await sweepOrphans();
      }
      await sweepOrphans();
    },
  };
}

/** The clock in a UUIDv7: its first 48 bits. */
const uuidv7Ms = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
