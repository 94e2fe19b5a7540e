import { useState } from 'react';
import type { UnitSummary } from '#contract/portal.ts';
import { wardText } from '../../text/vi-ward.ts';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { searchWards } from './ward.rules.ts';
import styles from './ward-list.module.css';

/** All wards with a search that needs no marks. */
export function WardList(props: {
  wards: readonly UnitSummary[];
  chosenId: string | undefined;
  onChoose: (unitId: string) => void;
}) {
  const [query, setQuery] = useState('');
  const found = searchWards(props.wards, query);
  return (
    <>
      <TextField
        name="ward-search"
        type="search"
        inputMode="search"
        label={wardText.search}
        hint={wardText.searchHint}
        value={query}
        onChange={setQuery}
      />
      <p role="status" className={found.length > 0 ? 'for-screen-readers' : undefined}>
        {found.length > 0 ? wardText.found(found.length) : wardText.none(query.trim())}
      </p>
      {found.length > 0 && (
        <ul className={styles.list} aria-label={wardText.list}>
          {found.map((ward) => (
            <li key={ward.id}>
              <button type="button" className={styles.ward} onClick={() => props.onChoose(ward.id)}>
                <span>{ward.name}</span>
                {ward.id === props.chosenId ? (
                  <span className={styles.current}>
                    <Icon name="check" />
                    {wardText.current}
                  </span>
                ) : (
                  <Icon name="forward" />
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
