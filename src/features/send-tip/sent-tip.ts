import type { NewTip, TipReceipt } from '#contract/tips.ts';
import { keptText, type TextStore } from '../../lib/kept-text.ts';
import { atom } from '../../lib/store.ts';
import { readList, recountTipsAtom, unsavedTipsKey } from './kept-draft.ts';

/**
 * Until the person says that the codes are saved, the sent body and its key stay on the phone. Sent once more they bring the same
 * receipt back: the server stores nothing twice. The receipt itself is never among them. `isOfAccount`: sent by the session of a signed-in
 * person.
 */
export type Unsaved = { key: string; tip: NewTip; unitName: string; isOfAccount?: boolean };

const isUnsaved = (value: unknown): value is Unsaved =>
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  typeof value.key === 'string' &&
  'tip' in value &&
  'unitName' in value &&
  typeof value.unitName === 'string';

/** The tip sent last first. */
export const readUnsaved = (store: TextStore): Unsaved[] => readList(store, unsavedTipsKey, isUnsaved);

function writeUnsaved(store: TextStore, unsaved: readonly Unsaved[]): void {
  if (unsaved.length === 0) store.removeItem(unsavedTipsKey);
  else store.setItem(unsavedTipsKey, JSON.stringify(unsaved));
}

/** Receipts live in memory alone, by the key of their tip: not in the address, not in storage, not in a log. */
const receiptsAtom = atom<Record<string, TipReceipt>>({});
const unsavedAtom = atom<Unsaved[]>(readUnsaved(keptText));

/** Sent tips whose codes are not saved yet, the one sent last first. */
export const unsavedTipsAtom = atom((get) => get(unsavedAtom));

export const receiptsByKeyAtom = atom((get) => get(receiptsAtom));

/** Reads anew what another window of the app has changed. */
export const rereadUnsavedAtom = atom(null, (_get, set) => {
  set(unsavedAtom, readUnsaved(keptText));
  set(recountTipsAtom);
});

/** The server has it: show the codes, and be able to ask for them again. */
export const keepSentTipAtom = atom(
  null,
  (_get, set, receipt: TipReceipt, sent: Omit<Unsaved, 'unitName'>) => {
    const others = readUnsaved(keptText).filter(({ key }) => key !== sent.key);
    writeUnsaved(keptText, [{ ...sent, unitName: receipt.unit.name }, ...others]);
    set(showReceiptAtom, sent.key, receipt);
    set(rereadUnsavedAtom);
  },
);

/** Asked again after the app was closed. */
export const showReceiptAtom = atom(null, (get, set, key: string, receipt: TipReceipt) =>
  set(receiptsAtom, { ...get(receiptsAtom), [key]: receipt }),
);

/** The person has saved the codes: nothing of the tip stays on the phone. */
export const forgetSentTipAtom = atom(null, (get, set, key: string) => {
  writeUnsaved(
    keptText,
    readUnsaved(keptText).filter((unsaved) => unsaved.key !== key),
  );
  const { [key]: _forgotten, ...others } = get(receiptsAtom);
  set(receiptsAtom, others);
  set(rereadUnsavedAtom);
});
