import { useSyncExternalStore } from 'react';
import type { NewSos, SosReceipt, SosUpdate } from '#contract/sos.ts';
import { keptText } from '../../lib/kept-text.ts';

/**
 * The alert that is under way on this phone, from the moment it leaves until it is over; then nothing of it stays. Small, because the
 * frame of every screen asks whether there is one.
 */
export type KeptAlert = {
  /** The same for every try, so that however often it is sent there is one alert. */
  key: string;
  /** As it was first sent: the key stands for these words. */
  body: NewSos;
  /** When the person let go of the button. */
  leftAt: string;
  /** The server's 201 with the receipt that opens it; null: nobody has answered yet. */
  sent: SosReceipt | null;
  /** What was added meanwhile and has not arrived. */
  update: { key: string; words: SosUpdate } | null;
};

/** Raised when the shape changes. */
const keptKey = 'sos-1';
const listeners = new Set<() => void>();

export function readAlert(): KeptAlert | null {
  try {
    const alert: KeptAlert | null = JSON.parse(keptText.getItem(keptKey) ?? 'null');
    return alert && typeof alert.key === 'string' && typeof alert.leftAt === 'string' ? alert : null;
  } catch {
    return null;
  }
}

/** On the phone before the request leaves: a reload in between sends the same alert, not another. Null forgets it. */
export function keepAlert(alert: KeptAlert | null): void {
  if (alert) keptText.setItem(keptKey, JSON.stringify(alert));
  else keptText.removeItem(keptKey);
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  // Another window of the app writes to the same storage.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

const hasAlert = () => keptText.getItem(keptKey) !== null;

/** Whether an alert is under way on this phone. */
export const useHasAlert = (): boolean => useSyncExternalStore(listen, hasAlert, hasAlert);
