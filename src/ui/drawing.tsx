import type { ReactNode } from 'react';
import styles from './drawing.module.css';

const { paper, accent, accentLine } = styles;

/** 144 by 108, on the same ground: paper with a dark line around it, and one warm accent. */
const drawings = {
  /** Nothing has been sent, nobody writes. */
  letter: (
    <>
      <path className={paper} d="M40 40h64v44H40z" />
      <path d="M40 42l32 24 32-24" />
      <circle className={accent} cx="104" cy="40" r="9" />
    </>
  ),
  /** Nothing is half written. */
  page: (
    <>
      <path className={paper} d="M50 24h32l14 14v48H50z" />
      <path d="M82 24v14h14M60 52h26M60 62h26M60 72h14" />
      <path className={accentLine} d="M92 84l18-18" />
    </>
  ),
  /** Nothing was found. */
  search: (
    <>
      <path className={paper} d="M38 30h44v52H38z" />
      <path d="M48 44h22M48 54h16" />
      <circle className={paper} cx="84" cy="60" r="17" />
      <path className={accentLine} d="M97 73l12 12" />
    </>
  ),
  /** Nothing to be read yet. */
  news: (
    <>
      <path className={paper} d="M36 30h60v54H44a8 8 0 01-8-8zM96 44h12v32a8 8 0 01-8 8" />
      <path d="M46 62h40M46 72h28" />
      <path className={accent} d="M46 40h40v12H46z" />
    </>
  ),
  /** Nobody needs help now. */
  calm: (
    <>
      <path className={paper} d="M72 24l26 9v19c0 17-11 28-26 33-15-5-26-16-26-33V33z" />
      <path d="M61 54l8 8 15-16" />
      <circle className={accent} cx="104" cy="30" r="8" />
    </>
  ),
  /** Everything has gone out. */
  sent: (
    <>
      <path className={paper} d="M36 58l70-30-22 56-16-18z" />
      <path d="M68 66l38-38" />
      <path className={accentLine} d="M36 80h14M44 90h10" />
    </>
  ),
  /** Nobody waits in a chat. */
  chat: (
    <>
      <path className={paper} d="M36 30h52v34H58L46 74V64H36z" />
      <path className={paper} d="M74 50h36v26h-8v9l-11-9H74z" />
      <path d="M46 42h30M46 52h16" />
      <path className={accentLine} d="M84 63h.01M92 63h.01M100 63h.01" />
    </>
  ),
  /** There is no such page, or it has moved. */
  signpost: (
    <>
      <path d="M72 26v62M60 88h24" />
      <path className={paper} d="M48 32h44l10 9-10 9H48z" />
      <path className={accent} d="M96 56H56l-10 8 10 8h40z" />
    </>
  ),
  /** A tip is chosen in the list beside. */
  list: (
    <>
      <path className={paper} d="M38 28h44v14H38zM38 48h44v14H38zM38 68h44v14H38z" />
      <path d="M46 35h18M46 55h24M46 75h14" />
      <path className={accentLine} d="M92 55h16M102 48l7 7-7 7" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export type DrawingName = keyof typeof drawings;

/** Decoration: what it means is said in words beside it. */
export function Drawing({ name, className = '' }: { name: DrawingName; className?: string | undefined }) {
  return (
    <svg className={`${styles.drawing} ${className}`} viewBox="0 0 144 108" aria-hidden="true">
      <path
        className={styles.ground}
        d="M20 62c-4-22 12-46 40-50 30-4 62 8 66 38 3 24-16 46-50 48-30 2-52-12-56-36z"
      />
      {drawings[name]}
    </svg>
  );
}
