import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Database } from '../../db/database.ts';
import { articleStore } from './article.store.ts';
import { termsOf } from './article-search.rules.ts';
import { newsSearchStore } from './news-search.store.ts';
import { publishedStore } from './published.store.ts';

/** Looked at in one go; between them others are answered. */
const articlesAtOnce = 500;

/**
 * Lets published articles be found that cannot be found yet: those of an earlier edition of the program, and all of a store that was
 * restored from a backup, which does not carry the words. Resolves when all can, or when `isStopped` says so. How many were added.
 */
export async function indexNews(database: Database, isStopped: () => boolean = () => false): Promise<number> {
  let added = 0;
  let last = '';
  for (;;) {
    const articles = await newsSearchStore(database.kysely).listPublished(last, articlesAtOnce);
    for (const { id, isSearched } of articles) {
      if (isStopped()) return added;
      if (!isSearched && (await indexArticle(database, id))) added += 1;
      last = id;
    }
    if (articles.length < articlesAtOnce) return added;
    await othersFirst();
  }
}

const indexArticle = (database: Database, id: string): Promise<boolean> =>
  database.transact(async (transaction) => {
    const articles = articleStore(transaction);
    const search = newsSearchStore(transaction);
    // Held: it may be corrected, withdrawn or added by another server at this moment.
    await articles.hold(id);
    const article = await publishedStore(transaction).find(id);
    const text = article && (await articles.version(id, article.version));
    if (!text || (await search.isSearched(id))) return false;
    await search.put(article, termsOf(text));
    return true;
  });
