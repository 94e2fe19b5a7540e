import { createHash, randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { ArticleEvent, ArticleState } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { ArticleHistoryTable } from '../../db/tables/content-tables.ts';
import { type ChainHead, chainedRow } from '../../history/history-chain.ts';
import { AppError } from '../../http/app-error.ts';
import type { KeyVersion } from '../../secrets/secret-keys.ts';

/** What may stand in a history that is never erased. */
type ArticleDetails = {
  /** After the entry. */
  state: ArticleState;
  /** What it is about. */
  version: number;
  /** What the people see after the entry; 0: nothing. */
  publishedVersion: number;
  /** Missing: the clock did it. */
  staffId?: string;
  /** When it is to be published. */
  publishAt?: string;
  /** Digest of the version's text, which no longer changes. */
  text?: string;
  /** Salted digest of the words that came with it. */
  words?: string;
};

export type ArticleHistoryRow = Selectable<ArticleHistoryTable>;

/** More entries than an article can lawfully get. */
const entriesMax = 1_000;

/** Two kinds of subject never share a history. */
export const articleSubject = (articleId: string): readonly [string, string] => ['article', articleId];

/** Appends an entry; the caller holds the article, and writes the new head onto it. */
export async function appendArticleEntry(
  connection: Connection,
  key: KeyVersion,
  articleId: string,
  head: ChainHead,
  entry: {
    at: string;
    event: ArticleEvent;
    unitId: string;
    details: Omit<ArticleDetails, 'words'>;
    words?: string | undefined;
  },
): Promise<ChainHead> {
  const sequence = head.historySequence + 1;
  if (sequence > entriesMax) throw new AppError('article_full');
  const kept =
    entry.words === undefined ? null : { salt: randomBytes(16).toString('base64url'), text: entry.words };
  const row = chainedRow(
    key,
    articleSubject(articleId),
    {
      sequence,
      at: entry.at,
      event: entry.event,
      actor: entry.details.staffId === undefined ? 'clock' : 'staff',
      unitId: entry.unitId,
      details: { ...entry.details, ...(kept ? { words: wordsDigest(kept) } : {}) },
    },
    head.historySequence === 0 ? undefined : head.historyHead,
  );
  await connection
    .insertInto('article_history')
    .values({ article_id: articleId, ...row, words: kept && JSON.stringify(kept) })
    .execute();
  return { historyHead: row.mac, historySequence: sequence };
}

/** Oldest first. */
export const listArticleHistory = async (
  connection: Connection,
  articleId: string,
): Promise<ArticleHistoryRow[]> =>
  await connection
    .selectFrom('article_history')
    .selectAll()
    .where('article_id', '=', articleId)
    .orderBy('sequence')
    .limit(entriesMax)
    .execute();

/** Entries as they are stored hold JSON of our own making. */
export const readArticleDetails = (row: Pick<ArticleHistoryRow, 'details'>): ArticleDetails =>
  JSON.parse(row.details);

/** The remark or reason that came with it; null: none did, or it was erased. */
export const wordsOfEntry = ({ words }: ArticleHistoryRow): string | null =>
  words === null ? null : (JSON.parse(words) as Words).text;

/** Words that were erased, which is lawful, are as they were written. */
export function areWordsAsWritten(row: ArticleHistoryRow): boolean {
  if (row.words === null) return true;
  return wordsDigest(JSON.parse(row.words) as Words) === readArticleDetails(row).words;
}

type Words = { salt: string; text: string };

const wordsDigest = ({ salt, text }: Words): string =>
  createHash('sha256').update(`${salt}\n${text}`).digest('base64url');
