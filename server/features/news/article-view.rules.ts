import { newsLimits } from '#contract/news-limits.ts';
import type { ArticleText } from './article.store.ts';
import { articleHtml, escapeHtml } from './article-html.rules.ts';
import { type ArticleBlock, photosOf, readArticleText, visibleText } from './article-text.rules.ts';
import type { ArticleCover } from './published.store.ts';

export type KnownPhoto = { id: string; width: number; height: number };

/** Of so many texts: what one costs is bounded (`isTangled`), and is paid once. */
const parsedKeptMax = 32;
const kept = new Map<string, ArticleBlock[]>();

/** The tree of a text, which several questions about it share. */
export function parsed(body: string): ArticleBlock[] {
  const blocks = kept.get(body) ?? readArticleText(body);
  // The one that was asked for last goes last.
  kept.delete(body);
  kept.set(body, blocks);
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - parsedKeptMax))) kept.delete(oldest);
  return blocks;
}

/** Where anybody sees a picture of what is published, from our server's root. */
export const photoAddress = (photoId: string): string => `/api/news/photos/${photoId}`;

/** Where anybody fetches a PDF of what is published; programs that open it look at the end of its address. */
export const documentAddress = (documentId: string): string => `/api/news/documents/${documentId}.pdf`;

/** All pictures of a text, its cover among them. */
export function photosOfText({ body, coverPhotoId }: ArticleText): string[] {
  const shown = photosOf(parsed(body));
  return [...new Set([...(coverPhotoId === null ? [] : [coverPhotoId]), ...shown])].slice(
    0,
    newsLimits.photosPerVersionMax,
  );
}

/** The cover that was chosen, else the first picture. */
export function coverOf(text: ArticleText, photos: readonly KnownPhoto[]): ArticleCover | null {
  const blocks = parsed(text.body);
  const photoId = text.coverPhotoId ?? photosOf(blocks)[0];
  const photo = photos.find(({ id }) => id === photoId);
  if (!photo) return null;
  return { photoId: photo.id, width: photo.width, height: photo.height, alt: altOf(blocks, photo.id) ?? '' };
}

function altOf(blocks: readonly ArticleBlock[], photoId: string): string | undefined {
  for (const block of blocks) {
    if (block.kind === 'picture' && block.photoId === photoId) return block.alt;
    const inner =
      block.kind === 'quote'
        ? altOf(block.blocks, photoId)
        : block.kind === 'list'
          ? altOf(block.items.flat(), photoId)
          : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** As readers see it. `root` stands in front of what lies on our server: empty inside the app, ours in feeds and at Zalo. */
export const articlePage = (body: string, photos: readonly KnownPhoto[], root = ''): string =>
  blocksHtml(parsed(body), photos, root);

export function blocksHtml(
  blocks: readonly ArticleBlock[],
  photos: readonly KnownPhoto[],
  root: string,
): string {
  const sizes = new Map(photos.map((photo) => [photo.id, photo]));
  const html = articleHtml(blocks, (photoId) => {
    const photo = sizes.get(photoId);
    return photo && { address: `${root}${photoAddress(photo.id)}`, width: photo.width, height: photo.height };
  });
  // Words have no `<` and no `"` of their own: only links look like this.
  return root === '' ? html : html.replaceAll('<a href="/', `<a href="${escapeHtml(root)}/`);
}

/** A line that people read: without what no eye sees, spaces single. */
export const shownLine = (text: string): string => visibleText(text).replace(/\s+/g, ' ').trim();
