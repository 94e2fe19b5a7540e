import { useEffect } from 'react';
import { portalAtom } from '../../../api/portal.ts';
import { useAtomValue, useSetAtom } from '../../../lib/store.ts';
import { rereadDraftsAtom } from '../draft.atoms.ts';
import { tipsOnPhoneAtom } from '../kept-draft.ts';
import { sendWaitingAtom } from '../sending.atoms.ts';
import { rereadUnsavedAtom } from '../sent-tip.ts';

/** A phone that says it has a line may have none; each further try waits twice as long. */
const firstRetryMs = 5_000;
const retryMsMax = 5 * 60_000;

/**
 * Sends what waits: when the app is opened, when the line is back, when the app comes to the front, and now and then in between.
 * Nothing is sent twice: a draft under way is left alone, and one that arrived is no draft any more.
 */
export function useSendingByItself(): void {
  const { waiting } = useAtomValue(tipsOnPhoneAtom);
  const hasPortal = useAtomValue(portalAtom) !== undefined;
  const sendWaiting = useSetAtom(sendWaitingAtom);
  const isNeeded = waiting > 0 && hasPortal;

  useOtherWindows();
  useEffect(() => {
    if (!isNeeded) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitMs = firstRetryMs;
    let isOver = false;
    const attempt = async () => {
      clearTimeout(timer);
      if (navigator.onLine) await sendWaiting();
      clearTimeout(timer);
      if (isOver) return;
      timer = setTimeout(attempt, waitMs);
      waitMs = Math.min(2 * waitMs, retryMsMax);
    };
    const attemptNow = () => {
      if (document.hidden) return;
      waitMs = firstRetryMs;
      void attempt();
    };
    window.addEventListener('online', attemptNow);
    document.addEventListener('visibilitychange', attemptNow);
    void attempt();
    return () => {
      isOver = true;
      clearTimeout(timer);
      window.removeEventListener('online', attemptNow);
      document.removeEventListener('visibilitychange', attemptNow);
    };
  }, [isNeeded, sendWaiting]);
}

/** Another window of the app may have sent, changed or saved something. */
function useOtherWindows(): void {
  const rereadDrafts = useSetAtom(rereadDraftsAtom);
  const rereadUnsaved = useSetAtom(rereadUnsavedAtom);
  useEffect(() => {
    const reread = () => {
      rereadDrafts();
      rereadUnsaved();
    };
    window.addEventListener('storage', reread);
    return () => window.removeEventListener('storage', reread);
  }, [rereadDrafts, rereadUnsaved]);
}
