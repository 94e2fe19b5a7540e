import type { OaPerson, OtherContent, ZaloEvent, ZaloEventOf } from './zalo-event.ts';

type DistributeOmit<Value, Keys extends PropertyKey> = Value extends unknown ? Omit<Value, Keys> : never;

/** An event as its body tells it, before we know whose OA it is and gave it an id. */
export type OaEventBody = DistributeOmit<
  Exclude<ZaloEvent, ZaloEventOf<'revokeConsent'>>,
  'id' | 'unitId' | 'receivedAt'
>;

/** What is needed of a body to check it, before anything else of it is believed. */
export type OaEnvelope = {
  readonly appId: string;
  /** Exactly as it stands there: it is signed as text. */
  readonly timestamp: string;
  readonly at: Date;
  readonly name: string;
};

/** Longer names are none of Zalo's. */
const nameCharsMax = 60;
const idCharsMax = 100;

/** Null: no event of an OA. Zalo's own probe, `{}`, is none. */
export function readOaEnvelope(body: Readonly<Record<string, unknown>>): OaEnvelope | null {
  const appId = idOf(body.app_id);
  const timestamp = typeof body.timestamp === 'number' ? String(body.timestamp) : body.timestamp;
  const at = instant(timestamp);
  const name = body.event_name;
  if (!appId || typeof timestamp !== 'string' || !at || typeof name !== 'string') return null;
  return name.length <= nameCharsMax ? { appId, timestamp, at, name } : null;
}

/**
 * The body in our words (zalo/server.md 5.5, 5.6). Null for what has no effect on us: the echoes of what our API sent, receipts,
 * reactions, tags, and whatever Zalo invents next. Spellings that were seen in two forms are both taken.
 */
export function readOaEvent(
  body: Readonly<Record<string, unknown>>,
  { name, at }: OaEnvelope,
): OaEventBody | null {
  const inGroup = /^user_send_group_([a-z_]+)$/.exec(name);
  if (inGroup) return groupMessage(body, at);
  const inChat = /^user_send_([a-z_]+)$/.exec(name);
  if (inChat) return chatMessage(body, at, inChat[1] ?? '');
  if (/^oa_send_(?!group_)[a-z_]+$/.test(name)) return writtenByOfficer(body, at);
  switch (name) {
    case 'follow':
    case 'unfollow': {
      const person = personOf(body, body.oa_id, fieldOf(body.follower, 'id'));
      return person && { kind: name, ...atOa(person, at) };
    }
    case 'user_click_chatnow': {
      const person = personOf(body, body.oa_id, body.user_id);
      return person && { kind: 'userInteracted', ...atOa(person, at) };
    }
    case 'user_submit_info': {
      const person = personOf(body, fieldOf(body.recipient, 'id'), fieldOf(body.sender, 'id'));
      return person && { kind: 'userInteracted', ...atOa(person, at) };
    }
    case 'create_group':
    case 'update_group_info':
    case 'delete_group':
    case 'disperse_group': {
      const oaId = oaIdIn(body);
      return oaId === null ? null : { kind: 'groupsChanged', oaId, at };
    }
    default:
      return null;
  }
}

/** Whose event it is, also of those that have no effect: that an OA is heard from at all is worth knowing. */
export function oaIdIn(body: Readonly<Record<string, unknown>>): string | null {
  const stated = idOf(body.oa_id);
  if (stated) return stated;
  const name = typeof body.event_name === 'string' ? body.event_name : '';
  return name.startsWith('oa_') ? idOf(fieldOf(body.sender, 'id')) : idOf(fieldOf(body.recipient, 'id'));
}

/** What makes two arrivals the same event: the message's id where there is one (zalo/server.md 5.4). */
export const messageIdIn = (body: Readonly<Record<string, unknown>>): string | null =>
  idOf(fieldOf(body.message, 'msg_id'));

