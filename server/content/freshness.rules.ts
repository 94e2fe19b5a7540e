import { freshDaysMax, isStale } from '#contract/procedure-book.ts';
import type { PackProblem } from './pack-checks.rules.ts';
import type { Procedure } from './procedure.schema.ts';

/**
 * The facts of procedures that want checking again, one line per procedure: `today` is a day (ISO). Facts without a source that can
 * be opened have never been checked.
 */
export function staleFacts(procedures: readonly Procedure[], today: string): PackProblem[] {
  return procedures.flatMap((procedure) => {
    const groups = factGroups(procedure).filter(({ checkedOn }) => isStale(checkedOn, today));
    if (groups.length === 0) return [];
    const oldest = groups.map(({ checkedOn }) => checkedOn ?? 'never').sort()[0];
    const names = [...new Set(groups.map(({ name }) => name))].join(', ');
    return [
      {
        file: `procedures/${procedure.id}.json`,
        path: ['checkedOn'],
        message: `older than ${freshDaysMax} days or never checked: ${names} (oldest ${oldest})`,
      },
    ];
  });
}

function factGroups(procedure: Procedure): { name: string; checkedOn: string | null }[] {
  const { timeLimit, fees, penalty, changes, checkedOn } = procedure;
  return [
    { name: 'dossier and steps', checkedOn },
    { name: 'timeLimit', checkedOn: timeLimit.checkedOn },
    ...fees.map((fee) => ({ name: 'fees', checkedOn: fee.checkedOn })),
    ...(penalty ? [{ name: 'penalty', checkedOn: penalty.checkedOn }] : []),
    ...changes.map((change) => ({ name: 'changes', checkedOn: change.checkedOn })),
  ];
}
