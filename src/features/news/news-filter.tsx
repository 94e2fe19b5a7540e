import { useEffect, useRef, useState } from 'react';
import { newsLimits } from '#contract/news-limits.ts';
import type { Portal } from '#contract/portal.ts';
import { newsText } from '../../text/vi-news.ts';
import { Chips } from '../../ui/chips.tsx';
import { SearchField } from '../../ui/search-field.tsx';
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
  return (
    <div className={styles.filter}>
      <Search query={props.query} onQuery={props.onQuery} />
      <Chips
        label={words.categories}
        chips={[{ id: null, name: words.all }, ...props.categories]}
        chosen={props.category}
        onChoose={props.onCategory}
      />
    </div>
  );
}

/** Asks when nobody types any more. */
function Search({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const [typed, setTyped] = useState(query);
  const latest = useRef(onQuery);
  latest.current = onQuery;
  useEffect(() => {
    if (typed.trim() === query) return;
    const timer = setTimeout(() => latest.current(typed.trim()), searchAfterMs);
    return () => clearTimeout(timer);
  }, [typed, query]);
  return (
    <SearchField
      label={words.search}
      hint={words.search}
      value={typed}
      onChange={setTyped}
      maxLength={newsLimits.queryCharsMax}
    />
  );
}
