import type { Database } from '../db/database.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { type NewEvent, webhookEventStore } from './webhook-event.store.ts';

/** One statement; of as many lengths there are prepared ones. */
const eventsPerStatementMax = 50;
/** More would wait longer than Zalo does. */
const waitingMax = 5_000;

class IntakeFullError extends Error {
  override name = 'IntakeFullError';
}

export type EventIntake = {
  /** Resolves once the event is on disk: true when it is new. Throws what the store throws, or IntakeFullError. */
  add(event: NewEvent): Promise<boolean>;
  /** Somebody waits for an event to be on disk. */
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

  async function storeAll(): Promise<void> {
    isStoring = true;
    while (waiting.length > 0) await storeSome(waiting.splice(0, eventsPerStatementMax));
    isStoring = false;
  }

  async function storeSome(some: readonly Waiting[]): Promise<void> {
    try {
      const areNew = await database.transact((transaction) =>
        webhookEventStore(transaction, keys).insert(some.map(({ event }) => event)),
      );
      for (const [index, { resolve }] of some.entries()) resolve(areNew[index] === true);
    } catch (failure) {
      for (const { reject } of some) reject(failure);
    }
  }

  return {
    isBusy: () => isStoring,
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
