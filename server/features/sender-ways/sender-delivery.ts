import * as z from 'zod';
import { words } from '../../content/words.ts';
import type { Database } from '../../db/database.ts';
import type { DeliveryHandler, DeliveryOutcome } from '../../outbox/dispatcher.ts';
import type { ClaimedMessage } from '../../outbox/outbox-claims.store.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import type { ToldTip } from './sender-chat.service.ts';
import { type SenderChatRow, senderChatStore } from './sender-chat.store.ts';
import { chatTexts, type SenderNews, senderNews } from './sender-notice.rules.ts';

export const senderTopic = 'sender.news';

/** What happened to the tip, how many parts of it are in the chat already, and why it goes on another way. */
export const SenderPayload = z.object({
  tipId: z.string(),
  /** Number of the history entry whose words it brings; null: it brings none. */
  sequence: z.number().nullable(),
  news: z.enum(senderNews),
  partsSent: z.number().default(0),
  /** The chat is closed: why. */
  notByChat: z.string().nullable().default(null),
});
type SenderPayload = z.infer<typeof SenderPayload>;

type ChatOutcome =
  | { kind: 'sent'; messageId: string }
  | { kind: 'retry'; afterMs: number | null; reason: string }
  | { kind: 'unknown' | 'permanent' | 'human' | 'person'; reason: string };
type FindOutcome =
  | { kind: 'found'; messageId: string }
  | { kind: 'absent' }
  | { kind: 'failed'; reason: string; needsPerson: boolean };
type NotifyOutcome =
  | { kind: 'sent' }
  | { kind: 'retry' | 'refused' | 'misconfigured' | 'unknown'; reason: string };

export type SenderDeliveryDependencies = {
  database: Database;
  keys: SecretKeys;
  findTip(id: string): Promise<ToldTip | undefined>;
  /** The words of an entry; undefined once they were erased. */
  findWords(tipId: string, sequence: number): Promise<{ text: string } | undefined>;
  /** As our Zalo App knows the sender who signed in; undefined: nobody did. */
  findZaloId(tipId: string): Promise<string | undefined>;
  chat: {
    sendChatText(unitId: string, userId: string, text: string): Promise<ChatOutcome>;
    findInChat(unitId: string, userId: string, needle: string, since: Date): Promise<FindOutcome>;
  };
  notify: ((userId: string, data: Readonly<Record<string, string>>) => Promise<NotifyOutcome>) | null;
  /** The page in the Mini App that lists the sender's own tips. */
  myTipsUrl: string;
};

/**
 * Tells a tip's sender what their unit did: the whole words in the chat that they chose, while it is open; else a notification that says
 * only that there is something new. The tip's own page has it all along.
 */
export function senderNewsHandler(dependencies: SenderDeliveryDependencies): DeliveryHandler {
  const { database, keys, chat } = dependencies;

  return async (message) => {
    const payload = SenderPayload.parse(message.payload);
    const tip = await dependencies.findTip(payload.tipId);
    // Restricted since: no word of it goes anywhere (promise 11).
    if (!tip || tip.isRestricted || tip.isAnonymous) return { kind: 'park', reason: 'not to be told' };
    const linked = await senderChatStore(database.kysely, keys).find(tip.id);
    if (linked && payload.notByChat === null) {
      const outcome = await tellInChat(message, payload, tip, linked);
      if (outcome) return outcome;
    }
    if (payload.news === 'linked') return { kind: 'park', reason: 'chat closed' };
    return await notify(message, tip.id);
  };

  /** Null: the chat is closed to us, and the next way is taken. */
  async function tellInChat(
    message: ClaimedMessage,
    payload: SenderPayload,
    tip: ToldTip,
    { unitId, userId }: SenderChatRow,
  ): Promise<DeliveryOutcome | null> {
    const said = payload.sequence === null ? null : await dependencies.findWords(tip.id, payload.sequence);
    const texts = chatTexts(payload.news, tip.code, said?.text ?? null);
    let partsSent = payload.partsSent;
    let last = '';
    for (const text of texts.slice(partsSent)) {
      const isDoubtful = message.isOutcomeUnknown && partsSent === payload.partsSent;
      const found = isDoubtful ? await chat.findInChat(unitId, userId, text, message.lookSince) : null;
      if (found?.kind === 'failed') {
        if (found.needsPerson) return null;
        return { kind: 'unknown', reason: found.reason, payload: { ...payload, partsSent } };
      }
      if (found?.kind === 'found') {
        partsSent += 1;
        last = found.messageId;
        continue;
      }
      const outcome = await chat.sendChatText(unitId, userId, text);
      switch (outcome.kind) {
        case 'sent':
          partsSent += 1;
          last = outcome.messageId;
          break;
        case 'retry':
          return {
            kind: 'retry',
            reason: outcome.reason,
            afterMs: outcome.afterMs,
            payload: { ...payload, partsSent },
          };
        case 'unknown':
          return { kind: 'unknown', reason: outcome.reason, payload: { ...payload, partsSent } };
        default:
          return payload.news === 'linked' ? null : otherWay({ ...payload, partsSent }, outcome.reason);
      }
    }
    return { kind: 'sent', externalId: last };
  }

  async function notify({ isOutcomeUnknown }: ClaimedMessage, tipId: string): Promise<DeliveryOutcome> {
    if (!dependencies.notify) return { kind: 'park', reason: 'no notifications here' };
    // Twice "there is something new" would be noise; the page has it.
    if (isOutcomeUnknown) return { kind: 'sent', externalId: null };
    const userId = await dependencies.findZaloId(tipId);
    if (userId === undefined) return { kind: 'park', reason: 'sender not signed in' };
    const { notification } = words.sender;
    const outcome = await dependencies.notify(userId, { ...notification, buttonUrl: dependencies.myTipsUrl });
    switch (outcome.kind) {
      case 'sent':
        return { kind: 'sent', externalId: null };
      case 'retry':
        return { kind: 'retry', reason: outcome.reason };
      case 'unknown':
        return { kind: 'unknown', reason: outcome.reason };
      case 'refused':
      case 'misconfigured':
        return { kind: 'park', reason: outcome.reason };
    }
  }
}

export const isSenderNews = (event: string): event is SenderNews =>
  (senderNews as readonly string[]).includes(event) && event !== 'linked';

/** Remembered with the message, so that the desk can say why it did not come by chat. */
const otherWay = (payload: SenderPayload, reason: string): DeliveryOutcome => ({
  kind: 'retry',
  reason: `chat ${reason}`,
  afterMs: 0,
  payload: { ...payload, notByChat: reason },
});
