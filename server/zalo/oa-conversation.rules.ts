import { isRecord, nonEmptyString } from './zalo-http.ts';

/**
 * Reading a group's conversation back (zalo/server.md 3.5, 3.6): `data` is an array of messages, newest first. The shape of a
 * group's history was read in one source only, so the order is not relied on and what is missing is not guessed.
 */
export type ConversationEntry = {
  readonly messageId: string;
  readonly text: string;
  /** Null when the entry names no time. */
  readonly at: Date | null;
  /** A member wrote it, not the OA. */
  readonly isFromMember: boolean;
};

/** Null when this is no page of a conversation. Entries without an id are left out. */
export function parseConversationPage(data: unknown): ConversationEntry[] | null {
  if (!Array.isArray(data)) return null;
  return data.filter(isRecord).flatMap((entry) => {
    const messageId = nonEmptyString(entry.message_id);
    if (!messageId) return [];
    const text = typeof entry.message === 'string' ? entry.message.normalize('NFC') : '';
    return [{ messageId, text, at: toInstant(entry.time), isFromMember: Number(entry.src) === 1 }];
  });
}

/**
 * The OA's own message that holds the text, sent since then. What a member wrote does not count: an officer may name the code
 * of a tip whose text never came.
 */
export function findSent(
  page: readonly ConversationEntry[],
  needle: string,
  since: Date,
): ConversationEntry | undefined {
  const wanted = needle.normalize('NFC');
  return page.find((entry) => !entry.isFromMember && isSince(entry, since) && entry.text.includes(wanted));
}

/** Whether this page has reached messages older than that instant, so that no further page can hold a newer one. */
export function reachesBefore(page: readonly ConversationEntry[], since: Date): boolean {
  const times = page.map((entry) => entry.at?.getTime() ?? null);
  const isNewestFirst = times.every((time, index) => {
    const before = index === 0 ? null : times[index - 1];
    return time !== null && (before === null || before === undefined || time <= before);
  });
  const last = page.at(-1);
  return isNewestFirst && last !== undefined && !isSince(last, since);
}

function isSince(entry: ConversationEntry, since: Date): boolean {
  return entry.at === null || entry.at >= since;
}

/** Milliseconds, as a number or as a string. */
function toInstant(time: unknown): Date | null {
  const ms = typeof time === 'string' || typeof time === 'number' ? Number(time) : Number.NaN;
  return Number.isFinite(ms) && ms > 0 ? new Date(ms) : null;
}
