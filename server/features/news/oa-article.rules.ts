import type { ArticleText } from './article.store.ts';
import { escapeHtml } from './article-html.rules.ts';
import type { ArticleBlock } from './article-text.rules.ts';
import {
  blocksHtml,
  coverOf,
  documentAddress,
  type KnownPhoto,
  parsed,
  photoAddress,
} from './article-view.rules.ts';
import { attachmentLinks } from './attachment-links.rules.ts';
import { attachmentFileName } from './attachment-name.rules.ts';

/** As an OA takes it (zalo/server.md 4); what is longer was refused. */
export type OaArticleDraft = {
  title: string;
  author: string;
  description: string;
  coverUrl: string;
  body: ({ type: 'text'; content: string } | { type: 'image'; url: string; caption: string })[];
};

const titleCharsMax = 140;
const descriptionCharsMax = 250;
const authorCharsMax = 50;
const linkWords = 'Đọc bài này trong ứng dụng';

/**
 * The article as the OA has it: the same words, sanitised the same way, its pictures from our server in the copy that is small enough,
 * and at the end the way into the app. Without a picture the unit's QR code is its cover, because Zalo wants one.
 */
export function oaArticleOf(
  text: ArticleText,
  place: {
    unit: { id: string; name: string };
    photos: readonly KnownPhoto[];
    publicUrl: string;
    /** The article in the Mini App. */
    link: string;
  },
): OaArticleDraft {
  const { publicUrl, photos, unit } = place;
  const pictureUrl = (photoId: string) => new URL(`${publicUrl}${photoAddress(photoId)}?size=zalo`).href;
  const cover = coverOf(text, photos);
  const known = new Set(photos.map(({ id }) => id));
  const files = attachmentLinks(
    text.attachments.map(({ id, name }) => ({
      url: `${publicUrl}${documentAddress(id)}`,
      name: attachmentFileName(name),
    })),
  );
  return {
    title: cut(text.title, titleCharsMax),
    author: cut(unit.name, authorCharsMax),
    description: cut(text.summary, descriptionCharsMax),
    coverUrl: cover
      ? pictureUrl(cover.photoId)
      : new URL(`${publicUrl}/api/units/${encodeURIComponent(unit.id)}/qr.png`).href,
    body: [
      ...partsOf(parsed(text.body), { known, pictureUrl, publicUrl }),
      ...(files === '' ? [] : [{ type: 'text' as const, content: files }]),
      { type: 'text', content: `<p><a href="${escapeHtml(place.link)}">${linkWords}</a></p>` },
    ],
  };
}

/** Pictures are parts of their own; what stands between them is one text. */
function partsOf(
  blocks: readonly ArticleBlock[],
  how: { known: ReadonlySet<string>; pictureUrl(id: string): string; publicUrl: string },
): OaArticleDraft['body'] {
  const parts: OaArticleDraft['body'] = [];
  let run: ArticleBlock[] = [];
  const endRun = () => {
    const content = blocksHtml(run, [], how.publicUrl);
    if (content !== '') parts.push({ type: 'text', content });
    run = [];
  };
  for (const block of blocks) {
    if (block.kind !== 'picture') {
      run.push(block);
      continue;
    }
    endRun();
    if (how.known.has(block.photoId))
      parts.push({ type: 'image', url: how.pictureUrl(block.photoId), caption: block.caption || block.alt });
  }
  endRun();
  return parts;
}

/** At a space where there is one near; never inside a letter of two halves. */
export function cut(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  const head = text
    .slice(0, charsMax - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  const space = head.lastIndexOf(' ');
  return `${(space > charsMax / 2 ? head.slice(0, space) : head).trimEnd()}…`;
}
