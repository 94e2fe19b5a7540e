import type { DeskFilter } from '../../api/desk.ts';

/** The filters that are one tap away; each stands alone. */
export const quickFilters = [
  { id: 'all', filter: {} },
  { id: 'overdue', filter: { overdue: 'true' } },
  { id: 'waiting', filter: { stage: 'waiting' } },
  { id: 'reply_to_approve', filter: { attention: 'reply_to_approve' } },
  { id: 'low_rating', filter: { attention: 'low_rating' } },
  { id: 'mine', filter: { mine: 'true' } },
  { id: 'working', filter: { stage: 'working' } },
  { id: 'over', filter: { stage: 'over' } },
] as const satisfies readonly { id: string; filter: DeskFilter }[];
export type QuickFilterId = (typeof quickFilters)[number]['id'];

/** What a person has chosen, and typed to search. */
export type DeskChoice = {
  quick: QuickFilterId;
  category: string;
  unit: string;
  status: string;
  search: string;
};
export const noChoice: DeskChoice = { quick: 'all', category: '', unit: '', status: '', search: '' };

const codePattern = /^(TB-?)?[0-9A-Z]{1,6}$/;

/** Whether it can be the beginning of a case code; nothing typed is no mistake. */
export const isSearchable = (search: string): boolean =>
  search.trim() === '' || codePattern.test(search.trim().toUpperCase());

/** What is asked of the server. A search looks through everything: who looks for a code does not think of filters. */
export function filterOf(choice: DeskChoice): DeskFilter {
  const search = choice.search.trim().toUpperCase();
  if (search !== '' && isSearchable(search)) return { q: search };
  const { filter } = quickFilters.find(({ id }) => id === choice.quick) ?? quickFilters[0];
  const { category, unit, status } = choice;
  return {
    ...filter,
    ...(category === '' ? {} : { category }),
    ...(unit === '' ? {} : { unit }),
    ...(status === '' ? {} : { status: status as NonNullable<DeskFilter['status']> }),
  };
}

export const isNarrowed = (choice: DeskChoice): boolean =>
  choice.category !== '' || choice.unit !== '' || choice.status !== '';
