import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '../../../server/db/database.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { type NewRows, TakenError } from '../../../server/db/new-rows.ts';
import { isStorageFailure } from '../../../server/http/problem-answer.ts';
import { migratedFolder, testDatabases } from '../../support/databases.ts';

const metaRows = (...keys: string[]): NewRows[] => [
  { table: 'meta', rows: keys.map((key) => ({ key, value: '' })) },
];

const metaKeys = async (database: Database): Promise<string[]> =>
  (await database.kysely.selectFrom('meta').select('key').orderBy('key').execute()).map(({ key }) => key);

describe.each(testDatabases)('the store on $engine', (engine) => {
  test('keeps what a transaction wrote and forgets what a failed one wrote', async () => {
    const database = await engine.open();

    const outcomes = await Promise.allSettled([
      database.transact((tx) => tx.insertInto('meta').values({ key: 'a', value: '1' }).execute()),
      database.transact(async (tx) => {
        await tx.insertInto('meta').values({ key: 'b', value: '2' }).execute();
        throw new Error('half-way');
      }),
      database.transact((tx) => tx.insertInto('meta').values({ key: 'c', value: 'Tây Thạnh' }).execute()),
      database.transact((tx) => tx.insertInto('meta').values({ key: 'd', value: '4' }).execute(), {
        urgent: true,
      }),
    ]);

    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    const rows = await database.kysely.selectFrom('meta').selectAll().orderBy('key').execute();
    expect(rows).toEqual([
      { key: 'a', value: '1' },
      { key: 'c', value: 'Tây Thạnh' },
      { key: 'd', value: '4' },
    ]);
  });

  test('a statement that fails inside a transaction spoils only its own', async () => {
    const database = await engine.open();
    await database.kysely.insertInto('meta').values({ key: 'taken', value: '' }).execute();

    const outcomes = await Promise.allSettled(
      ['x', 'taken', 'y'].map((key) =>
        database.transact((tx) => tx.insertInto('meta').values({ key, value: '' }).execute()),
      ),
    );

    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const rows = await database.kysely.selectFrom('meta').select('key').orderBy('key').execute();
    expect(rows.map((row) => row.key)).toEqual(['taken', 'x', 'y']);
  });

  test('rows that come together are stored, all but those of the one whose key is taken', async () => {
    const database = await engine.open();
    await database.kysely.insertInto('meta').values({ key: 'taken', value: '' }).execute();

    const outcomes = await Promise.allSettled(
      ['x', 'taken', 'y', 'z'].map((key) => database.insert(metaRows(`${key} before`, key))),
    );

    const failures = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : null));
    expect(failures.map((failure) => failure?.table)).toEqual([undefined, 'meta', undefined, undefined]);
    expect(failures[1]).toBeInstanceOf(TakenError);
    expect(await metaKeys(database)).toEqual([
      'taken',
      ...['x', 'y', 'z'].flatMap((key) => [key, `${key} before`]),
    ]);
  });

  test('rows whose transaction is not finished are not stored', async () => {
    const database = await engine.open();

    const stored = database.insert(metaRows('stored'), async (tx) => {
      await tx.updateTable('meta').set({ value: 'finished' }).where('key', '=', 'stored').execute();
    });
    const undone = database.insert(metaRows('undone'), async () => {
      throw new Error('half-way');
    });

    await expect(undone).rejects.toThrow('half-way');
    await stored;
    const rows = await database.kysely.selectFrom('meta').selectAll().execute();
    expect(rows).toEqual([{ key: 'stored', value: 'finished' }]);
  });

  test('several servers that start at once agree on one schema', async () => {
    const place = await engine.untouchedPlace();
    const servers = [openDatabase(place), openDatabase(place), openDatabase(place)];

    await Promise.all(servers.map((server) => migrate(server)));

    const counts = await Promise.all(
      servers.map((server) =>
        server.kysely
          .selectFrom('tips')
          .select((eb) => eb.fn.countAll().as('n'))
          .execute(),
      ),
    );
    expect(counts.map(([row]) => Number(row?.n))).toEqual([0, 0, 0]);
    await Promise.all(servers.map((server) => server.close()));
  });
});

test('a connection that is lost in the middle of a transaction costs that transaction, not the server', async () => {
  const engine = testDatabases.find(({ engine }) => engine === 'postgres');
  if (!engine) throw new Error('There is no PostgreSQL.');
  const place = await engine.place();
  const database = openDatabase(place);
  onTestFinished(() => database.close());

  const cutOff = database.transact(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await tx.insertInto('meta').values({ key: 'cut off', value: '' }).execute();
    const client = new pg.Client({ connectionString: place.databaseUrl ?? '' });
    await client.connect();
    await client.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    await client.end();
    await tx.insertInto('meta').values({ key: 'after it', value: '' }).execute();
  });

  await expect(cutOff).rejects.toSatisfy(isStorageFailure);
  expect(await database.kysely.selectFrom('meta').select('key').execute()).toEqual([]);
});

test('on a full disk every transaction that shared the commit says so, and the store works again once there is room', async () => {
  const database = openDatabase({ dataDir: migratedFolder(), databaseUrl: null });
  onTestFinished(() => database.close());
  const write = (key: string, urgent: boolean) =>
    database.transact(
      (tx) =>
        tx
          .insertInto('meta')
          .values({ key, value: 'x'.repeat(2_000_000) })
          .execute(),
      { urgent },
    );
  await sql`pragma max_page_count = 1`.execute(database.kysely);
  await sql`pragma cache_size = 10`.execute(database.kysely);

  const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map((key) => write(key, key === 'd')));

  const reasons = outcomes.map(
    (outcome) => outcome.status === 'rejected' && isStorageFailure(outcome.reason),
  );
  expect(reasons).toEqual([true, true, true, true]);
  await sql`pragma max_page_count = 1000000`.execute(database.kysely);
  await write('e', false);
  const rows = await database.kysely.selectFrom('meta').select('key').execute();
  expect(rows.map(({ key }) => key)).toEqual(['e']);
});
