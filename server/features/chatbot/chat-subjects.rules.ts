import type { Unit } from '../../content/pack.schema.ts';
import type { ContentPack } from '../../content/pack.ts';
import type { ChatAspect } from './chat-intent.rules.ts';
import { payloads } from './chat-payloads.ts';
import { contactAnswer } from './chat-places.rules.ts';
import type { createProcedureAnswers } from './chat-procedure.rules.ts';
import { openButton, sayButton, textAnswer } from './chat-sentences.rules.ts';
import { type ChatStep, type ChatTurn, cleared, told } from './chat-step.rules.ts';

/** Steps about procedures: one that was named, one thing about the one that was spoken of, and the question which. */
export function createSubjectSteps(
  pack: ContentPack,
  unit: Unit,
  procedures: Pick<ReturnType<typeof createProcedureAnswers>, 'found'>,
) {
  const { texts, buttons } = pack.chatbot;
  function procedure(turn: ChatTurn, ids: readonly string[], aspect: ChatAspect | null): ChatStep {
    const [topic = null] = ids;
    const { answers, choices } = procedures.found(ids, aspect);
    return {
      ...told(turn, `${aspect ?? 'p'}:${topic}`, answers),
      state: { ...cleared(turn.state), topic, choices },
    };
  }
  function whichFirst(turn: ChatTurn, about: string): ChatStep {
    const where = [
      openButton(buttons.procedures, { screen: 'procedures' }),
      sayButton(buttons.person, payloads.person),
    ];
    return told(turn, about, [textAnswer([texts.procedure.whichFirst], where)]);
  }
  return {
    procedure,
    whichFirst,
    aspect(turn: ChatTurn, aspect: ChatAspect): ChatStep {
      const { topic } = turn.state;
      if (topic !== null) return procedure(turn, [topic], aspect);
      if (aspect === 'hours' || aspect === 'where')
        return told(turn, 'contact', [contactAnswer(pack, unit, [])]);
      return whichFirst(turn, 'aspect');
    },
  };
}
