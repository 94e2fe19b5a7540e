import { useSyncExternalStore } from 'react';

/** Calls back at every change of the line; returns how to stop. */
export function onLineChange(handler: () => void): () => void {
  window.addEventListener('online', handler);
  window.addEventListener('offline', handler);
  return () => {
    window.removeEventListener('online', handler);
    window.removeEventListener('offline', handler);
  };
}

const isOnLine = () => navigator.onLine;

/** Whether the phone believes it has a line. True proves nothing; false is reliable. */
export const useOnline = (): boolean => useSyncExternalStore(onLineChange, isOnLine, isOnLine);
