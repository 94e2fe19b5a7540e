import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Unit } from '../../content/pack.schema.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { recordLive } from '../../live/live-event.store.ts';
import { lanes } from '../../outbox/backoff.rules.ts';
import { type NewMessage, newMessageId, outboxStore } from '../../outbox/outbox.store.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type Conversation, type ConversationChange, chatStore, type PersonAtOa } from './chat.store.ts';
import { type ChatSos, createChatAlerts } from './chat-alerts.ts';
import { chatLiveEvents } from './chat-live.rules.ts';
import { type ChatAnswer, type ChatInput, chatLimits } from './chat-message.ts';
import type { ChatStep, ChatTurn } from './chat-step.rules.ts';
import { chatWordsStore } from './chat-words.store.ts';
import type { Chatbot } from './chatbot.rules.ts';

/** What somebody did at an OA, as the webhook tells it. */
export type ChatEvent = {
  /** The same event has the same one, however often it arrives. */
  readonly id: string;
  readonly unitId: string;
  readonly person: PersonAtOa;
  readonly at: Date;
  readonly input: ChatInput;
};

export const chatTopics = { answer: 'chat.answer' } as const;

/** People have a conversation this long, from the hand-over or from what an officer wrote last. */
const silenceMs = 60 * 60_000;
/** What more somebody does in this time is not answered; a cry for help always is. */
const burst = { ms: 60_000, answeredMax: 12 } as const;
/** Whoever cries again has the numbers before them still. */
const criesApartMs = 10_000;
/** More unsent answers than this to one person are not added to: they would all come at once, and late. */
const unsentMax = 8;
/** Of one unit, by one server. */
const noticeEveryMs = 5 * 60_000;
const unsentKeptMs = 24 * 60 * 60_000;

/** Answers in the chats of the OAs: what the rules decide is stored with the event and goes out through the outbox. */
export function createChatService(dependencies: {
  database: Database;
  keys: SecretKeys;
  tree: Pick<UnitTree, 'upwards'>;
  now: () => Date;
  logger: Logger;
  /** Of a unit of today. */
  chatbotOf(unitId: string): Chatbot | undefined;
  /** Whom to call for a unit at this instant, the best first. */
  dutyPhonesOf(unitId: string): readonly Unit['hotlines'][number][];
  sos: ChatSos;
  /** Tells the unit's officers that somebody waits. */
  newHandOverNotice(about: { unitId: string; conversationId: string }): NewMessage;
  wakeOutbox(): void;
}) {
  const { database, keys, now, logger, chatbotOf } = dependencies;
  /** By unit: when its officers were told last, and because of which event. */
  const toldOf = new Map<string, { atMs: number; eventId: string }>();
  const alerts = createChatAlerts(dependencies.sos);

  return {
    /** Answers one event, in its transaction; the caller sees to it that each comes once. */
    async take(transaction: Transaction<Schema>, event: ChatEvent): Promise<ChatStep | null> {
      const chatbot = chatbotOf(event.unitId);
      if (!chatbot) return null;
      const at = now();
      const chats = chatStore(transaction, keys);
      const conversation = await chats.holdOf(event.person, event.unitId, at);
      if (event.input.kind === 'officer' && isOver(event, conversation, at)) return null;
      const turn = turnOf(event, conversation, at);
      const step = chatbot.step(turn);
      const flow = flowOf(event, conversation, step, at);
      const change = changeAfter(event, conversation, step, at);
      const answers = await done(transaction, { event, conversation, turn, step, chatbot, change });
      // A cry that is not answered again leaves the one that was.
      if (isUrgent(step) && !flow.mayAnswer) change.state = conversation.state;
      await chats.change(conversation.id, { ...change, burst: flow.burst }, at);
      await recordLive(
        transaction,
        chatLiveEvents(conversation, conversation, change, dependencies.tree),
        at,
      );
      const isFull = (await chats.countUnsent(conversation.id)) >= unsentMax;
      const said = flow.mayAnswer && (!isFull || isUrgent(step)) ? answers : [];
      const all = flow.isTooFast && !isFull ? [chatbot.tooFast()] : said;
      await send(transaction, conversation, all, isUrgent(step), at);
      if (step.handOver && step.handOver !== 'officer')
        await tellOfficers(transaction, conversation, { at, eventId: event.id });
      logger.debug({ about: step.about.split(':')[0], unitId: event.unitId }, 'chat');
      return step;
    },

    forget: (transaction: Transaction<Schema>, people: readonly PersonAtOa[]) =>
      chatStore(transaction, keys).forget(people),

    sweep: (at: Date): Promise<void> =>
      database.transact(async (transaction) => {
        await chatWordsStore(transaction, keys).sweep(at);
        await chatStore(transaction, keys).sweep(at, new Date(at.getTime() - unsentKeptMs));
      }),

    /** Conversations that rest since then, so many at the most; how many went. */
    eraseResting: (transaction: Transaction<Schema>, restingSince: string, count: number): Promise<number> =>
      chatStore(transaction, keys).eraseResting(restingSince, count),
  };

  function turnOf({ input, at, unitId }: ChatEvent, conversation: Conversation, instant: Date): ChatTurn {
    return {
      input,
      at,
      now: instant,
      state: conversation.state,
      isHandedOver: conversation.silentUntil !== null && conversation.silentUntil > instant,
      dutyPhones: dependencies.dutyPhonesOf(unitId),
    };
  }

  /** What is to be done before it is told is done; the conversation's alert goes into `change`. */
  async function done(
    transaction: Transaction<Schema>,
    about: {
      event: ChatEvent;
      conversation: Conversation;
      turn: ChatTurn;
      step: ChatStep;
      chatbot: Chatbot;
      change: Change;
    },
  ): Promise<ChatAnswer[]> {
    const { event, conversation, turn, chatbot, change } = about;
    const answers: ChatAnswer[] = [];
    for (const answer of about.step.answers) {
      const { id: key, unitId } = event;
      const { told, sos } = await alerts.act(transaction, {
        ...{ answer, key, unitId, turn, chatbot, open: conversation.sos },
      });
      answers.push(told);
      if (sos !== conversation.sos) change.sos = sos;
    }
    return answers;
  }

  /** In the person's own stream, so that order is kept; a cry for help has one to itself, so that it waits for nothing. */
  async function send(
    transaction: Transaction<Schema>,
    conversation: Conversation,
    answers: readonly ChatAnswer[],
    urgent: boolean,
    at: Date,
  ): Promise<void> {
    const chats = chatStore(transaction, keys);
    const messages: NewMessage[] = [];
    for (const answer of answers.slice(0, chatLimits.answersPerInputMax)) {
      const id = newMessageId();
      await chats.keepAnswer(id, conversation.id, answer, at);
      messages.push({
        id,
        destination: `oa-chat:${conversation.unitId}`,
        stream: `${urgent ? 'oa-chat-sos' : 'oa-chat'}:${conversation.id}`,
        lane: urgent ? lanes.sos : lanes.other,
        topic: chatTopics.answer,
        payload: { answerId: id },
      });
    }
    await outboxStore(transaction).enqueue(messages, at);
  }

  async function tellOfficers(
    transaction: Transaction<Schema>,
    { id, unitId }: Conversation,
    { at, eventId }: { at: Date; eventId: string },
  ): Promise<void> {
    const told = toldOf.get(unitId);
    // An event that comes again took no effect, nor did the notice of it.
    const isAgain = told?.eventId === eventId;
    // Whoever looks into the chat because of one sees the others too.
    if (told && !isAgain && at.getTime() - told.atMs < noticeEveryMs) return;
    toldOf.set(unitId, { atMs: at.getTime(), eventId });
    const notice = dependencies.newHandOverNotice({ unitId, conversationId: id });
    await outboxStore(transaction).enqueue([notice], at);
  }
}

