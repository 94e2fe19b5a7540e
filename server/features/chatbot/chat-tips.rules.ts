import type { ContentPack } from '../../content/pack.ts';
import type { createHandOverSteps } from './chat-hand-over.rules.ts';
import { type ChatStep, type ChatTurn, cleared, joinWords, told } from './chat-step.rules.ts';
import type { createTalkAnswers } from './chat-talk.rules.ts';

/** Steps about what sounds like a tip: its words go along into the form, where the citizen sends it. */
export function createTipSteps(
  { chatbot: { texts } }: ContentPack,
  { tipLink }: Pick<ReturnType<typeof createTalkAnswers>, 'tipLink'>,
  handOver: Pick<ReturnType<typeof createHandOverSteps>, 'asked'>,
) {
  function linkFor(turn: ChatTurn, text: string): ChatStep {
    const before = turn.state.tipWords;
    const words = joinWords(before, text);
    const [about, sentence] = before === null ? ['tip', texts.tip.link] : ['more', texts.tip.more];
    return {
      ...told(turn, about, [tipLink(sentence, words)]),
      state: { ...cleared(turn.state), tipWords: words },
    };
  }
  return {
    /** `wantsPerson`: and asks for somebody to talk to. */
    heard(turn: ChatTurn, text: string, wantsPerson: boolean): ChatStep {
      const linked = linkFor(turn, text);
      if (!wantsPerson) return linked;
      const over = handOver.asked(turn);
      return { ...linked, answers: [...linked.answers, ...over.answers], handOver: over.handOver };
    },
    /** What follows words that sounded like a tip, and says nothing by itself. */
    more: linkFor,
    /** The button was pressed. */
    pressed: (turn: ChatTurn): ChatStep => told(turn, 'tip', [tipLink(texts.tip.linkWithoutWords, null)]),
  };
}
