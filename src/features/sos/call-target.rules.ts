import { type DutyPhones, type NumberToCall, numbersToCall } from '#contract/duty-phones.ts';
import type { Hotline, UnitSummary } from '#contract/portal.ts';
import { localName } from '../../text/content-words.ts';
import { isMobile } from './sms.rules.ts';

/** A number to press, and whose it is in words. */
export type CallTarget = { phone: string; label: string; owner: string; placeholder: boolean };

type Known = { units: readonly UnitSummary[]; dutyPhones: DutyPhones | null };

const targetOf = ({ phone, label, placeholder }: Hotline, owner: string): CallTarget => ({
  phone,
  label: localName(label),
  owner: localName(owner),
  placeholder,
});

/**
 * Whom to call for a unit, the best first, each with its owner. Of a unit that is not known (no ward chosen) the one at the top answers.
 */
export function callTargets(unitId: string | null, known: Known, now: Date): CallTarget[] {
  const asked = known.units.find(({ id }) => id === unitId) ?? topOf(known.units);
  if (!asked) return [];
  const ownerOf = (number: NumberToCall) =>
    known.units.find(({ id }) => id === number.unitId)?.name ?? asked.name;
  return numbersToCall(asked.id, known, now).map((number) => targetOf(number, ownerOf(number)));
}

/** What the server named for an alert; whose they are is looked up among what the phone knows. */
export function answeredTargets(
  hotlines: readonly Hotline[],
  unitName: string,
  local: readonly CallTarget[],
): CallTarget[] {
  const digits = (phone: string) => phone.replace(/\D/g, '');
  return hotlines.map((hotline) => {
    const known = local.find(({ phone }) => digits(phone) === digits(hotline.phone));
    return targetOf(hotline, known?.owner ?? unitName);
  });
}

/** What stands beside 113: the first number that rings; where all are placeholders the first of them, to be shown as what it is. */
export const dutyTarget = (targets: readonly CallTarget[]): CallTarget | null =>
  targets.find(({ placeholder }) => !placeholder) ?? targets[0] ?? null;

/** The first phone that takes a text message. */
export const smsTarget = (targets: readonly CallTarget[]): CallTarget | null =>
  targets.find(({ placeholder, phone }) => !placeholder && isMobile(phone)) ?? null;

function topOf(units: readonly UnitSummary[]): UnitSummary | undefined {
  return units.find(({ parentId }) => parentId === null) ?? units[0];
}
