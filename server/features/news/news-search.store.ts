import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../../db/database.ts';
import type { ArticleTerm, AskedWord } from './article-search.rules.ts';
import type { NewsPlace } from './published.store.ts';

/** How an article is found, best first; of two that are as good the newer. */
export type FoundPlace = NewsPlace & { score: number };

type Searched = { id: string; unitId: string; category: string; publishedAt: string };

const rowsAtOnce = 100;
/** A word that is written as it was asked for counts more than any place it could stand at. */
const asWritten = 16;
/** What every article has is not put in order as a whole: of more than so many, the newest. */
const rankedMax = 500;
/** How often a word is counted at most: only which of them is the rarest matters. */
const countedMax = 2_000;
/** Behind all that begins with the same letters, by bytes. */
const afterAll = '\u{10ffff}';

/** The words of what is published. Takes the database or a transaction on it. */
export const newsSearchStore = (connection: Connection) => ({
  async put(article: Searched, terms: readonly ArticleTerm[]): Promise<void> {
    const { nr } = await connection
      .insertInto('published_search')
      .values({
        article_id: article.id,
        unit_id: article.unitId,
        category: article.category,
        published_at: article.publishedAt,
      })
      .returning('nr')
      .executeTakeFirstOrThrow();
    await connection
      .insertInto('published_words')
      .values({ article_id: article.id, words: terms.map(({ term }) => ` ${term}`).join('') })
      .onConflict((conflict) =>
        conflict.column('article_id').doUpdateSet((eb) => ({ words: eb.ref('excluded.words') })),
      )
      .execute();
    for (let from = 0; from < terms.length; from += rowsAtOnce) {
      const rows = terms.slice(from, from + rowsAtOnce).map((term) => ({ nr, ...term }));
      await connection.insertInto('published_terms').values(rows).execute();
    }
  },

  async remove(id: string): Promise<void> {
    const searched = await connection
      .deleteFrom('published_search')
      .where('article_id', '=', id)
      .returning('nr')
      .executeTakeFirst();
    const kept = await connection
      .deleteFrom('published_words')
      .where('article_id', '=', id)
      .returning('words')
      .executeTakeFirst();
    const terms = (kept?.words ?? '').split(' ').filter(Boolean);
    for (let from = 0; searched && from < terms.length; from += rowsAtOnce) {
      await connection
        .deleteFrom('published_terms')
        .where('nr', '=', searched.nr)
        .where('term', 'in', terms.slice(from, from + rowsAtOnce))
        .execute();
    }
  },

  /** Published ones after that, oldest first, and whether they can be found. */
  async listPublished(after: string, count: number): Promise<{ id: string; isSearched: boolean }[]> {
    const rows = await connection
      .selectFrom('published_articles')
      .leftJoin('published_search', 'published_search.article_id', 'published_articles.article_id')
      .select(['published_articles.article_id', 'published_search.nr'])
      .where('published_articles.article_id', '>', after)
      .orderBy('published_articles.article_id')
      .limit(count)
      .execute();
    return rows.map((row) => ({ id: row.article_id, isSearched: row.nr !== null }));
  },

  async isSearched(id: string): Promise<boolean> {
    const row = await connection
      .selectFrom('published_search')
      .select('nr')
      .where('article_id', '=', id)
      .executeTakeFirst();
    return row !== undefined;
  },

  /** Those in which every word stands, best first; of more than `rankedMax` the newest. */
  async find(options: {
    words: readonly AskedWord[];
    /** Null: of all units. */
    unitIds: readonly string[] | null;
    category?: string | undefined;
    after?: FoundPlace | undefined;
    count: number;
  }): Promise<FoundPlace[]> {
    const words = await this.rarestFirst(options.words);
    const lists = words.map((word, index) => sql`${listOf(word)} as ${list(index)}`);
    const conditions: RawBuilder<unknown>[] = words
      .slice(1)
      .map((_, index) => sql`${list(index + 1)}.nr = ${list(0)}.nr`);
    conditions.push(sql`searched.nr = ${list(0)}.nr`);
    if (options.unitIds) conditions.push(sql`searched.unit_id in (${sql.join(options.unitIds)})`);
    if (options.category !== undefined) conditions.push(sql`searched.category = ${options.category}`);
    const score = sql.join(
      words.map((_, index) => sql`${list(index)}.score`),
      sql` + `,
    );
    // `cross join` keeps SQLite from asking in another order.
    const { rows } = await sql<{ article_id: string; published_at: string; score: number }>`
      select article_id, published_at, score from (
        select searched.article_id, searched.published_at, ${score} as score
        from ${sql.join([...lists, sql`published_search as searched`], sql` cross join `)}
        where ${sql.join(conditions, sql` and `)}
        order by ${list(0)}.nr desc
        limit ${sql.lit(rankedMax)}
      ) as found
      ${options.after ? after(options.after) : sql``}
      order by score desc, published_at desc, article_id desc
      limit ${options.count}`.execute(connection);
    return rows.map((row) => ({
      id: row.article_id,
      publishedAt: row.published_at,
      score: Number(row.score),
    }));
  },

  /** What the fewest articles have goes first, so that the others are only asked of those. */
  async rarestFirst(words: readonly AskedWord[]): Promise<AskedWord[]> {
    if (words.length === 1) return [...words];
    const counted: { word: AskedWord; count: number }[] = [];
    for (const word of words) {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from (
          select 1 as one from published_terms where ${termIs(word)} limit ${sql.lit(countedMax)}
        ) as counted`.execute(connection);
      counted.push({ word, count: Number(rows[0]?.count ?? 0) });
    }
    return counted.sort((one, other) => one.count - other.count).map(({ word }) => word);
  },
});

const list = (index: number): RawBuilder<unknown> => sql.ref(`word_${index}`);

const termIs = ({ term, isBeginning }: AskedWord): RawBuilder<unknown> =>
  isBeginning ? sql`term >= ${term} and term < ${term + afterAll}` : sql`term = ${term}`;

/** The articles of a word, with what each is worth for it. */
function listOf(word: AskedWord): RawBuilder<unknown> {
  const worth =
    word.form === null
      ? sql`weight`
      : sql`weight + case when forms like ${`% ${word.form} %`} then ${sql.lit(asWritten)} else 0 end`;
  return word.isBeginning
    ? sql`(select nr, max(${worth}) as score from published_terms where ${termIs(word)} group by nr)`
    : sql`(select nr, ${worth} as score from published_terms where ${termIs(word)})`;
}

const after = ({ score, publishedAt, id }: FoundPlace): RawBuilder<unknown> => sql`
  where score < ${score} or (score = ${score} and (
    published_at < ${publishedAt} or (published_at = ${publishedAt} and article_id < ${id})))`;
