import type { Roster, Shift } from '#contract/roster.ts';
import { type PackProblem, placeholderPhone } from './pack-checks.rules.ts';

type Rosters = Readonly<Record<string, Roster>>;
type PlacedShift = { readonly shift: Shift; readonly path: (string | number)[] };

/** What is wrong with `roster.json` only when it is held against the units. */
export function rosterProblems(rosters: Rosters, units: readonly { readonly id: string }[]): PackProblem[] {
  const ids = new Set(units.map(({ id }) => id));
  const unknown = Object.keys(rosters)
    .filter((id) => !ids.has(id))
    .map((id) => ({ file: 'roster.json', path: ['units', id], message: `no unit has the id "${id}"` }));
  const mislabelled = shiftsOf(rosters)
    .filter(({ shift }) => placeholderPhone.test(shift.phone) !== shift.placeholder)
    .map(({ path }) => ({
      file: 'roster.json',
      path: [...path, 'placeholder'],
      message: 'must be true for 028 0000 00NN, and false for every other number',
    }));
  return [...unknown, ...mislabelled];
}

/** The shifts whose phone stands for one that nobody knows. */
export function trialShifts(rosters: Rosters): PlacedShift[] {
  return shiftsOf(rosters).filter(({ shift }) => shift.placeholder);
}

function shiftsOf(rosters: Rosters): PlacedShift[] {
  return Object.entries(rosters).flatMap(([id, { weekly, exceptions }]) => [
    ...weekly.map((shift, index) => ({ shift, path: ['units', id, 'weekly', index] })),
    ...exceptions.flatMap(({ shifts }, exception) =>
      shifts.map((shift, index) => ({
        shift,
        path: ['units', id, 'exceptions', exception, 'shifts', index],
      })),
    ),
  ]);
}
