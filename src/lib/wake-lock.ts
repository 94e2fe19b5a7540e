import { useEffect } from 'react';
import { keptText } from './kept-text.ts';
import { atom } from './store.ts';

const awakeKey = 'keep-awake';
const wantedAtom = atom(keptText.getItem(awakeKey) === 'on');

/** Whether this phone's screen stays lit while the app is on it. Off until somebody wants it: it costs the battery. */
export const awakeWantedAtom = atom(
  (get) => get(wantedAtom),
  (_get, set, isWanted: boolean) => {
    keptText.setItem(awakeKey, isWanted ? 'on' : 'off');
    set(wantedAtom, isWanted);
  },
);

/** Older phones and web views cannot. */
export const canStayAwake = (): boolean => 'wakeLock' in navigator;

/** Keeps the screen lit as long as it is wanted and the page is in view; the phone may still say no, as with a low battery. */
export function useWakeLock(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !canStayAwake()) return;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const take = async () => {
      if (document.visibilityState !== 'visible') return;
      const taken = await navigator.wakeLock.request('screen').catch(() => null);
      if (isOver) await taken?.release();
      else lock = taken;
    };
    const retake = () => void take();
    void take();
    // The phone lets go of it whenever the page goes out of view.
    document.addEventListener('visibilitychange', retake);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', retake);
      void lock?.release();
    };
  }, [isWanted]);
}
