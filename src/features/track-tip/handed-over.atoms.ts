import type { TipAccess } from '../../api/sent-tips.ts';
import { atom } from '../../lib/store.ts';

/** A tip chosen on another screen, on its way to the screen that opens it. In memory alone, and taken once. */
export const handedOverTipAtom = atom<TipAccess | null>(null);
