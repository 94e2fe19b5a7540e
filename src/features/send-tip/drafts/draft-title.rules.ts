import { draftText } from '../../../text/vi-drafts.ts';
import { tidy } from '../tip-draft.rules.ts';
import type { TipDraft } from '../tip-draft.ts';

const titleCharsMax = 60;

/** The draft's first words, cut between words where that can be done; something to know it by when there are none. */
export function draftTitle({ description }: Pick<TipDraft, 'description'>): string {
  const words = tidy(description).replace(/\s+/g, ' ');
  if (words === '') return draftText.list.untitled;
  const letters = [...words];
  if (letters.length <= titleCharsMax) return words;
  const cut = letters.slice(0, titleCharsMax).join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > titleCharsMax / 2 ? cut.slice(0, lastSpace) : cut}…`;
}
