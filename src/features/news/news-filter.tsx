import { useEffect, useId, useRef, useState } from 'react';
import { newsLimits } from '#contract/news-limits.ts';
import type { Portal } from '#contract/portal.ts';
import { newsText } from '../../text/vi-news.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './news.module.css';

const words = newsText.feed;
/** Long enough that a word is not looked for while it is being typed. */
const searchAfterMs = 400;

/** By words and by kind. */
export function NewsFilter(props: {
  categories: Portal['newsCategories'];
  category: string | null;
  query: string;
  onCategory: (category: string | null) => void;
  onQuery: (query: string) => void;
}) {
  const chips = [{ id: null, name: words.all }, ...props.categories];
  return (
    <div className={styles.filter}>
      <SearchField query={props.query} onQuery={props.onQuery} />
      <fieldset className={styles.chips}>
        <legend className="for-screen-readers">{words.categories}</legend>
        {chips.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className={styles.chip}
            aria-pressed={props.category === id}
            onClick={() => props.onCategory(id)}
          >
            {name}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function SearchField({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(query);
  const latest = useRef(onQuery);
  latest.current = onQuery;
  useEffect(() => {
    if (typed.trim() === query) return;
    const timer = setTimeout(() => latest.current(typed.trim()), searchAfterMs);
    return () => clearTimeout(timer);
  }, [typed, query]);
  return (
    <search className={styles.search}>
      <label htmlFor={id} className="for-screen-readers">
        {words.search}
      </label>
      <Icon name="search" />
      <input
        id={id}
        type="search"
        enterKeyHint="search"
        placeholder={words.search}
        maxLength={newsLimits.queryCharsMax}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </search>
  );
}
