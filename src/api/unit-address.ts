import { keptText } from '../lib/kept-text.ts';
import { getUnit } from './units.ts';

/** Where a unit is. `text` null: it has no public address. `unreached`: our server did not answer, and the phone never knew it. */
export type UnitAddress = { kind: 'known'; text: string | null } | { kind: 'unreached' };

const keptName = 'unit-address';

type Kept = { unitId: string; text: string | null };

/** Asks our server; the address last seen, of one unit, stays on the phone for when there is no line. */
export async function unitAddress(unitId: string): Promise<UnitAddress> {
  const answer = await getUnit(unitId);
  if (answer.ok) {
    const kept: Kept = { unitId, text: answer.value.address };
    keptText.setItem(keptName, JSON.stringify(kept));
    return { kind: 'known', text: kept.text };
  }
  const kept = readKept();
  return kept?.unitId === unitId ? { kind: 'known', text: kept.text } : { kind: 'unreached' };
}

function readKept(): Kept | undefined {
  try {
    return JSON.parse(keptText.getItem(keptName) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
