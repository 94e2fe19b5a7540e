import type { UrgentKind } from '#contract/urgent-words.ts';
import type { SosSituation } from '#contract/vocabulary.ts';
import type { Unit } from '../../content/pack.schema.ts';
import type { Connection } from '../../db/database.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { chatStore, type FoundAnswer } from './chat.store.ts';
import type { ChatAnswer } from './chat-message.ts';
import type { Chatbot } from './chatbot.rules.ts';

type Point = { lat: number; lng: number; at: Date };

/** What the chat asks of the alerts. */
export type ChatSos = {
  /** Stored when it returns; the same key stores none twice. */
  start(alert: {
    key: string;
    unitId: string;
    place: Point;
    situation: SosSituation | null;
    text: string | null;
  }): Promise<{ id: string; unitName: string }>;
  /** Null: it is over, and a new one has to be started. */
  addPosition(id: string, place: Point, key: string): Promise<{ unitName: string } | null>;
  /** False: it was over already, or somebody is on the way. */
  cancel(id: string): Promise<boolean>;
};

/** A position within this time belongs to the alert that was started before. */
const sosMs = 60 * 60_000;

const situations: Record<UrgentKind, SosSituation | null> = {
  fire: 'fire',
  medical: 'accident',
  domestic_violence: 'domestic_violence',
  child: 'missing_child',
  self_harm: 'other',
  sos: null,
};

export type ChatAlerts = ReturnType<typeof createChatAlerts>;

/**
 * Does what a position or its taking back wants done. Through the outbox, not in the event's transaction: an alert has one of its own,
 * and nothing is said before it is on disk.
 */
export function createChatAlerts(dependencies: {
  connection: Connection;
  keys: SecretKeys;
  now: () => Date;
  sos: ChatSos;
  dutyPhonesOf(unitId: string): readonly Unit['hotlines'][number][];
}) {
  const { connection, keys, now, sos } = dependencies;
  const chats = chatStore(connection, keys);

  return {
    /** Done once, however often it is asked for; says what there is to say then. */
    async act(answerId: string, found: FoundAnswer, chatbot: Chatbot): Promise<ChatAnswer> {
      const { answer } = found;
      if (answer.kind === 'alert') return await keep(answerId, await place(answerId, found, answer, chatbot));
      if (answer.kind === 'cancel_alert') return await keep(answerId, await cancel(found, chatbot));
      return answer;
    },
  };

  async function keep(answerId: string, told: ChatAnswer): Promise<ChatAnswer> {
    await chats.replaceAnswer(answerId, told);
    return told;
  }

  async function place(
    key: string,
    { conversationId, unitId, sos: open }: FoundAnswer,
    { lat, lng, at, words, heard }: Extract<ChatAnswer, { kind: 'alert' }>,
    chatbot: Chatbot,
  ): Promise<ChatAnswer> {
    const point = { lat, lng, at: new Date(at) };
    const duty = dependencies.dutyPhonesOf(unitId);
    if (open && now().getTime() - open.at.getTime() <= sosMs) {
      const added = await sos.addPosition(open.id, point, key);
      if (added) return chatbot.sosPosition({ kind: 'added', ...added }, duty, true);
    }
    const started = await sos.start({
      key,
      unitId,
      place: point,
      situation: heard === null ? null : situations[heard],
      text: words,
    });
    await chats.change(conversationId, { sos: { id: started.id, at: now() } }, now());
    return chatbot.sosPosition({ kind: 'started', unitName: started.unitName }, duty, heard !== null);
  }

  async function cancel({ conversationId, sos: open }: FoundAnswer, chatbot: Chatbot): Promise<ChatAnswer> {
    const wasOpen = open !== null && (await sos.cancel(open.id));
    if (wasOpen) await chats.change(conversationId, { sos: null }, now());
    return chatbot.sosCancelled(wasOpen);
  }
}
