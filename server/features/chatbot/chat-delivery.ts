import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Database } from '../../db/database.ts';
import { lanes } from '../../outbox/backoff.rules.ts';
import type { DeliveryHandler, DeliveryOutcome } from '../../outbox/dispatcher.ts';
import type { ClaimedMessage } from '../../outbox/outbox-claims.store.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { chatStore, type FoundAnswer } from './chat.store.ts';
import { appLink, toZaloButton, wordsIn, type ZaloButton } from './chat-links.rules.ts';
import type { ChatAnswer } from './chat-message.ts';
import { chatWordsStore } from './chat-words.store.ts';
import type { Chatbot } from './chatbot.rules.ts';

/** What became of a message to one person (zalo/oa-client.ts). */
type ChatOutcome =
  | { kind: 'sent'; messageId: string }
  | { kind: 'retry'; afterMs: number | null; reason: string }
  | { kind: 'unknown' | 'permanent' | 'human'; reason: string }
  | { kind: 'person'; problem: 'unreachable' | 'window_closed' | 'quota'; reason: string };

type FindOutcome =
  | { kind: 'found'; messageId: string }
  | { kind: 'absent' }
  | { kind: 'failed'; reason: string; needsPerson: boolean };

/** What is asked of Zalo's side. */
export type ChatSender = {
  sendChatMessage(
    unitId: string,
    userId: string,
    message: { text: string; buttons: readonly ZaloButton[] },
  ): Promise<ChatOutcome>;
  sendChatFile(
    unitId: string,
    userId: string,
    file: { bytes: Uint8Array; mediaType: string; fileName: string },
  ): Promise<ChatOutcome>;
  findInChat(unitId: string, userId: string, needle: string, since: Date): Promise<FindOutcome>;
};

export type ChatNews = { id: string; title: string; publishedAt: string };

const Payload = z.object({ answerId: z.uuid() });

/** An answer that could not be sent for this long is not sent any more: it would answer something long past. */
const answerMs = { sos: 2 * 60 * 60_000, other: 15 * 60_000 } as const;
/** The link to a tip's form brings its words along for this long; its message says so. */
const wordsMs = 30 * 60_000;
const newsMax = 4;

type Told = Extract<ChatAnswer, { kind: 'text' }>;

/** Sends what the assistant says, in the order in which it was said. */
export function chatAnswerHandler(dependencies: {
  database: Database;
  keys: SecretKeys;
  sender: ChatSender;
  chatbotOf(unitId: string): Chatbot | undefined;
  miniAppId: string | null;
  publicUrl: string;
  /** The empty form. Throws `busy` when too much is being made at once. */
  blankForm(slug: string): Promise<{ bytes: Uint8Array; mediaType: string; name: string }>;
  latestNews(unitId: string, count: number): Promise<readonly ChatNews[]>;
  now: () => Date;
}): DeliveryHandler {
  const { database, keys, sender, now } = dependencies;
  const chats = chatStore(database.kysely, keys);

  return async (message) => {
    const { answerId } = Payload.parse(message.payload);
    const found = await chats.findAnswer(answerId);
    // Sent already, or its person took back their consent.
    if (!found) return { kind: 'park', reason: 'nothing to say any more' };
    const outcome = isTooOld(message, now()) ? over('too late') : await deliver(message, found);
    if (outcome.kind === 'sent' || outcome.kind === 'park') await chats.dropAnswer(answerId);
    return outcome;
  };

  async function deliver(message: ClaimedMessage, found: FoundAnswer): Promise<DeliveryOutcome> {
    const { answer, unitId, userId } = found;
    const chatbot = dependencies.chatbotOf(unitId);
    if (!chatbot) return over('no such unit');
    if (answer.kind === 'file') {
      const { bytes, mediaType, name } = await dependencies.blankForm(answer.slug);
      return toDelivery(await sender.sendChatFile(unitId, userId, { bytes, mediaType, fileName: name }));
    }
    const told =
      answer.kind === 'news' ? chatbot.news(await dependencies.latestNews(unitId, newsMax)) : answer;
    if (told.kind !== 'text') return over('nothing to say');
    if (message.isOutcomeUnknown && message.lane !== lanes.sos) {
      const sent = await sender.findInChat(unitId, userId, told.text, message.lookSince);
      if (sent.kind === 'found') return { kind: 'sent', externalId: sent.messageId };
      if (sent.kind === 'failed')
        return sent.needsPerson ? over(sent.reason) : { kind: 'unknown', reason: sent.reason };
    }
    // A cry is answered again rather than perhaps not at all.
    const buttons = await buttonsOf(told, found);
    const outcome = await sender.sendChatMessage(unitId, userId, { text: told.text, buttons });
    if (outcome.kind !== 'permanent' || buttons.length === 0) return toDelivery(outcome);
    // One button that Zalo does not take fails the whole message: the words matter more.
    return toDelivery(await sender.sendChatMessage(unitId, userId, { text: told.text, buttons: [] }));
  }

  async function buttonsOf(told: Told, { unitId, conversationId }: FoundAnswer): Promise<ZaloButton[]> {
    const words = wordsIn(told);
    const wordsId = words === null ? null : randomBytes(16).toString('base64url');
    if (words !== null && wordsId !== null)
      await chatWordsStore(database.kysely, keys).keep(
        wordsId,
        conversationId,
        words,
        new Date(now().getTime() + wordsMs),
      );
    const where = { miniAppId: dependencies.miniAppId, publicUrl: dependencies.publicUrl, unitId, wordsId };
    return told.buttons.map((button) => toZaloButton(button, (place) => appLink(place, where)));
  }
}

/** Not sent, and no waiting mends it. */
const over = (reason: string): DeliveryOutcome => ({ kind: 'park', reason });

function isTooOld({ createdAt, lane }: ClaimedMessage, at: Date): boolean {
  return at.getTime() - Date.parse(createdAt) > (lane === lanes.sos ? answerMs.sos : answerMs.other);
}

function toDelivery(outcome: ChatOutcome): DeliveryOutcome {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', externalId: outcome.messageId };
    case 'retry':
      return { kind: 'retry', reason: outcome.reason, afterMs: outcome.afterMs };
    case 'unknown':
      return { kind: 'unknown', reason: outcome.reason };
    case 'person':
      return over(`${outcome.problem}: ${outcome.reason}`);
    case 'permanent':
    case 'human':
      return over(outcome.reason);
  }
}
