import { words } from '../../content/words.ts';

/** What can be told a sender: what their unit did, or that a chat is now tied to their tip. */
export const senderNews = ['answered', 'asked', 'message_unit', 'declined', 'closed', 'linked'] as const;
export type SenderNews = (typeof senderNews)[number];

/** Zalo takes no longer message (zalo/server.md 3.1). */
const chatLettersMax = 2_000;
/** A reply of 4,000 letters in three messages, with their heads. */
const partsMax = 4;

/** The whole words, for the chat that the sender chose, in as many messages as they need. Each names the tip. */
export function chatTexts(news: SenderNews, code: string, text: string | null): string[] {
  const head = words.sender.chat[news](code);
  if (text === null) return [head];
  const parts = split(text.normalize('NFC'), chatLettersMax - head.length - ' (10/10)\n'.length);
  return parts.map((part, index) =>
    [parts.length === 1 ? head : `${head} (${index + 1}/${parts.length})`, part].join('\n').normalize('NFC'),
  );
}

/** Cut at the end of a line or a word where there is one in the last quarter. */
function split(text: string, lettersMax: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > lettersMax && parts.length < partsMax - 1) {
    const piece = rest.slice(0, lettersMax);
    const end = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf(' '));
    const cut = end > lettersMax * 0.75 ? end : lettersMax;
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...parts, rest.slice(0, lettersMax)];
}
