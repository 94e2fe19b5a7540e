import { useId, useState } from 'react';
import { type TipStatus, tipStatuses } from '#contract/vocabulary.ts';
import { deskText } from '../../text/vi-desk.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import {
  type DeskChoice,
  isNarrowed,
  isSearchable,
  type QuickFilterId,
  quickFilters,
} from './desk-filter.ts';
import styles from './desk-list.module.css';
import type { WaitingTips } from './use-waiting-tips.ts';

const words = deskText.list;

const names: Record<QuickFilterId, string> = {
  all: words.all,
  overdue: words.overdue,
  waiting: words.stages.waiting,
  reply_to_approve: words.attention.reply_to_approve,
  low_rating: words.attention.low_rating,
  mine: words.mine,
  working: words.stages.working,
  over: words.stages.over,
};

type Option = { value: string; label: string };

/** Search by code, the filters of every watch one tap away, the others behind one more. */
export function ListFilter(props: {
  choice: DeskChoice;
  onChange: (choice: DeskChoice) => void;
  waiting: WaitingTips;
  categories: readonly Option[];
  /** Only where there is more than one. */
  units: readonly Option[];
}) {
  const { choice, onChange } = props;
  const [isOpen, setIsOpen] = useState(isNarrowed(choice));
  return (
    <div className={styles.filter}>
      <div className={styles.searchLine}>
        <SearchField choice={choice} onChange={onChange} />
        <Button
          look={isNarrowed(choice) ? 'primary' : 'secondary'}
          icon="filter"
          expanded={isOpen}
          onPress={() => setIsOpen(!isOpen)}
        >
          {words.moreShort}
        </Button>
      </div>
      <fieldset className={styles.chips}>
        <legend className="for-screen-readers">{words.filters}</legend>
        {quickFilters.map(({ id }) => (
          <button
            key={id}
            type="button"
            className={styles.chip}
            aria-pressed={choice.quick === id && choice.search === ''}
            data-loud={id === 'overdue' && props.waiting.overdue > 0 ? true : undefined}
            onClick={() => onChange({ ...choice, quick: id, search: '' })}
          >
            {names[id]}
            <Count id={id} waiting={props.waiting} />
          </button>
        ))}
      </fieldset>
      {isOpen && <MoreFilters {...props} />}
    </div>
  );
}

function Count({ id, waiting }: { id: QuickFilterId; waiting: WaitingTips }) {
  const count = id === 'overdue' ? waiting.overdue : id === 'waiting' ? waiting.waiting : 0;
  if (count === 0) return null;
  return <span className={styles.count}>{waiting.isMore ? `${count}+` : count}</span>;
}

function SearchField({ choice, onChange }: { choice: DeskChoice; onChange: (choice: DeskChoice) => void }) {
  const id = useId();
  const isWrong = !isSearchable(choice.search);
  return (
    <div className={styles.search}>
      <Icon name="search" />
      <label htmlFor={id} className="for-screen-readers">
        {words.search}
      </label>
      <input
        id={id}
        type="search"
        value={choice.search}
        placeholder={words.searchHint}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={12}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-error` : undefined}
        onChange={(event) => onChange({ ...choice, search: event.target.value })}
      />
      {isWrong && (
        <p id={`${id}-error`} role="alert" className={styles.searchError}>
          {words.searchWrong}
        </p>
      )}
    </div>
  );
}

function MoreFilters(props: {
  choice: DeskChoice;
  onChange: (choice: DeskChoice) => void;
  categories: readonly Option[];
  units: readonly Option[];
}) {
  const { choice, onChange, units } = props;
  const set = (part: Partial<DeskChoice>) => onChange({ ...choice, ...part, search: '' });
  return (
    <div className={styles.more}>
      <SelectField
        name="category"
        label={words.category}
        placeholder={words.anyCategory}
        options={props.categories}
        value={choice.category}
        onChange={(category) => set({ category })}
      />
      {units.length > 1 && (
        <SelectField
          name="unit"
          label={words.unit}
          placeholder={words.anyUnit}
          options={units}
          value={choice.unit}
          onChange={(unit) => set({ unit })}
        />
      )}
      <SelectField
        name="status"
        label={words.status}
        placeholder={words.anyStatus}
        options={tipStatuses.map((status: TipStatus) => ({ value: status, label: deskText.status[status] }))}
        value={choice.status}
        onChange={(status) => set({ status })}
      />
      {isNarrowed(choice) && (
        <Button look="plain" onPress={() => set({ category: '', unit: '', status: '' })}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}