function chatMessage(body: Readonly<Record<string, unknown>>, at: Date, content: string): OaEventBody | null {
  const said = saidBy(body, at, fieldOf(body.recipient, 'id'));
  if (!said) return null;
  const text = textOf(body.message);
  if (content === 'text') return text === null ? null : { kind: 'userSentText', ...said, text };
  if (content === 'image') return { kind: 'userSentImage', ...said, caption: text };
  const point = content === 'location' ? pointOf(body.message) : null;
  if (point) return { kind: 'userSentLocation', ...said, ...point, text };
  return { kind: 'userSentOther', ...said, what: otherContent(content) };
}

/** An echo names the person who wrote it; what our API sends has none. */
function writtenByOfficer(body: Readonly<Record<string, unknown>>, at: Date): OaEventBody | null {
  if (!idOf(fieldOf(body.sender, 'admin_id'))) return null;
  const person = personOf(body, fieldOf(body.sender, 'id'), fieldOf(body.recipient, 'id'));
  return person && { kind: 'officerWrote', ...atOa(person, at) };
}

/** The group is the recipient and the OA stands at the top; some have the group under another name. */
function groupMessage(body: Readonly<Record<string, unknown>>, at: Date): OaEventBody | null {
  const groupId = idOf(fieldOf(body.recipient, 'group_id')) ?? idOf(fieldOf(body.recipient, 'id'));
  const said = saidBy(body, at, body.oa_id);
  return said && groupId ? { kind: 'groupMessage', ...said, groupId, text: textOf(body.message) } : null;
}

function saidBy(body: Readonly<Record<string, unknown>>, at: Date, oaId: unknown) {
  const person = personOf(body, oaId, fieldOf(body.sender, 'id'));
  const messageId = messageIdIn(body);
  return person && messageId ? { ...atOa(person, at), messageId, quoted: quotedIn(body.message) } : null;
}

const atOa = (person: OaPerson, at: Date) => ({ oaId: person.oaId, at, person });

function personOf(body: Readonly<Record<string, unknown>>, oaId: unknown, userId: unknown): OaPerson | null {
  const oa = idOf(oaId);
  const user = idOf(userId);
  return oa && user ? { oaId: oa, userId: user, appUserId: idOf(body.user_id_by_app) } : null;
}

/** `quote_msg_id`, or an object with the quoted message in it. */
function quotedIn(message: unknown): { messageId: string | null; text: string | null } | null {
  const object = fieldOf(message, 'quote_msg');
  const messageId = idOf(fieldOf(message, 'quote_msg_id')) ?? idOf(fieldOf(object, 'msg_id'));
  const text = textOf(object);
  return messageId === null && text === null ? null : { messageId, text };
}

function pointOf(message: unknown): { lat: number; lng: number } | null {
  const attachments = fieldOf(message, 'attachments');
  const [first] = Array.isArray(attachments) ? attachments : [];
  const coordinates = fieldOf(fieldOf(first, 'payload'), 'coordinates');
  const lat = degrees(fieldOf(coordinates, 'latitude'), 90);
  const lng = degrees(fieldOf(coordinates, 'longitude'), 180);
  return lat === null || lng === null ? null : { lat, lng };
}

const otherContents: readonly string[] = [
  'sticker',
  'file',
  'link',
  'audio',
  'video',
  'gif',
  'business_card',
] satisfies OtherContent[];

const otherContent = (name: string): OtherContent =>
  otherContents.includes(name) ? (name as OtherContent) : 'other';

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Reflect.get(value, name)
    : undefined;
}

/** Zalo's ids go beyond 2^53 and come as text. A number here was short enough to have lost nothing (webhook-json.rules.ts). */
function idOf(value: unknown): string | null {
  const id = Number.isSafeInteger(value) ? String(value) : value;
  return typeof id === 'string' && id !== '' && id.length <= idCharsMax ? id : null;
}

function textOf(message: unknown): string | null {
  const text = fieldOf(message, 'text');
  return typeof text === 'string' && text.trim() !== '' ? text.normalize('NFC') : null;
}

/** Coordinates come as text. */
function degrees(value: unknown, max: number): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && Math.abs(number) <= max ? number : null;
}

/** Milliseconds as text. */
function instant(value: unknown): Date | null {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? new Date(Number(value)) : null;
}
