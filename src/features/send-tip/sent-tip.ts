import type { NewTip, TipReceipt } from '#contract/tips.ts';
import { sessionText, type TextStore } from '../../lib/kept-text.ts';
import { atom } from '../../lib/store.ts';
import { unsavedTipKey } from './kept-draft.ts';

/** The receipt lives in memory alone: not in the address, not in storage, not in a log. */
const receiptAtom = atom<TipReceipt | null>(null);

export const sentTipAtom = atom((get) => get(receiptAtom));

/**
 * Until the person says that the codes are saved, the sent body and its key stay for as long as the app is open. A reload then
 * sends them once more and gets the same receipt back: the server stores nothing twice.
 */
export type Unsaved = { key: string; tip: NewTip };

export function readUnsaved(store: TextStore): Unsaved | undefined {
  const text = store.getItem(unsavedTipKey);
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isUnsaved = typeof value === 'object' && value !== null && 'key' in value && 'tip' in value;
    return isUnsaved ? (value as Unsaved) : undefined;
  } catch {
    return undefined;
  }
}

/** The server has it: show the codes, and be able to ask for them again. */
export const keepSentTipAtom = atom(null, (_get, set, receipt: TipReceipt, unsaved: Unsaved) => {
  sessionText.setItem(unsavedTipKey, JSON.stringify(unsaved));
  set(receiptAtom, receipt);
});

/** Asked again after a reload. */
export const showReceiptAtom = atom(null, (_get, set, receipt: TipReceipt) => set(receiptAtom, receipt));

/** The person has saved the codes: nothing of the tip stays on the phone. */
export const forgetSentTipAtom = atom(null, (_get, set) => {
  sessionText.removeItem(unsavedTipKey);
  set(receiptAtom, null);
});
