import { useCallback, useEffect, useRef, useState } from 'react';
import { takeChatWords } from '../../api/chat-words.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { useSetAtom } from '../../lib/store.ts';
import { useIsHere } from '../../lib/use-is-here.ts';
import { chatWordsText } from '../../text/vi-chat-words.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import { beginDraftAtom, changeDraftAtom } from './draft.atoms.ts';

/** Begins a tip with what its sender has said in the chat of an OA, and says when that is not to be had any more. */
export function WordsOfChat({ wordsId, onDone }: { wordsId: string; onDone: () => void }) {
  const begin = useSetAtom(beginDraftAtom);
  const change = useSetAtom(changeDraftAtom);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const isAsked = useRef(false);
  const isHere = useIsHere();

  const take = useCallback(async () => {
    setProblem(null);
    const answer = await takeChatWords(wordsId);
    // Whoever comes back by the link soon is given the same words.
    if (!isHere.current) return;
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    begin();
    change({ description: answer.value.words });
    onDone();
  }, [wordsId, isHere, begin, change, onDone]);

  useEffect(() => {
    // Twice in development: the second would begin another draft.
    if (isAsked.current) return;
    isAsked.current = true;
    void take();
  }, [take]);

  if (!problem) return <Loading text={chatWordsText.loading} />;
  return (
    <>
      {isGone(problem) ? (
        <Notice tone="warning" announce="now">
          <p>{chatWordsText.gone}</p>
        </Notice>
      ) : (
        <FailedNotice {...problemText(problem)} onRetry={() => void take()} />
      )}
      <Button wide onPress={onDone}>
        {chatWordsText.writeAnew}
      </Button>
    </>
  );
}

const isGone = (problem: ApiProblem): boolean => problem.kind === 'refused' && problem.code === 'not_found';
