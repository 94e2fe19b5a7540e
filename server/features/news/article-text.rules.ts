import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { isTangled } from './article-tangle.rules.ts';

/**
 * The words of an article, as a tree of what an article may hold and nothing else: everything that goes out (page, feeds, Zalo) is made
 * from this tree, so that what is not in it cannot go anywhere. Raw HTML, scripts and foreign pictures have no kind here.
 */
export type ArticleBlock =
  | { kind: 'heading'; level: 2 | 3; words: ArticleWords }
  | { kind: 'paragraph'; words: ArticleWords }
  | { kind: 'quote'; blocks: ArticleBlock[] }
  | { kind: 'list'; isOrdered: boolean; start: number; items: ArticleBlock[][] }
  /** One of our own photos; `alt` says what is on it, `caption` stands below. */
  | { kind: 'picture'; photoId: string; alt: string; caption: string }
  | { kind: 'rule' };

export type ArticleWords = ArticleWord[];

export type ArticleWord =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis'; words: ArticleWords }
  /** `href`: https, http, tel or mailto, or a place in the Mini App that begins with one slash. */
  | { kind: 'link'; href: string; words: ArticleWords }
  | { kind: 'break' };

/** Lists in quotes in lists: deeper than this the words stand alone. */
const depthMax = 6;

const photoAddress = /^photo:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * What no eye sees and what turns lines around: control characters, zero-width ones, bidirectional marks (Unicode TR 36, 2.6), tags, and
 * what is no character. Line ends and tabs stay.
 */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is what it is for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\u{e0000}-\u{e0fff}]/gu;

/** Words as they may be shown: NFC, without what no eye sees. */
export const visibleText = (text: string): string => text.replace(unseen, '').normalize('NFC');

/** A line that opens more quotes and lists at once than anybody means; the parser's time grows with their square. */
const manyContainers = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){8,}[ \t]*/gm;

/** Reads plain Markdown (CommonMark). Never throws: what is no Markdown is text, and so is what would hold the parser up (`isTangled`). */
export function readArticleText(markdown: string): ArticleBlock[] {
  const text = visibleText(markdown).replace(manyContainers, '');
  if (isTangled(text)) return text.split(/\n\s*\n/).flatMap((part) => plainParagraph(part.trim()));
  return blocksOf(fromMarkdown(text), 0);
}

/** Its form has no meaning: only its words are left. */
const plainParagraph = (text: string): ArticleBlock[] =>
  text === '' ? [] : [{ kind: 'paragraph', words: [{ kind: 'text', text }] }];

function blocksOf(parent: Root | Extract<RootContent, { children: unknown }>, depth: number): ArticleBlock[] {
  return parent.children.flatMap((node) => blockOf(node as RootContent, depth));
}

function blockOf(node: RootContent, depth: number): ArticleBlock[] {
  if (depth > depthMax) return paragraph([{ kind: 'text', text: textOf(node) }]);
  switch (node.type) {
    case 'heading':
      return [
        {
          kind: 'heading',
          level: node.depth === 1 || node.depth === 2 ? 2 : 3,
          words: wordsOf(node.children, 0),
        },
      ];
    case 'paragraph':
      return paragraphAndPictures(node.children);
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocksOf(node, depth + 1) }];
    case 'list':
      return [
        {
          kind: 'list',
          isOrdered: node.ordered === true,
          start: node.start ?? 1,
          items: node.children.map((item) => blocksOf(item, depth + 1)),
        },
      ];
    case 'code':
      return paragraph([{ kind: 'text', text: node.value }]);
    case 'thematicBreak':
      return [{ kind: 'rule' }];
    default:
      // Raw HTML and definitions are dropped.
      return [];
  }
}

const paragraph = (words: ArticleWords): ArticleBlock[] =>
  words.some((word) => word.kind !== 'break') ? [{ kind: 'paragraph', words }] : [];

