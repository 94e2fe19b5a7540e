import type { Unit } from '../../content/pack.schema.ts';
import { type AppPlace, type ChatAnswer, type ChatButton, chatLimits } from './chat-message.ts';

type Hotline = Unit['hotlines'][number];

/** Puts words into a sentence's braces; a sentence and its words are checked against each other when the pack is read. */
export function fillIn(sentence: string, words: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{([^}]*)\}/g, (braces, name: string) => words[name] ?? braces);
}

/** Lines as one message, cut between lines where it would be too long for Zalo. */
export function textAnswer(
  lines: readonly (string | null)[],
  buttons: readonly (ChatButton | null)[] = [],
): ChatAnswer {
  return {
    kind: 'text',
    text: joinUpTo(
      lines.filter((line) => line !== null && line !== ''),
      chatLimits.textCharsMax,
    ),
    buttons: buttons.filter((button) => button !== null).slice(0, chatLimits.buttonsMax),
  };
}

function joinUpTo(lines: readonly (string | null)[], charsMax: number): string {
  let text = '';
  for (const line of lines) {
    const next = (text === '' ? (line ?? '') : `${text}\n${line}`).normalize('NFC');
    if (next.length > charsMax) return text === '' ? `${next.slice(0, charsMax - 1)}…` : text;
    text = next;
  }
  return text;
}

export const openButton = (title: string, place: AppPlace): ChatButton => ({
  title,
  action: { kind: 'open', place },
});

export const sayButton = (title: string, payload: string): ChatButton => ({
  title,
  action: { kind: 'say', payload },
});

export const callButton = (title: string, phone: string): ChatButton => ({
  title,
  action: { kind: 'call', phone: phone.replace(/\s/g, '') },
});

/** One line of a phone; a number for trials says that it is one. */
export function phoneLine(
  sentences: { readonly phone: string; readonly trialPhone: string },
  { label, phone, placeholder }: Hotline,
): string {
  return fillIn(placeholder ? sentences.trialPhone : sentences.phone, { label, phone });
}

/** No button dials a number that is none. */
export const realPhoneOf = (hotlines: readonly Hotline[]): string | null =>
  hotlines.find(({ placeholder }) => !placeholder)?.phone ?? null;

export const vnd = (amount: number): string => `${String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.')} đồng`;

/** "2025-02-28": "28/02/2025". */
export const dayText = (day: string): string => day.slice(0, 10).split('-').reverse().join('/');
