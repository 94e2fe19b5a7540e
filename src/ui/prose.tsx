import { Fragment, type ReactNode } from 'react';
import { type MarkdownBlock, type MarkdownWords, parseMarkdown } from '../lib/markdown.ts';
import styles from './prose.module.css';

/**
 * A text of the content pack. It becomes elements, never HTML, so that nothing in it can run. Its title is left out: the screen has
 * one of its own.
 */
export function Prose({ markdown }: { markdown: string }) {
  const blocks = parseMarkdown(markdown).filter((block) => block.kind !== 'heading' || block.level > 1);
  return (
    <div className={styles.prose}>
      {keyed(blocks, (block) => (
        <Block block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { block: MarkdownBlock }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = block.level === 2 ? 'h2' : 'h3';
      return (
        <Heading>
          <Words words={block.words} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Words words={block.words} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {keyed(block.items, (words) => (
            <li>
              <Words words={words} />
            </li>
          ))}
        </ul>
      );
  }
}

function Words({ words }: { words: MarkdownWords[] }) {
  return keyed(words, ({ text, href, isBold }) => {
    if (href !== undefined) {
      return (
        <a href={href} target="_blank" rel="noreferrer">
          {text}
        </a>
      );
    }
    return isBold ? <strong>{text}</strong> : text;
  });
}

/** A text never changes under the reader, so its parts keep their places. */
const keyed = <Part,>(parts: readonly Part[], show: (part: Part) => ReactNode): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  parts.map((part, index) => <Fragment key={index}>{show(part)}</Fragment>);