/** A picture is a block of its own, also where it was written into a line. */
function paragraphAndPictures(children: readonly PhrasingContent[]): ArticleBlock[] {
  const blocks: ArticleBlock[] = [];
  let run: PhrasingContent[] = [];
  const endRun = () => {
    blocks.push(...paragraph(trimmed(wordsOf(run, 0))));
    run = [];
  };
  for (const child of children) {
    const photoId = child.type === 'image' ? photoAddress.exec(child.url)?.[1] : undefined;
    if (child.type !== 'image' || photoId === undefined) {
      run.push(child);
      continue;
    }
    endRun();
    blocks.push({ kind: 'picture', photoId, alt: child.alt ?? '', caption: child.title ?? '' });
  }
  endRun();
  return blocks;
}

/** Without the line breaks that stood around a picture. */
function trimmed(words: ArticleWords): ArticleWords {
  const isBlank = (word: ArticleWord) =>
    word.kind === 'break' || (word.kind === 'text' && word.text.trim() === '');
  const first = words.findIndex((word) => !isBlank(word));
  const last = words.findLastIndex((word) => !isBlank(word));
  return first === -1 ? [] : words.slice(first, last + 1);
}

function wordsOf(children: readonly PhrasingContent[], depth: number): ArticleWords {
  return children.flatMap((child): ArticleWords => {
    if (depth > depthMax) return [{ kind: 'text', text: textOf(child) }];
    switch (child.type) {
      case 'text':
      case 'inlineCode':
        return [{ kind: 'text', text: child.value }];
      case 'strong':
      case 'emphasis':
        return [{ kind: child.type, words: wordsOf(child.children, depth + 1) }];
      case 'link': {
        const words = wordsOf(child.children, depth + 1);
        const href = safeAddress(child.url);
        return href === null ? words : [{ kind: 'link', href, words }];
      }
      case 'linkReference':
        return wordsOf(child.children, depth + 1);
      case 'break':
        return [{ kind: 'break' }];
      case 'image':
      case 'imageReference':
        // A picture from elsewhere would tell its host who reads: its words stay.
        return child.alt ? [{ kind: 'text', text: child.alt }] : [];
      default:
        return [];
    }
  });
}

/** Null for an address that leads to no page, phone or mailbox; scripts and data have none. */
function safeAddress(address: string): string | null {
  if (/^\/(?![/\\])/.test(address)) return address;
  try {
    const url = new URL(address);
    return ['https:', 'http:', 'tel:', 'mailto:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** With a list of its own instead of the call stack: whoever nests without end must not exhaust it. */
function textOf(node: Nodes): string {
  const words: string[] = [];
  const waiting: Nodes[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('value' in next && next.type !== 'html') words.push(next.value);
    if ('children' in next) waiting.push(...next.children.toReversed());
  }
  return words.join(' ');
}

/** The ids of the photos it shows, each once, in order. */
export function photosOf(blocks: readonly ArticleBlock[]): string[] {
  const ids = blocks.flatMap((block): string[] => {
    if (block.kind === 'picture') return [block.photoId];
    if (block.kind === 'quote') return photosOf(block.blocks);
    if (block.kind === 'list') return block.items.flatMap(photosOf);
    return [];
  });
  return [...new Set(ids)];
}

/** All words without any form, a block a line: for search, for summaries, for Zalo. */
export function plainText(blocks: readonly ArticleBlock[]): string {
  return blocks.map(blockText).filter(Boolean).join('\n');
}

function blockText(block: ArticleBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return plainWords(block.words);
    case 'quote':
      return plainText(block.blocks);
    case 'list':
      return block.items
        .map((item, index) => `${block.isOrdered ? `${block.start + index}.` : '-'} ${plainText(item)}`)
        .join('\n');
    case 'picture':
      return block.caption;
    case 'rule':
      return '';
  }
}

function plainWords(words: ArticleWords): string {
  return words
    .map((word) => {
      if (word.kind === 'text') return word.text;
      return word.kind === 'break' ? '\n' : plainWords(word.words);
    })
    .join('');
}
