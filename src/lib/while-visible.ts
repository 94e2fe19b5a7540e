import { useEffect } from 'react';

/** Calls `work` every `periodMs` milliseconds while the page is before the person's eyes, and at once when it comes back to them. */
export function useWhileVisible(work: () => void, periodMs: number): void {
  useEffect(() => {
    const workIfVisible = () => {
      if (!document.hidden && navigator.onLine) work();
    };
    const timer = setInterval(workIfVisible, periodMs);
    document.addEventListener('visibilitychange', workIfVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', workIfVisible);
    };
  }, [work, periodMs]);
}
