import type { ArticleBlock, ArticleWord, ArticleWords } from './article-text.rules.ts';

/** Where a picture lies and how large it is, so that the page does not jump when it comes. */
export type ArticlePicture = { address: string; width: number; height: number };

/**
 * An article's HTML: only elements that stand in this file, every word escaped, no style, no script, no attribute of the author's but
 * addresses that were checked. `pictureOf` knows the photos; one that it does not know is left out.
 */
export function articleHtml(
  blocks: readonly ArticleBlock[],
  pictureOf: (photoId: string) => ArticlePicture | undefined,
): string {
  return blocks.map((block) => blockHtml(block, pictureOf)).join('\n');
}

function blockHtml(block: ArticleBlock, pictureOf: (photoId: string) => ArticlePicture | undefined): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${wordsHtml(block.words)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${wordsHtml(block.words)}</p>`;
    case 'quote':
      return `<blockquote>${articleHtml(block.blocks, pictureOf)}</blockquote>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${articleHtml(item, pictureOf)}</li>`).join('');
      if (!block.isOrdered) return `<ul>${items}</ul>`;
      return `<ol${block.start === 1 ? '' : ` start="${Math.trunc(block.start)}"`}>${items}</ol>`;
    }
    case 'picture': {
      const picture = pictureOf(block.photoId);
      if (!picture) return '';
      const image = `<img src="${escapeHtml(picture.address)}" alt="${escapeHtml(block.alt)}" width="${picture.width}" height="${picture.height}" loading="lazy" decoding="async">`;
      const caption = block.caption === '' ? '' : `<figcaption>${escapeHtml(block.caption)}</figcaption>`;
      return `<figure>${image}${caption}</figure>`;
    }
    case 'rule':
      return '<hr>';
  }
}

const wordsHtml = (words: ArticleWords): string => words.map(wordHtml).join('');

function wordHtml(word: ArticleWord): string {
  switch (word.kind) {
    case 'text':
      return escapeHtml(word.text);
    case 'strong':
      return `<strong>${wordsHtml(word.words)}</strong>`;
    case 'emphasis':
      return `<em>${wordsHtml(word.words)}</em>`;
    case 'link':
      return `<a href="${escapeHtml(word.href)}" rel="noopener noreferrer nofollow">${wordsHtml(word.words)}</a>`;
    case 'break':
      return '<br>';
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Also right between the quotes of an attribute, and in XML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
