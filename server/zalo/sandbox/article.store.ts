import type { SandboxDatabase } from './sandbox.database.ts';
import { newMessageId, newToken } from './zalo-ids.ts';

export type ArticlePart = {
  readonly type: string;
  readonly content?: string | undefined;
  readonly url?: string | undefined;
  readonly caption?: string | undefined;
};

export type SandboxArticle = {
  readonly articleId: string;
  readonly oaId: string;
  readonly title: string;
  readonly author: string;
  readonly description: string;
  readonly coverUrl: string;
  readonly body: readonly ArticlePart[];
  /** processing: Zalo works on its pictures · ready · removed */
  readonly state: 'processing' | 'ready' | 'removed';
  readonly createdAt: string;
};
export type SandboxBroadcast = {
  readonly at: string;
  readonly messageId: string;
  readonly articleIds: readonly string[];
};

type Row = {
  article_id: string;
  oa_id: string;
  content: string;
  state: SandboxArticle['state'];
  created_at: string;
};
type Content = Pick<SandboxArticle, 'title' | 'author' | 'description' | 'coverUrl' | 'body'>;
type TokenRow = { token: string; article_id: string; content: string; asks: number };

export type ArticleStore = ReturnType<typeof createArticleStore>;

/** Articles of the OAs and what was broadcast of them. A change is in force once it was verified. */
export function createArticleStore(database: SandboxDatabase, now: () => Date) {
  const statements = {
    insert: database.prepare(
      'insert into articles (article_id, oa_id, content, state, created_at) values (?, ?, ?, ?, ?)',
    ),
    find: database.prepare<[string, string], Row>(
      'select * from articles where oa_id = ? and article_id = ?',
    ),
    list: database.prepare<[string], Row>(
      'select * from articles where oa_id = ? order by created_at desc, rowid desc',
    ),
    change: database.prepare('update articles set content = ?, state = ? where article_id = ?'),
    remove: database.prepare(`update articles set state = 'removed' where article_id = ?`),
    insertToken: database.prepare(
      'insert into article_tokens (token, article_id, content, asks) values (?, ?, ?, 0)',
    ),
    findToken: database.prepare<[string], TokenRow>('select * from article_tokens where token = ?'),
    ask: database.prepare('update article_tokens set asks = asks + 1 where token = ?'),
    broadcast: database.prepare(
      'insert into broadcasts (at, oa_id, message_id, article_ids) values (?, ?, ?, ?)',
    ),
    broadcasts: database.prepare<[string], { at: string; message_id: string; article_ids: string }>(
      'select * from broadcasts where oa_id = ? order by seq',
    ),
  };
  const find = (oaId: string, articleId: string): SandboxArticle | undefined => {
    const row = statements.find.get(oaId, articleId);
    return row && toArticle(row);
  };

  return {
    find,
    /** Newest first, those that were removed and those that are not done among them. */
    list: (oaId: string): SandboxArticle[] => statements.list.all(oaId).map(toArticle),

    /** A token to verify by; `articleId`: takes the place of that one. */
    begin(oaId: string, content: Content, articleId?: string): string {
      const token = newToken();
      const id = articleId ?? newMessageId();
      database.transaction(() => {
        if (articleId === undefined)
          statements.insert.run(id, oaId, JSON.stringify(content), 'processing', now().toISOString());
        statements.insertToken.run(token, id, JSON.stringify(content));
      })();
      return token;
    },

    /** What was begun by this token, and how often it was asked for before. */
    ask(
      oaId: string,
      token: string,
    ): { articleId: string; content: Content; asksBefore: number } | undefined {
      const row = statements.findToken.get(token);
      if (!row || !find(oaId, row.article_id)) return undefined;
      statements.ask.run(token);
      return { articleId: row.article_id, content: JSON.parse(row.content) as Content, asksBefore: row.asks };
    },

    finish(articleId: string, content: Content): void {
      statements.change.run(JSON.stringify(content), 'ready', articleId);
    },
    remove(articleId: string): void {
      statements.remove.run(articleId);
    },

    recordBroadcast(oaId: string, articleIds: readonly string[]): SandboxBroadcast {
      const broadcast = { at: now().toISOString(), messageId: newMessageId(), articleIds };
      statements.broadcast.run(broadcast.at, oaId, broadcast.messageId, articleIds.join(','));
      return broadcast;
    },
    /** Oldest first. */
    listBroadcasts: (oaId: string): SandboxBroadcast[] =>
      statements.broadcasts.all(oaId).map((row) => ({
        at: row.at,
        messageId: row.message_id,
        articleIds: row.article_ids.split(','),
      })),
  };
}

const toArticle = (row: Row): SandboxArticle => ({
  articleId: row.article_id,
  oaId: row.oa_id,
  ...(JSON.parse(row.content) as Content),
  state: row.state,
  createdAt: row.created_at,
});
