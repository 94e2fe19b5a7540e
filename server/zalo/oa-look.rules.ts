import { isRecord, nonEmptyString } from './zalo-http.ts';

/** One line of a conversation as Zalo reads it back (zalo/server.md 3.5, 3.6). */
export type HistoryLine = Readonly<Record<string, unknown>>;

/** Whose conversation it is. */
export type Talk = { readonly userId: string } | { readonly groupId: string };

/** What a person sends, by Zalo's two sets of names. */
const eventOfType: Readonly<Record<string, string>> = {
  text: 'text',
  photo: 'image',
  image: 'image',
  location: 'location',
  sticker: 'sticker',
  gif: 'gif',
  link: 'link',
  links: 'link',
  file: 'file',
  voice: 'audio',
  audio: 'audio',
  video: 'video',
};

/** Null when this is no page of a conversation. */
export const readPage = (data: unknown): HistoryLine[] | null =>
  Array.isArray(data) ? data.filter(isRecord) : null;

/** When it was said; null when the line names no time. Milliseconds, as a number or as text. */
export function timeOf({ time }: HistoryLine): Date | null {
  const ms = typeof time === 'string' || typeof time === 'number' ? Number(time) : Number.NaN;
  return Number.isFinite(ms) && ms > 0 ? new Date(ms) : null;
}

/** Which conversation the line is the last of; null when it does not say. */
export function talkOf(line: HistoryLine, scope: 'chats' | 'groups'): Talk | null {
  if (scope === 'groups') {
    const groupId = nonEmptyString(line.group_id) ?? nonEmptyString(line.to_id);
    return groupId ? { groupId } : null;
  }
  const userId = nonEmptyString(isFromPerson(line) ? line.from_id : line.to_id);
  return userId ? { userId } : null;
}

/**
 * What a person said, as the webhook would have told it; null for the OA's own lines. Who they are to our app is not in a conversation.
 */
export function toWebhookBody(
  line: HistoryLine,
  talk: Talk,
  { appId, oaId }: { appId: string; oaId: string },
): Record<string, unknown> | null {
  const messageId = nonEmptyString(line.message_id);
  const userId = nonEmptyString(line.from_id);
  const at = timeOf(line);
  if (!isFromPerson(line) || !messageId || !userId || !at) return null;
  const type = typeof line.type === 'string' ? line.type : '';
  const event = Object.hasOwn(eventOfType, type) ? eventOfType[type] : 'other';
  const inGroup = 'groupId' in talk;
  const quoted = nonEmptyString(line.quote_msg_id) ?? nonEmptyString(line.quote_message_id);
  return {
    app_id: appId,
    ...(inGroup ? { oa_id: oaId } : {}),
    sender: { id: userId },
    recipient: { id: inGroup ? talk.groupId : oaId },
    event_name: `user_send_${inGroup ? 'group_' : ''}${event}`,
    message: {
      msg_id: messageId,
      ...(typeof line.message === 'string' && line.message !== '' ? { text: line.message } : {}),
      ...(quoted ? { quote_msg_id: quoted } : {}),
      ...(event === 'location' ? { attachments: [placeOf(line)] } : {}),
    },
    timestamp: String(at.getTime()),
  };
}

const isFromPerson = ({ src }: HistoryLine): boolean => Number(src) === 1;

/** The place comes as JSON in a text. */
function placeOf({ location }: HistoryLine): unknown {
  let coordinates: unknown = null;
  try {
    coordinates = typeof location === 'string' ? JSON.parse(location) : location;
  } catch {
    // No place: the event then tells of something else that was sent.
  }
  return { type: 'location', payload: { coordinates } };
}
