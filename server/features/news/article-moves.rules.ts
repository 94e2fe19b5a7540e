import type { ArticleAct, ArticleState } from '#contract/vocabulary.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';

/** What of an article decides who may do what to it. */
export type GuardedArticle = {
  unitId: string;
  state: ArticleState;
  /** 0: nothing of it is published. */
  publishedVersion: number;
  /** Of the newest version. */
  authors: readonly string[];
};

type Refusal = 'forbidden' | 'own_article' | 'article_moved';

/** Those of the unit and of the ones above it; nobody else learns that there is a draft. */
export const maySeeArticle = (actor: StaffActor, { unitId }: GuardedArticle, tree: UnitTree): boolean =>
  actor.scopes.includes('edit') && tree.isWithin(unitId, actor.unitId);

/** In which states something can be done at all. */
const from: Readonly<Record<ArticleAct, (article: GuardedArticle) => boolean>> = {
  edit: ({ state }) => state === 'draft' || state === 'published',
  submit: ({ state }) => state === 'draft',
  approve: ({ state }) => state === 'submitted',
  'send-back': ({ state }) => state === 'submitted' || state === 'approved' || state === 'scheduled',
  publish: ({ state }) => state === 'approved' || state === 'scheduled',
  discard: ({ state, publishedVersion }) => state === 'draft' && publishedVersion > 0,
  withdraw: ({ state }) => state !== 'withdrawn',
  'oa-article': ({ publishedVersion }) => publishedVersion > 0,
  broadcast: ({ publishedVersion }) => publishedVersion > 0,
};

/**
 * Why somebody who sees the article may not do this; null: they may. Promise 9: what the people read was approved by a commander who
 * wrote nothing of it. Whoever wrote it may take it back, and a draft that nobody has seen needs no commander to be dropped.
 */
export function refusalOf(act: ArticleAct, actor: StaffActor, article: GuardedArticle): Refusal | null {
  if (!from[act](article)) return 'article_moved';
  const isCommander = actor.role === 'commander' && actor.scopes.includes('approve');
  const isAuthor = article.authors.includes(actor.id);
  switch (act) {
    case 'approve':
      if (!isCommander) return 'forbidden';
      return isAuthor ? 'own_article' : null;
    case 'send-back':
      return isCommander || isAuthor ? null : 'forbidden';
    case 'withdraw': {
      const isOut = article.publishedVersion > 0 || ['approved', 'scheduled'].includes(article.state);
      return isCommander || !isOut ? null : 'forbidden';
    }
    case 'broadcast':
      return isCommander ? null : 'forbidden';
    default:
      return null;
  }
}
