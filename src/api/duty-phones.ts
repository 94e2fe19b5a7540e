import type { DutyPhones } from '#contract/duty-phones.ts';
import { keptText, type TextStore } from '../lib/kept-text.ts';
import { atom } from '../lib/store.ts';
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

const snapshotAtom = atom<Snapshot | null>(readDutyPhones(keptText));

/** Who is on duty, as far as the phone was told; null: it never was. */
export const dutyPhonesAtom = atom((get) => get(snapshotAtom)?.phones ?? null);

/** Asks anew where the snapshot is old. Failing is no matter: the units' own numbers stand there anyway. */
export const refreshDutyPhonesAtom = atom(null, async (get, set) => {
  const ageMs = Date.now() - (get(snapshotAtom)?.seenAt ?? 0);
  if (ageMs >= 0 && ageMs < freshForMs) return;
  const result = await requestJson<DutyPhones>('/api/duty-phones');
  if (!result.ok) return;
  const snapshot: Snapshot = { seenAt: Date.now(), phones: result.value };
  keptText.setItem(snapshotKey, JSON.stringify(snapshot));
  set(snapshotAtom, snapshot);
});
