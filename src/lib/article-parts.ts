/** An article as parts to draw. Whatever else stands in the HTML is left out; its words stay. */
export type ArticlePart =
  | { kind: 'text'; text: string }
  | { kind: 'element'; name: ArticleElement; parts: ArticlePart[]; start?: number }
  | { kind: 'link'; href: string; parts: ArticlePart[] }
  | { kind: 'picture'; address: string; alt: string; width: number; height: number };

const elements = [
  'p',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'blockquote',
  'strong',
  'em',
  'br',
  'hr',
  'figure',
  'figcaption',
] as const;
export type ArticleElement = (typeof elements)[number];

/** Deeper than any editor writes. */
const depthMax = 20;

/** Reads the server's HTML a second time by an allow-list of our own: nothing in it ever becomes HTML of the page. */
export function articleParts(html: string): ArticlePart[] {
  return partsOf(new DOMParser().parseFromString(html, 'text/html').body, 0);
}

const partsOf = (parent: Node, depth: number): ArticlePart[] =>
  depth > depthMax ? [] : [...parent.childNodes].flatMap((node) => partOf(node, depth));

function partOf(node: ChildNode, depth: number): ArticlePart[] {
  if (node instanceof Text) {
    // Line breaks between blocks are no words.
    return node.data.trim() === '' && node.data.includes('\n') ? [] : [{ kind: 'text', text: node.data }];
  }
  if (!(node instanceof HTMLElement)) return [];
  if (['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'IFRAME'].includes(node.tagName)) return [];
  if (node instanceof HTMLImageElement) return [pictureOf(node)];
  const parts = partsOf(node, depth + 1);
  const href = node.getAttribute('href');
  if (node instanceof HTMLAnchorElement && href !== null) {
    return isSafe(href) ? [{ kind: 'link', href, parts }] : parts;
  }
  const name = elements.find((each) => each === node.tagName.toLowerCase());
  if (!name) return parts;
  return [
    { kind: 'element', name, parts, ...(node instanceof HTMLOListElement ? { start: node.start } : {}) },
  ];
}

const pictureOf = (image: HTMLImageElement): ArticlePart => ({
  kind: 'picture',
  address: image.getAttribute('src') ?? '',
  alt: image.alt,
  width: Number(image.getAttribute('width')) || 4,
  height: Number(image.getAttribute('height')) || 3,
});

/** A place in the app (one slash), or a scheme that runs nothing. */
const isSafe = (href: string): boolean =>
  /^\/(?![/\\])/.test(href) || /^(https?:\/\/|tel:|mailto:)/i.test(href);
