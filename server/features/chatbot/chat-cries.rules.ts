import type { ChatHeard } from './chat-intent.rules.ts';
import { chatLimits } from './chat-message.ts';
import type { createSosAnswers } from './chat-sos.rules.ts';
import { type ChatStep, type ChatTurn, cleared, told } from './chat-step.rules.ts';

/** For this long a position belongs to words that called for help. */
const cryMs = 30 * 60_000;

/** Somebody called for help lately. */
export const isCrying = ({ state, now }: ChatTurn): boolean =>
  state.cry !== null && now.getTime() - Date.parse(state.cry.at) <= cryMs;

/** Steps of a cry for help: what was said, the button, and the position that starts an alert (promise 10). */
export function createCrySteps(sos: Pick<ReturnType<typeof createSosAnswers>, 'heard' | 'asked'>) {
  return {
    heard(turn: ChatTurn, text: string, { urgency, units }: Extract<ChatHeard, { intent: 'sos' }>): ChatStep {
      const words = text.trim().slice(0, chatLimits.sosWordsCharsMax);
      const cry = { heard: urgency.kind ?? 'sos', words, at: turn.at.toISOString() };
      return {
        ...told(turn, 'sos', [sos.heard(urgency, turn.dutyPhones, units)]),
        state: { ...cleared(turn.state), cry },
      };
    },
    /** The button for help was pressed. */
    pressed: (turn: ChatTurn): ChatStep => ({
      ...told(turn, 'sos', [sos.asked(turn.dutyPhones)]),
      state: { ...cleared(turn.state), cry: cryWithoutWords(turn) },
    }),
    takenBack: (turn: ChatTurn): ChatStep => told(turn, 'sos:mistake', [{ kind: 'cancel_alert' }]),
    position(turn: ChatTurn, { lat, lng }: { lat: number; lng: number }): ChatStep {
      const cry = isCrying(turn) ? turn.state.cry : null;
      const alert = {
        kind: 'alert',
        ...{ lat, lng, at: turn.at.toISOString() },
        words: cry?.words || null,
        heard: cry ? cry.heard : null,
      } as const;
      return {
        ...told(turn, 'position', [alert]),
        // The next position belongs to the same cry.
        state: { ...cleared(turn.state), cry: cry ?? cryWithoutWords(turn) },
      };
    },
  };
}

const cryWithoutWords = ({ at }: ChatTurn) => ({ heard: 'sos', words: '', at: at.toISOString() }) as const;
