/**
 * Which number to call, asked of what a phone has stored: light and without a request, so that the answer is there when nothing else
 * is. The server answers by the same rule.
 */

/** Who answers in a stretch of time: a role and a phone, never a name. Instants in ISO-8601 UTC. */
export type DutyTurn = {
  readonly from: string;
  readonly until: string;
  readonly role: string;
  readonly phone: string;
  /** A number that stands for one nobody knows publicly: never dialled (design 8). */
  readonly placeholder: boolean;
};

/** `GET /api/duty-phones`: holds until `until` and says nothing of later; of units without a roster it says nothing. */
export type DutyPhones = {
  readonly until: string;
  readonly units: readonly { readonly unitId: string; readonly turns: readonly DutyTurn[] }[];
};

/** A number to call, and whose it is. */
export type NumberToCall = {
  readonly unitId: string;
  readonly label: string;
  readonly phone: string;
  readonly placeholder: boolean;
};

type Callable = { readonly label: string; readonly phone: string; readonly placeholder: boolean };
type CallableUnit = {
  readonly id: string;
  readonly parentId: string | null;
  readonly hotlines: readonly Callable[];
};

/** Who answers for the unit at that instant; null: nobody is named, or the snapshot does not reach so far. */
export function dutyAt(phones: DutyPhones | null, unitId: string, now: Date): DutyTurn | null {
  const at = now.toISOString();
  const turns = phones?.units.find((unit) => unit.unitId === unitId)?.turns ?? [];
  return turns.find(({ from, until }) => from <= at && at < until) ?? null;
}

/**
 * What to dial for a unit, the best first: whoever is on duty there now, the unit's own numbers, then the same of the unit above and so
 * on. 113 is not among them: it always stands beside the first. Empty for a unit that is not known.
 */
export function numbersToCall(
  unitId: string,
  from: { units: readonly CallableUnit[]; dutyPhones: DutyPhones | null },
  now: Date,
): NumberToCall[] {
  const numbers: NumberToCall[] = [];
  const passed = new Set<string>();
  let unit = from.units.find(({ id }) => id === unitId);
  while (unit && !passed.has(unit.id)) {
    const { id, parentId } = unit;
    passed.add(id);
    const duty = dutyAt(from.dutyPhones, id, now);
    const own = duty ? [{ ...duty, label: duty.role }, ...unit.hotlines] : unit.hotlines;
    for (const { label, phone, placeholder } of own) {
      if (!numbers.some((known) => sameNumber(known.phone, phone)))
        numbers.push({ unitId: id, label, phone, placeholder });
    }
    unit = parentId === null ? undefined : from.units.find((above) => above.id === parentId);
  }
  return numbers;
}

const sameNumber = (one: string, other: string): boolean => digitsOf(one) === digitsOf(other);
const digitsOf = (phone: string): string => phone.replace(/\D/g, '').replace(/^84(?=\d{9,10}$)/, '0');
