import { keptText } from '../../lib/kept-text.ts';
import { atom } from '../../lib/store.ts';
import { nothingPrepared, type Preparation } from './papers.rules.ts';

/** By procedure, the one touched last at the end. */
type Preparations = Readonly<Record<string, Preparation>>;

const keptName = 'papers-1';
/** Of whom one can still be preparing; the one touched longest ago goes first. */
const preparationsMax = 20;

const isPreparation = (value: unknown): value is Preparation =>
  typeof value === 'object' &&
  value !== null &&
  'answers' in value &&
  typeof value.answers === 'object' &&
  value.answers !== null &&
  'ticked' in value &&
  Array.isArray(value.ticked);

function readKept(): Preparations {
  try {
    const kept: unknown = JSON.parse(keptText.getItem(keptName) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, Preparation] => isPreparation(entry[1])),
    );
  } catch {
    // Cut off in the middle: ticks are quickly made again.
    return {};
  }
}

const allAtom = atom<Preparations>(readKept());

/** What somebody is preparing on this phone, by procedure, newest first. It never leaves the phone. */
export const preparationsAtom = atom((get) =>
  Object.entries(get(allAtom))
    .map(([procedureId, preparation]) => ({ procedureId, preparation }))
    .reverse(),
);

/** Keeps what was said and ticked about one procedure; `null` forgets it. */
export const prepareAtom = atom(null, (get, set, procedureId: string, preparation: Preparation | null) => {
  const { [procedureId]: _before, ...others } = get(allAtom);
  const kept = preparation === null ? others : { ...others, [procedureId]: preparation };
  const within = Object.fromEntries(Object.entries(kept).slice(-preparationsMax));
  if (Object.keys(within).length === 0) keptText.removeItem(keptName);
  else keptText.setItem(keptName, JSON.stringify(within));
  set(allAtom, within);
});

/** Of one procedure. */
export const preparationOf = (
  preparations: readonly { procedureId: string; preparation: Preparation }[],
  procedureId: string,
): Preparation =>
  preparations.find((each) => each.procedureId === procedureId)?.preparation ?? nothingPrepared;
