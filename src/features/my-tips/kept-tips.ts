import { keptText, type TextStore } from '../../lib/kept-text.ts';
import { atom } from '../../lib/store.ts';

/** The two codes of a tip. No word of it is kept with them. */
export type KeptTip = { code: string; receipt: string };

/**
 * Plainly in the phone's storage: a key to hide them would lie beside them, so whoever holds the unlocked phone can read them, and the
 * screen says so. Raised when the shape changes.
 */
const keptTipsKey = 'kept-tips-1';

/** Each is asked for when the list is uncovered. */
export const keptTipsMax = 20;

const isKeptTip = (value: unknown): value is KeptTip =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'receipt' in value &&
  typeof value.receipt === 'string';

/** The codes kept on this phone, the last kept first. */
export function readKeptTips(store: TextStore): KeptTip[] {
  try {
    const value: unknown = JSON.parse(store.getItem(keptTipsKey) ?? '[]');
    return Array.isArray(value) ? value.filter(isKeptTip).slice(0, keptTipsMax) : [];
  } catch {
    return [];
  }
}

/** Nothing is left behind when none is kept. */
export function writeKeptTips(store: TextStore, tips: readonly KeptTip[]): void {
  if (tips.length === 0) store.removeItem(keptTipsKey);
  else store.setItem(keptTipsKey, JSON.stringify(tips));
}

const stateAtom = atom<KeptTip[]>(readKeptTips(keptText));

export const keptTipsAtom = atom((get) => get(stateAtom));

/** Only because the person has said so. Beyond `keptTipsMax` nothing is added. */
export const keepTipAtom = atom(null, (get, set, { code, receipt }: KeptTip) => {
  const others = get(stateAtom).filter((tip) => tip.code !== code);
  if (others.length >= keptTipsMax) return;
  const tips = [{ code, receipt }, ...others];
  writeKeptTips(keptText, tips);
  set(stateAtom, tips);
});

export const forgetTipAtom = atom(null, (get, set, code: string) => {
  const tips = get(stateAtom).filter((tip) => tip.code !== code);
  writeKeptTips(keptText, tips);
  set(stateAtom, tips);
});

export const forgetAllTipsAtom = atom(null, (_get, set) => {
  writeKeptTips(keptText, []);
  set(stateAtom, []);
});
