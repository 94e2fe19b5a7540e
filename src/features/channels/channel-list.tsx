import { useId, useState } from 'react';
import { Link } from 'react-router-dom';
import type { UnitSummary } from '#contract/portal.ts';
import { distanceText } from '../../lib/distance-text.ts';
import type { Position } from '../../platform/platform.ts';
import { pathOfUnit } from '../../text/paths.ts';
import { channelText } from '../../text/vi-channels.ts';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { groupUnits, searchUnits } from './channel-groups.rules.ts';
import styles from './channel-list.module.css';
import { NearMe } from './near-me.tsx';
import { nearestFirst } from './nearness.rules.ts';

const words = channelText.list;

/**
 * Every unit with its phone and what it is for, in three groups or by nearness, with a search over all of them. `own` is the person's
 * ward, shown first.
 */
export function ChannelList({ units, own }: { units: readonly UnitSummary[]; own: UnitSummary | undefined }) {
  const [query, setQuery] = useState('');
  const [here, setHere] = useState<Position | null>(null);
  const isSearching = query.trim() !== '';
  const found = searchUnits(units, query);
  const near = here ? nearestFirst(found, here) : [];
  // What is near stands in one list; whose place nobody knows stays in its group.
  const groups = groupUnits(found.filter((unit) => !near.some((each) => each.unit === unit)));
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
      {!here && !isSearching && units.some(({ centre }) => centre) && <NearMe onFound={setHere} />}
      {near.length > 0 && (
        <UnitGroup
          heading={channelText.near.heading}
          units={near.map(({ unit }) => unit)}
          remarks={
            new Map(near.map(({ unit, metres }) => [unit.id, channelText.near.away(distanceText(metres))]))
          }
        />
      )}
      {own && !isSearching && !here && <UnitGroup heading={words.own} units={[own]} />}
      <UnitGroup heading={words.area} units={groups.area} />
      <UnitGroup heading={words.teams} units={groups.teams} />
      <UnitGroup heading={words.wards} units={groups.wards} />
    </>
  );
}

function UnitGroup(props: {
  heading: string;
  units: readonly UnitSummary[];
  /** A word more by the unit's id, such as how far it is. */
  remarks?: ReadonlyMap<string, string>;
}) {
  const headingId = useId();
  if (props.units.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby={headingId}>
      <h2 id={headingId}>{props.heading}</h2>
      <ul className={styles.list}>
        {props.units.map((unit) => (
          <UnitRow key={unit.id} unit={unit} remark={props.remarks?.get(unit.id)} />
        ))}
      </ul>
    </section>
  );
}

/** The unit's page behind its name, its phone beside it: one press to read, one to call. A placeholder is shown and never dialled. */
function UnitRow({ unit, remark }: { unit: UnitSummary; remark: string | undefined }) {
  const hotline = unit.hotlines[0];
  return (
    <li className={styles.row}>
      <Link to={pathOfUnit(unit.id)} className={styles.unit}>
        <span className={styles.words}>
          <span className={styles.name}>{unit.name}</span>
          {remark && <span>{remark}</span>}
          {unit.topics.length > 0 && <span className={styles.soft}>{unit.topics.join(' · ')}</span>}
          {hotline && (
            <span className={styles.phone}>
              {hotline.placeholder ? words.trialPhone(hotline.phone) : hotline.phone}
            </span>
          )}
        </span>
        <Icon name="forward" />
      </Link>
      {hotline && !hotline.placeholder && (
        <a
          href={`tel:${hotline.phone.replace(/[^\d+]/g, '')}`}
          className={styles.call}
          aria-label={words.call(hotline.phone, unit.name)}
        >
          <Icon name="phone" size={28} />
        </a>
      )}
    </li>
  );
}
