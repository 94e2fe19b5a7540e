import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../server/db/database.ts';
import { OpenTransactionError } from '../../../server/db/open-transaction.ts';
import { testDatabases } from '../../support/databases.ts';

const put = (connection: Connection, key: string) =>
  connection.insertInto('meta').values({ key, value: '' }).execute();

describe.each(testDatabases)('an open transaction on $engine', (engine) => {
  test('a query past it fails at once and loudly, and takes the transaction with it', async () => {
    const database = await engine.open();

    for (const urgent of [false, true]) {
      const past = database.transact(
        async (transaction) => {
          await put(transaction, 'inside');
          await sleep(1);
          await put(database.kysely, 'past');
        },
        { urgent },
      );

      await expect(past).rejects.toThrow(OpenTransactionError);
    }

    expect(await database.kysely.selectFrom('meta').selectAll().execute()).toEqual([]);
  });

  test('another transaction inside it fails too, and those that came at the same time are stored', async () => {
    const database = await engine.open();

    const outcomes = await Promise.allSettled([
      database.transact((transaction) => put(transaction, 'before')),
      database.transact(async () => await database.transact((inner) => put(inner, 'inner'))),
      database.transact((transaction) => put(transaction, 'after')),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const rows = await database.kysely.selectFrom('meta').select('key').orderBy('key').execute();
    expect(rows.map(({ key }) => key)).toEqual(['after', 'before']);
  });

  test('what it sets going and what comes after it may ask the store again', async () => {
    const database = await engine.open();
    const later = Promise.withResolvers<unknown>();

    await database.transact(async (transaction) => {
      await put(transaction, 'inside');
      setTimeout(() => later.resolve(put(database.kysely, 'later')), 50);
    });
    await put(database.kysely, 'after');
    await later.promise;

    const rows = await database.kysely.selectFrom('meta').select('key').orderBy('key').execute();
    expect(rows.map(({ key }) => key)).toEqual(['after', 'inside', 'later']);
  });
});
