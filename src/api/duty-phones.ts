import { useSyncExternalStore } from 'react';
import type { DutyPhones } from '#contract/duty-phones.ts';
import { keptText, type TextStore } from '../lib/kept-text.ts';
import { requestJson } from './client.ts';

const snapshotKey = 'duty-phones-1';
/** A roster seldom changes within its day. */
const freshForMs = 30 * 60_000;

type Snapshot = { seenAt: number; phones: DutyPhones };

/** What was stored last time; what is cut off or not ours counts as nothing. */
export function readDutyPhones(store: TextStore): Snapshot | null {
  try {
    const snapshot: Snapshot | null = JSON.parse(store.getItem(snapshotKey) ?? 'null');
    return snapshot && typeof snapshot.seenAt === 'number' && Array.isArray(snapshot.phones.units)
      ? snapshot
      : null;
  } catch {
    return null;
  }
}

// No atom: home has this refreshed when it is idle, without carrying it.
let known: Snapshot | null = readDutyPhones(keptText);
const listeners = new Set<() => void>();

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who is on duty, as far as the phone was told; null: it never was. */
export const useDutyPhones = (): DutyPhones | null =>
  useSyncExternalStore(listen, () => known?.phones ?? null);

/** Asks anew where the snapshot is old. Failing is no matter: the units' own numbers stand there anyway. */
export async function refreshDutyPhones(): Promise<void> {
  const ageMs = Date.now() - (known?.seenAt ?? 0);
  if (ageMs >= 0 && ageMs < freshForMs) return;
  const result = await requestJson<DutyPhones>('/api/duty-phones');
  if (!result.ok) return;
  known = { seenAt: Date.now(), phones: result.value };
  keptText.setItem(snapshotKey, JSON.stringify(known));
  for (const listener of listeners) listener();
}
