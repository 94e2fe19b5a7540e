import type { TextStore } from '../../lib/kept-text.ts';

/** Raised when the shape of the draft changes: an older one is then not read. */
export const keptDraftKey = 'tip-draft-1';

/** Whether somebody has begun to write on this phone. Small, because home asks it. */
export const hasKeptDraft = (store: TextStore): boolean => store.getItem(keptDraftKey) !== null;

export const unsavedTipKey = 'unsaved-tip';

/** Whether a tip was sent whose codes the person has not yet said to have saved. */
export const hasUnsavedTip = (store: TextStore): boolean => store.getItem(unsavedTipKey) !== null;
