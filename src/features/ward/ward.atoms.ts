import { portalAtom } from '../../api/portal.ts';
import { getUnit } from '../../api/units.ts';
import { keptText } from '../../lib/kept-text.ts';
import { atom, type Getter } from '../../lib/store.ts';
import { followUnit, type WardNotice } from './ward.rules.ts';

const rememberedKey = 'ward';

const chosenIdAtom = atom<string | null>(keptText.getItem(rememberedKey));
const noticeAtom = atom<WardNotice | null>(null);

/** The unit this person deals with; undefined while none is chosen or the portal is not known yet. */
export const chosenUnitAtom = atom((get) => {
  const id = get(chosenIdAtom);
  return get(portalAtom)?.units.find((unit) => unit.id === id);
});

/** What the link told and the person has not settled yet. */
export const wardNoticeAtom = atom((get) => get(noticeAtom));

/** The person's own choice, or one that a link or their place has made for them; kept for the next time. */
export const chooseUnitAtom = atom(null, (_get, set, unitId: string) => {
  keptText.setItem(rememberedKey, unitId);
  set(chosenIdAtom, unitId);
  set(noticeAtom, null);
});

/** A remembered unit that is no more is not asked about again. */
const forgetUnitAtom = atom(null, (_get, set) => {
  keptText.removeItem(rememberedKey);
  set(chosenIdAtom, null);
});

export const dismissWardNoticeAtom = atom(null, (_get, set) => set(noticeAtom, null));

const isListed = (get: Getter, unitId: string) =>
  get(portalAtom)?.units.some((unit) => unit.id === unitId) ?? false;

/**
 * Settles the unit: the one a link hints at, else the remembered one. An id that the portal does not list is looked up, since
 * QR codes and memories outlive wards. The remembered unit stays when a link leads nowhere, and what the person chooses while the answer
 * is awaited goes before the answer.
 */
export const settleUnitAtom = atom(null, async (get, set, hint: string | null) => {
  const formerId = get(chosenIdAtom);
  const unitId = hint ?? formerId;
  if (unitId === null) return;
  if (isListed(get, unitId)) {
    if (unitId !== formerId) set(chooseUnitAtom, unitId);
    return;
  }
  const answer = followUnit(await getUnit(unitId));
  if (get(chosenIdAtom) !== formerId) return;
  if (answer.unitId !== null) set(chooseUnitAtom, answer.unitId);
  else if (unitId === formerId && answer.notice?.kind !== 'lookup-failed') set(forgetUnitAtom);
  set(noticeAtom, answer.notice);
});
