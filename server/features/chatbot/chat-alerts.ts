import type { Transaction } from 'kysely';
import type { UrgentKind } from '#contract/urgent-words.ts';
import type { SosSituation } from '#contract/vocabulary.ts';
import type { Schema } from '../../db/schema.ts';
import type { Conversation } from './chat.store.ts';
import type { ChatAnswer } from './chat-message.ts';
import type { ChatTurn } from './chat-step.rules.ts';
import type { Chatbot } from './chatbot.rules.ts';

type Point = { lat: number; lng: number; at: Date };

/** What the chat asks of the alerts, in the transaction of what was said: on disk together, or not at all and tried again. */
export type ChatSos = {
  /** The same key starts none twice. */
  start(
    transaction: Transaction<Schema>,
    alert: {
      key: string;
      unitId: string;
      place: Point;
      situation: SosSituation | null;
      text: string | null;
    },
  ): Promise<{ id: string; unitName: string }>;
  /** Null: it is over, and a new one has to be started. */
  addPosition(
    transaction: Transaction<Schema>,
    id: string,
    place: Point,
  ): Promise<{ unitName: string } | null>;
  /** False: it was over already, or somebody is on the way. */
  cancel(transaction: Transaction<Schema>, id: string): Promise<boolean>;
};

/** What there is to say once it is done, and the alert that the conversation has from now on. */
type Done = { told: ChatAnswer; sos: Conversation['sos'] };

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

/** Does what an answer wants done before it is told: a position starts an alert or belongs to one; one is taken back. */
export const createChatAlerts = (sos: ChatSos) => ({
  async act(
    transaction: Transaction<Schema>,
    about: {
      answer: ChatAnswer;
      key: string;
      unitId: string;
      turn: ChatTurn;
      open: Conversation['sos'];
      chatbot: Chatbot;
    },
  ): Promise<Done> {
    const { answer, open, chatbot, turn } = about;
    if (answer.kind === 'cancel_alert') {
      const wasOpen = open !== null && (await sos.cancel(transaction, open.id));
      return { told: chatbot.sosCancelled(wasOpen), sos: wasOpen ? null : open };
    }
    if (answer.kind !== 'alert') return { told: answer, sos: open };
    const point = { lat: answer.lat, lng: answer.lng, at: new Date(answer.at) };
    if (open && turn.now.getTime() - open.at.getTime() <= sosMs) {
      const added = await sos.addPosition(transaction, open.id, point);
      if (added)
        return { told: chatbot.sosPosition({ kind: 'added', ...added }, turn.dutyPhones, true), sos: open };
    }
    const { heard, words } = answer;
    const { id, unitName } = await sos.start(transaction, {
      key: about.key,
      unitId: about.unitId,
      place: point,
      situation: heard === null ? null : situations[heard],
      text: words,
    });
    return {
      told: chatbot.sosPosition({ kind: 'started', unitName }, turn.dutyPhones, heard !== null),
      sos: { id, at: turn.now },
    };
  },
});
