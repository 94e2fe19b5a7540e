import type { Unit } from '../../content/pack.schema.ts';
import type { ContentPack } from '../../content/pack.ts';
import type { HandOverReason } from './chat-message.ts';
import { fillIn } from './chat-sentences.rules.ts';
import { type ChatStep, type ChatTurn, told } from './chat-step.rules.ts';
import type { createTalkAnswers } from './chat-talk.rules.ts';
import { clockTime } from './office-hours.rules.ts';

/** Steps by which people get the conversation: who they are, when they are there, whom to call meanwhile. */
export function createHandOverSteps(
  { chatbot: { texts } }: ContentPack,
  unit: Unit,
  talk: Pick<ReturnType<typeof createTalkAnswers>, 'handOver'>,
) {
  function handedOver(turn: ChatTurn, why: HandOverReason, about: string, line: string): ChatStep {
    const answer = talk.handOver([line], turn.now, turn.dutyPhones);
    return { ...told(turn, about, [answer]), handOver: why };
  }
  return {
    /** The citizen wants a person. */
    asked: (turn: ChatTurn): ChatStep =>
      handedOver(turn, 'asked', 'person', fillIn(texts.handOver.asked, { unit: unit.name })),
    /** What came too late to be answered as if it had just been written. */
    late: (turn: ChatTurn): ChatStep =>
      handedOver(turn, 'late', 'late', fillIn(texts.late, { time: clockTime(turn.at), unit: unit.name })),
    /** Not understood so often that a person has to. */
    misses: (turn: ChatTurn): ChatStep =>
      handedOver(turn, 'misses', 'misses', fillIn(texts.handOver.misses, { unit: unit.name })),
  };
}
