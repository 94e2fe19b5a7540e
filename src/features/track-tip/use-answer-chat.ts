import { useCallback, useEffect, useState } from 'react';
import type { SenderChat, SenderChatCode } from '#contract/sender-ways.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { getSenderChat, makeSenderChatCode, unlinkSenderChat } from '../../api/sender-chat.ts';
import type { TipAccess } from '../../api/sent-tips.ts';
import { useWhileVisible } from '../../lib/while-visible.ts';

/** Whoever comes back from the chat wants to see at once that it worked; else nobody asks this often. */
const lookPeriodMs = 4_000;

export type AnswerChat = {
  /** Null until it was read for the first time. */
  chat: SenderChat | null;
  /** What the person still has to send; null when nothing is to be done. */
  code: SenderChatCode | null;
  work: 'starting' | 'stopping' | null;
  hasStopped: boolean;
  problem: ApiProblem | null;
  read: () => Promise<void>;
  start: () => Promise<SenderChatCode | null>;
  stop: () => Promise<void>;
};

/** The sender's chat with the unit, as far as it is tied to this tip. */
export function useAnswerChat(access: TipAccess): AnswerChat {
  const [chat, setChat] = useState<SenderChat | null>(null);
  const [code, setCode] = useState<SenderChatCode | null>(null);
  const [work, setWork] = useState<AnswerChat['work']>(null);
  const [hasStopped, setHasStopped] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const read = useCallback(async () => {
    const result = await getSenderChat(access);
    if (!result.ok) return setProblem(result.problem);
    setProblem(null);
    setChat(result.value);
    if (result.value.state === 'linked') setCode(null);
  }, [access]);
  useEffect(() => void read(), [read]);

  const lookForLink = useCallback(() => {
    if (code && Date.parse(code.expiresAt) > Date.now()) void read();
  }, [code, read]);
  useWhileVisible(lookForLink, lookPeriodMs);

  const start = async () => {
    setWork('starting');
    setProblem(null);
    setHasStopped(false);
    const result = await makeSenderChatCode(access);
    setWork(null);
    if (!result.ok) {
      setProblem(result.problem);
      return null;
    }
    setCode(result.value);
    return result.value;
  };

  const stop = async () => {
    setWork('stopping');
    setProblem(null);
    const result = await unlinkSenderChat(access);
    if (result.ok) await read();
    else setProblem(result.problem);
    setHasStopped(result.ok);
    setWork(null);
  };

  return { chat, code, work, hasStopped, problem, read, start, stop };
}