type Change = { -readonly [Key in keyof ConversationChange]: ConversationChange[Key] };

/** An officer's message that is told so late says nothing about who answers now, nor one from before the assistant got it back. */
const isOver = (event: ChatEvent, { givenBackAt }: Conversation, at: Date): boolean =>
  at.getTime() - event.at.getTime() > silenceMs || (givenBackAt !== null && event.at <= givenBackAt);

const isUrgent = ({ about }: ChatStep): boolean => about.startsWith('sos') || about === 'position';

/** Whether there is to be an answer, by how much was sent in this minute. */
function flowOf(
  { input }: ChatEvent,
  { burst: before, state }: Conversation,
  step: ChatStep,
  at: Date,
): { burst: Conversation['burst']; mayAnswer: boolean; isTooFast: boolean } {
  if (input.kind === 'officer') return { burst: before, mayAnswer: true, isTooFast: false };
  const isSame = before !== null && at.getTime() - before.from.getTime() < burst.ms;
  const next = isSame ? { from: before.from, count: before.count + 1 } : { from: at, count: 1 };
  if (isUrgent(step)) {
    const criedMs = state.cry === null ? 0 : Date.parse(state.cry.at);
    const isRepeated = step.about === 'sos' && state.cry?.heard === step.state.cry?.heard;
    const mayAnswer = !isRepeated || at.getTime() - criedMs >= criesApartMs;
    return { burst: next, mayAnswer, isTooFast: false };
  }
  return {
    burst: next,
    mayAnswer: next.count <= burst.answeredMax,
    isTooFast: next.count === burst.answeredMax + 1,
  };
}

/** Who has the conversation now, since when somebody waits, and what is remembered. */
function changeAfter(
  { input, at: doneAt }: ChatEvent,
  conversation: Conversation,
  step: ChatStep,
  at: Date,
): Change {
  const { handOver, silentUntil, waitingSince } = conversation;
  const change: Change = {
    state: step.state,
  };
  if (input.kind === 'officer') {
    const until = new Date(doneAt.getTime() + silenceMs);
    change.handOver = handOver ?? { at: doneAt, why: 'officer' };
    change.silentUntil = silentUntil !== null && silentUntil > until ? silentUntil : until;
    change.answeredAt = doneAt;
    // What came after the officer wrote still waits.
    if (waitingSince !== null && waitingSince <= doneAt) change.waitingSince = null;
    return change;
  }
  change.saidAt = doneAt;
  if (step.isTakenBack)
    return { ...change, handOver: null, silentUntil: null, waitingSince: null, givenBackAt: doneAt };
  const isQuiet = silentUntil !== null && silentUntil > at;
  if (step.handOver) {
    change.handOver = handOver ?? { at, why: step.handOver };
    change.silentUntil = new Date(at.getTime() + silenceMs);
    change.waitingSince = waitingSince ?? doneAt;
  } else if (isQuiet) {
    change.waitingSince = waitingSince ?? doneAt;
  } else if (handOver !== null && waitingSince === null) {
    // The hour is over and nobody waits: ours again.
    change.handOver = null;
    change.silentUntil = null;
  }
  return change;
}
