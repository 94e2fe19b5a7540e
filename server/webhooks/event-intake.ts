import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { type NewEvent, webhookEventStore } from './webhook-event.store.ts';

/** One statement; of as many lengths there are prepared ones. */
const eventsPerStatementMax = 100;
/** The first of a batch waits this long for the others: a commit on SQLite holds up whoever is still being read. */
const gatherMs = 4;
/** More would wait longer than Zalo does. */
const waitingMax = 5_000;
/** Whoever brings many events brings the next one this soon. */
const burstGapMs = 30;

class IntakeFullError extends Error {
  override name = 'IntakeFullError';
}

export type EventIntake = {
  /** Resolves once the event is on disk: true when it is new. Throws what the store throws, or IntakeFullError. */
  add(event: NewEvent): Promise<boolean>;
  /** Somebody waits for an event to be on disk, or somebody did a moment ago and the next ones are on their way. */
  isBusy(): boolean;
};

type Waiting = { event: NewEvent; resolve(isNew: boolean): void; reject(failure: unknown): void };

/**
 * Stores what arrives together in one statement and one commit: a thousand events at once take as many commits as a few dozen by
 * themselves, and none waits for another that did not arrive before it.
 */
export function createEventIntake({ database, keys }: { database: Database; keys: SecretKeys }): EventIntake {
  const waiting: Waiting[] = [];
  let isStoring = false;
  let storedAtMs = Number.NEGATIVE_INFINITY;

  async function storeAll(): Promise<void> {
    isStoring = true;
    while (waiting.length > 0) {
      await sleep(gatherMs);
      await storeSome(waiting.splice(0, eventsPerStatementMax));
    }
    isStoring = false;
    storedAtMs = performance.now();
  }

  async function storeSome(some: readonly Waiting[]): Promise<void> {
    try {
      // Not behind the work of others that came before it: it is one commit for many already.
      const areNew = await database.transact(
        (transaction) => webhookEventStore(transaction, keys).insert(some.map(({ event }) => event)),
        { urgent: true },
      );
      for (const [index, { resolve }] of some.entries()) resolve(areNew[index] === true);
    } catch (failure) {
      for (const { reject } of some) reject(failure);
    }
  }

  return {
    isBusy: () => isStoring || performance.now() - storedAtMs < burstGapMs,
    add: (event) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= waitingMax) {
          reject(new IntakeFullError());
          return;
        }
        waiting.push({ event, resolve, reject });
        if (!isStoring) void storeAll();
      }),
  };
}
