import { useState } from 'react';
import { type TipStatus, tipStatuses } from '#contract/vocabulary.ts';
import { deskText } from '../../text/vi-desk.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { SelectField } from '../../ui/field.tsx';
import { SearchField } from '../../ui/search-field.tsx';
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

/** A code with its “TB-”, and a slip. */
const codeCharsMax = 12;

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
        <SearchField
          label={words.search}
          hint={words.searchHint}
          value={choice.search}
          onChange={(search) => onChange({ ...choice, search })}
          maxLength={codeCharsMax}
          isCode
          problem={isSearchable(choice.search) ? null : words.searchWrong}
        />
        <Button
          look={isNarrowed(choice) ? 'primary' : 'secondary'}
          icon="filter"
          expanded={isOpen}
          onPress={() => setIsOpen(!isOpen)}
        >
          {words.moreShort}
        </Button>
      </div>
      <Chips
        label={words.filters}
        chips={quickFilters.map(({ id }) => ({
          id,
          name: names[id],
          count: countOf(id, props.waiting),
          isLoud: id === 'overdue' && props.waiting.overdue > 0,
        }))}
        chosen={choice.search === '' ? choice.quick : undefined}
        onChoose={(quick) => onChange({ ...choice, quick, search: '' })}
      />
      {isOpen && <MoreFilters {...props} />}
    </div>
  );
}

/** Of what waits; nothing where nothing does. */
function countOf(id: QuickFilterId, waiting: WaitingTips): string | undefined {
  const count = id === 'overdue' ? waiting.overdue : id === 'waiting' ? waiting.waiting : 0;
  if (count === 0) return undefined;
  return waiting.isMore ? `${count}+` : String(count);
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
