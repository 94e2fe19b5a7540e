import { useId, useState } from 'react';
import { Link } from 'react-router-dom';
import type { UnitSummary } from '#contract/portal.ts';
import { pathOfUnit } from '../../text/paths.ts';
import { channelText } from '../../text/vi-channels.ts';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { groupUnits, searchUnits } from './channel-groups.rules.ts';
import styles from './channel-list.module.css';

const words = channelText.list;

/** Every unit with what it is for, in three groups, with a search over all of them. `own` is the person's ward, shown first. */
export function ChannelList({ units, own }: { units: readonly UnitSummary[]; own: UnitSummary | undefined }) {
  const [query, setQuery] = useState('');
  const isSearching = query.trim() !== '';
  const found = searchUnits(units, query);
  const groups = groupUnits(found);
  return (
    <>
      <TextField
        name="unit-search"
        type="search"
        inputMode="search"
        label={words.search}
        hint={words.searchHint}
        value={query}
        onChange={setQuery}
      />
      <p role="status" className={isSearching ? undefined : 'for-screen-readers'}>
        {found.length > 0 ? words.found(found.length) : words.none(query.trim())}
      </p>
      {own && !isSearching && <UnitGroup heading={words.own} units={[own]} />}
      <UnitGroup heading={words.area} units={groups.area} />
      <UnitGroup heading={words.teams} units={groups.teams} />
      <UnitGroup heading={words.wards} units={groups.wards} />
    </>
  );
}

function UnitGroup({ heading, units }: { heading: string; units: readonly UnitSummary[] }) {
  const headingId = useId();
  if (units.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby={headingId}>
      <h2 id={headingId}>{heading}</h2>
      <ul className={styles.list}>
        {units.map((unit) => (
          <li key={unit.id}>
            <Link to={pathOfUnit(unit.id)} className={styles.unit}>
              <span className={styles.words}>
                <span className={styles.name}>{unit.name}</span>
                {unit.topics.length > 0 && <span className={styles.soft}>{unit.topics.join(' · ')}</span>}
              </span>
              <Icon name="forward" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
