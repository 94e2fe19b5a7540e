import { AsyncLocalStorage } from 'node:async_hooks';
import type { KyselyPlugin, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * Which work stands inside a transaction, however deep in its calls. A query that goes past that transaction waits for a connection which
 * the transaction holds: on SQLite, which has one, at once and for ever, without a word; on PostgreSQL as soon as so many do it at the same
 * time as the pool has connections. Both engines refuse it, so that a test on either finds it.
 */
const work = new AsyncLocalStorage<{ isOpen: boolean }>();

/** What the work calls later, after its end, is outside again: a timer it has set, a message it has sent off. */
export const inOpenTransaction =
  <Result>(run: (transaction: Transaction<Schema>) => Promise<Result>) =>
  (transaction: Transaction<Schema>): Promise<Result> => {
    const own = { isOpen: true };
    return work.run(own, async () => {
      try {
        // Without the plugin of the database: what asks the transaction is in its place.
        return await run(transaction.withoutPlugins());
      } finally {
        own.isOpen = false;
      }
    });
  };

/** Throws where a transaction is open: another one inside it would wait for it for ever. */
export function assertNoneOpen(): void {
  if (work.getStore()?.isOpen) throw new OpenTransactionError();
}

/** For the database itself, not for its transactions. */
export const refuseBesideTransaction: KyselyPlugin = {
  transformQuery({ node }) {
    assertNoneOpen();
    return node;
  },
  transformResult: async ({ result }) => result,
};

/** A fault of ours, never of whoever asked. */
export class OpenTransactionError extends Error {
  override readonly name = 'OpenTransactionError';

  constructor() {
    super(
      'A query went past the transaction that is open. Hand the transaction to the store instead of the database: this would wait for itself for ever.',
    );
  }
}
