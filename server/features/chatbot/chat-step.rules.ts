import type { Unit } from '../../content/pack.schema.ts';
import {
  type ChatAnswer,
  type ChatInput,
  type ChatState,
  chatLimits,
  type HandOverReason,
} from './chat-message.ts';

/** One thing that a citizen did, and what is known of the conversation then. */
export type ChatTurn = {
  readonly input: ChatInput;
  /** When it was done, which may be before it reached us. */
  readonly at: Date;
  readonly now: Date;
  readonly state: ChatState;
  /** People have the conversation: we keep quiet. */
  readonly isHandedOver: boolean;
  /** Who is to be called now, the best first. */
  readonly dutyPhones: readonly Unit['hotlines'][number][];
};

export type ChatStep = {
  /** What it was taken for, for tests and figures; no word of the citizen's. */
  readonly about: string;
  readonly answers: readonly ChatAnswer[];
  readonly state: ChatState;
  readonly handOver: HandOverReason | null;
  /** The citizen wants the assistant back. */
  readonly isTakenBack: boolean;
};

/** What was not understood, offered or said in a row is over; the subject and what was told stay. */
export const cleared = (state: ChatState): ChatState => ({
  ...state,
  misses: 0,
  choices: [],
  lastQuiet: null,
});

export function told(turn: ChatTurn, about: string, answers: readonly ChatAnswer[]): ChatStep {
  return { about, answers, state: cleared(turn.state), handOver: null, isTakenBack: false };
}

/** Answered once; the same again in a row is not. */
export function quiet(turn: ChatTurn, what: string, answer: ChatAnswer): ChatStep {
  const isAgain = turn.state.lastQuiet === what;
  return {
    ...told(turn, isAgain ? 'quiet' : what, isAgain ? [] : [answer]),
    state: { ...turn.state, lastQuiet: what },
  };
}

export function silent(turn: ChatTurn, about: string, more: Partial<ChatStep> = {}): ChatStep {
  return { ...told(turn, about, []), state: turn.state, ...more };
}

export function aboutContact(units: readonly { id: string }[]): string {
  return units.length === 0 ? 'contact' : `contact:${units.map(({ id }) => id).join(',')}`;
}

/** What was said so far and what was added, no longer than the form of a tip takes. */
export function joinWords(before: string | null, text: string): string {
  const all = before === null ? text.trim() : `${before}\n${text.trim()}`;
  return all.slice(0, chatLimits.tipWordsCharsMax);
}
