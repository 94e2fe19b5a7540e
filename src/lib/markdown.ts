/** The little Markdown that a content pack's texts are written in: headings, paragraphs, flat lists, links, bold. Nothing else is known. */
export type MarkdownBlock =
  | { kind: 'heading'; level: number; words: MarkdownWords[] }
  | { kind: 'paragraph'; words: MarkdownWords[] }
  | { kind: 'list'; items: MarkdownWords[][] };

export type MarkdownWords = { text: string; isBold?: boolean; href?: string };

/** What begins with anything else, such as `javascript:`, stays text. */
const link = /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+|tel:\+?\d+)\)|\*\*([^*\n]+)\*\*/g;

export function markdownWords(line: string): MarkdownWords[] {
  const words: MarkdownWords[] = [];
  let end = 0;
  for (const match of line.matchAll(link)) {
    if (match.index > end) words.push({ text: line.slice(end, match.index) });
    const [whole, label, href, bold] = match;
    if (label !== undefined && href !== undefined) words.push({ text: label, href });
    else if (bold !== undefined) words.push({ text: bold, isBold: true });
    end = match.index + whole.length;
  }
  if (end < line.length) words.push({ text: line.slice(end) });
  return words;
}

const item = /^[-*] +/;
const heading = /^(#{1,6}) +(.*)$/;

/** The blocks of a text, in order. What is no Markdown of ours is a paragraph, word for word. */
export function parseMarkdown(text: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', words: markdownWords(paragraph.join(' ')) });
    paragraph = [];
  };
  for (const line of text.split('\n').map((each) => each.trim())) {
    const [, marks, title] = heading.exec(line) ?? [];
    if (marks !== undefined && title !== undefined) {
      endParagraph();
      blocks.push({ kind: 'heading', level: marks.length, words: markdownWords(title) });
    } else if (item.test(line)) {
      endParagraph();
      const words = markdownWords(line.replace(item, ''));
      const last = blocks[blocks.length - 1];
      if (last?.kind === 'list') last.items.push(words);
      else blocks.push({ kind: 'list', items: [words] });
    } else if (line === '') {
      endParagraph();
    } else {
      paragraph.push(line);
    }
  }
  endParagraph();
  return blocks;
}
