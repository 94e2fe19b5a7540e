import { Fragment, type ReactNode, useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import { type ArticlePart, articleParts } from '../lib/article-parts.ts';
import styles from './article-body.module.css';
import { Icon } from './icon.tsx';

type Ways = {
  /** Where a picture lies; null: it is not shown. */
  photoUrl: (address: string) => string | null;
  /** What takes the press on a link that leaves the app; without it the browser opens the page beside ours. */
  pressOn?: (url: string) => { onOpen?: () => void };
  words: { outside: string; noPicture: string };
};

/**
 * The text of an article. The server has made its HTML from an allow-list; here it becomes elements by a second one, never HTML, so that
 * nothing in it can run. Links within the app go through the router, others say that one leaves.
 */
export function ArticleBody({ html, isLarge = false, ...ways }: Ways & { html: string; isLarge?: boolean }) {
  const parts = useMemo(() => articleParts(html), [html]);
  return (
    <div className={styles.article} data-large={isLarge || undefined}>
      <Parts parts={parts} ways={ways} />
    </div>
  );
}

function Parts({ parts, ways }: { parts: readonly ArticlePart[]; ways: Ways }): ReactNode {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn anew as a whole
    <Fragment key={index}>
      <Part part={part} ways={ways} />
    </Fragment>
  ));
}

function Part({ part, ways }: { part: ArticlePart; ways: Ways }): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'picture':
      return <Picture picture={part} ways={ways} />;
    case 'link':
      return (
        <PartLink href={part.href} ways={ways}>
          <Parts parts={part.parts} ways={ways} />
        </PartLink>
      );
    case 'element': {
      const Element = part.name;
      if (Element === 'br' || Element === 'hr') return <Element />;
      const children = <Parts parts={part.parts} ways={ways} />;
      return Element === 'ol' ? <ol start={part.start}>{children}</ol> : <Element>{children}</Element>;
    }
  }
}

function PartLink({ href, ways, children }: { href: string; ways: Ways; children: ReactNode }) {
  if (href.startsWith('/')) return <Link to={href}>{children}</Link>;
  if (!/^https?:/i.test(href)) return <a href={href}>{children}</a>;
  const { onOpen } = ways.pressOn?.(href) ?? {};
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        if (!onOpen) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {children}
      <span className={styles.outside}>
        <Icon name="outside" size={16} />
      </span>
      <span className="for-screen-readers"> {ways.words.outside}</span>
    </a>
  );
}

type PicturePart = Extract<ArticlePart, { kind: 'picture' }>;

/** Its room is kept from the start, so that nothing jumps when it comes; without a line its words stand there. */
function Picture({ picture, ways }: { picture: PicturePart; ways: Ways }) {
  const { address, alt, width, height } = picture;
  const [isFailed, setIsFailed] = useState(false);
  const url = ways.photoUrl(address);
  if (url === null || isFailed) {
    return (
      <span className={styles.noPicture}>
        <Icon name="album" />
        <span>
          {ways.words.noPicture} {alt}
        </span>
      </span>
    );
  }
  return (
    <img
      src={url}
      alt={alt}
      width={width}
      height={height}
      loading="lazy"
      decoding="async"
      onError={() => setIsFailed(true)}
    />
  );
}
