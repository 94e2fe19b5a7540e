import type { Database } from '../../db/database.ts';
import { type ChainFault, type ChainVerdict, verifyRows } from '../../history/history-chain.ts';
import { AppError } from '../../http/app-error.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import {
  type Article,
  type ArticleText,
  articleStore,
  articleTextDigest,
  attachmentsColumn,
} from './article.store.ts';
import {
  type ArticleHistoryRow,
  areWordsAsWritten,
  articleSubject,
  listArticleHistory,
  readArticleDetails,
} from './article-history.ts';
import { publishedStore } from './published.store.ts';

type ArticleVerdict =
  | Extract<ChainVerdict, { isIntact: true }>
  | {
      isIntact: false;
      sequence: number;
      /** text_changed: a version is not the one that was submitted or approved · published_changed: the people see something else · state_changed: the article stands elsewhere than its last entry left it. */
      reason: ChainFault | 'text_changed' | 'published_changed' | 'state_changed';
    };

/** An article of which not everything is as it was written. */
export type BadArticle = { id: string; verdict: Extract<ArticleVerdict, { isIntact: false }> };

const batchArticles = 200;

/** What an auditor can say of the articles' histories (promise 9), of what was approved, and of what the people see. */
export function createArticleAudit({ database, keys }: { database: Database; keys: SecretKeys }) {
  const articles = articleStore(database.kysely);

  async function verify(id: string): Promise<ArticleVerdict> {
    const article = await articles.find(id);
    if (!article) throw new AppError('not_found');
    const rows = await listArticleHistory(database.kysely, id);
    const verdict = verifyRows(keys, articleSubject(id), article, rows, areWordsAsWritten);
    if (!verdict.isIntact) return verdict;
    const changed = await firstChangedText(id, rows);
    if (changed !== null) return { isIntact: false, sequence: changed, reason: 'text_changed' };
    const last = rows.at(-1);
    const details = last && readArticleDetails(last);
    if (details?.state !== article.state || details.publishedVersion !== article.publishedVersion)
      return { isIntact: false, sequence: rows.length, reason: 'state_changed' };
    return (await isPublishedAsApproved(article))
      ? verdict
      : { isIntact: false, sequence: rows.length, reason: 'published_changed' };
  }

  /** The number of the first entry whose version says something else than it did then. */
  async function firstChangedText(id: string, rows: readonly ArticleHistoryRow[]): Promise<number | null> {
    for (const row of rows) {
      const { text, version } = readArticleDetails(row);
      if (text === undefined) continue;
      const stored = await articles.version(id, version);
      if (!stored || articleTextDigest(stored) !== text) return row.sequence;
    }
    return null;
  }

  async function isPublishedAsApproved(article: Article): Promise<boolean> {
    const { id, unitId, publishedVersion } = article;
    const shown = await publishedStore(database.kysely).find(id);
    if (!shown) return publishedVersion === 0;
    const text = await articles.version(id, shown.version);
    const same = ['category', 'title', 'summary', 'urgentUntil'] as const satisfies (keyof ArticleText)[];
    return (
      shown.version === publishedVersion &&
      shown.unitId === unitId &&
      text !== undefined &&
      shown.correction === (shown.correctedAt === null ? null : text.correction) &&
      attachmentsColumn(shown.attachments) === attachmentsColumn(text.attachments) &&
      same.every((field) => shown[field] === text[field])
    );
  }

  return {
    /** Throws `not_found`. */
    verify,

    /** Every article, oldest first, a batch at a time; how many there were. */
    async verifyAll(onBad: (bad: BadArticle) => void): Promise<number> {
      let seen = 0;
      let last = '';
      for (;;) {
        const batch = await articles.listIds(last, batchArticles);
        for (const id of batch) {
          const verdict = await verify(id);
          if (!verdict.isIntact) onBad({ id, verdict });
          last = id;
        }
        seen += batch.length;
        if (batch.length < batchArticles) return seen;
      }
    },
  };
}
