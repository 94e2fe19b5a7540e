import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';

export type TestDatabase = {
  engine: 'sqlite' | 'postgres';
  /** A migrated, empty store; gone when the test is over. */
  open(): Promise<Database>;
  /** Where an empty, not yet migrated store lies: for tests that start several servers on one store. */
  place(): Promise<{ dataDir: string; databaseUrl: string | null }>;
};

/** Both engines, for `describe.each`: every store test runs on each. */
export const testDatabases: TestDatabase[] = [
  engine('sqlite', async () => ({ dataDir: temporaryFolder(), databaseUrl: null })),
  engine('postgres', async () => ({
    dataDir: temporaryFolder(),
    databaseUrl: await freshPostgresDatabase(),
  })),
];

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function engine(name: TestDatabase['engine'], place: TestDatabase['place']): TestDatabase {
  return {
    engine: name,
    place,
    async open() {
      const database = openDatabase(await place());
      onTestFinished(() => database.close());
      await migrate(database);
      return database;
    },
  };
}

async function freshPostgresDatabase(): Promise<string> {
  const adminUrl = inject('postgresUrl');
  const name = `t_${randomBytes(8).toString('hex')}`;
  await runOnce(adminUrl, `create database ${name}`);
  onTestFinished(() => runOnce(adminUrl, `drop database if exists ${name} with (force)`));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

async function runOnce(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
