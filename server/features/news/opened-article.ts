import type { ArticleAct } from '#contract/vocabulary.ts';
import { AppError } from '../../http/app-error.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { Article, ArticleVersion, articleStore } from './article.store.ts';
import { type GuardedArticle, maySeeArticle, refusalOf } from './article-moves.rules.ts';

/** An article that this person may see, with its newest version; of one that is published and not being corrected, that. */
export type OpenedArticle = { article: Article; text: ArticleVersion; guarded: GuardedArticle };

/** With its newest text, out of this store. Throws `not_found`: there is none, or it is not this person's to see. */
export async function openArticle(
  store: ReturnType<typeof articleStore>,
  tree: UnitTree,
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

/** Throws why this person may not do that to it. */
export function assertMay(actor: StaffActor, { guarded }: OpenedArticle, act: ArticleAct): void {
  const refusal = refusalOf(act, actor, guarded);
  if (refusal) throw new AppError(refusal);
}

/** What an editor has read, for `If-Match`. */
export const etagOf = ({ article }: OpenedArticle): string => `"${article.revision}"`;
