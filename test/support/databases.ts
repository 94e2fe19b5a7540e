import { randomBytes } from 'node:crypto';
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../server/db/database.ts';
import { makeQuickFolder } from './quick-disk.ts';

/** Where a portal keeps what it has. */
type Place = { dataDir: string; databaseUrl: string | null };

export type TestDatabase = {
  engine: 'sqlite' | 'postgres';
  /** A migrated, empty store; gone when the test is over. */
  open(): Promise<Database>;
  /** Where a store lies for whole servers, also several on one store: the sandbox's OAs have consented, nothing else has happened. */
  place(): Promise<Place>;
  /** Where a migrated store lies in which nothing has happened. */
  emptyPlace(): Promise<Place>;
  /** Where no migration has been yet, as on a first start. */
  untouchedPlace(): Promise<Place>;
  /**
   * Whether tests of what does not hang on the store run here too (on SQLite alone): they stand last in a `describe.each`, after
   * `if (!engine.showsTheRest) return`. What is decided by rows, order, locks, a commit, or by bytes that an engine may refuse is not of
   * them.
   */
  showsTheRest: boolean;
};

/** Both engines, for `describe.each`: what a test says of the store it says of each. */
export const testDatabases: TestDatabase[] = [
  engine('sqlite', {
    emptyPlace: async () => ({ dataDir: migratedFolder(), databaseUrl: null }),
    place: async () => ({ dataDir: portalFolder(), databaseUrl: null }),
    untouchedPlace: async () => ({ dataDir: temporaryFolder(), databaseUrl: null }),
  }),
  engine('postgres', {
    emptyPlace: async () => ({
      dataDir: temporaryFolder(),
      databaseUrl: await freshPostgresDatabase(copyOf(inject('postgresTemplate'))),
    }),
    place: async () => ({
      dataDir: portalFolder(),
      databaseUrl: await freshPostgresDatabase(copyOf(inject('postgresPortalTemplate'))),
    }),
    untouchedPlace: async () => ({ dataDir: temporaryFolder(), databaseUrl: await freshPostgresDatabase() }),
  }),
];

/** A data folder with a migrated, empty SQLite: copied, since a thousand tests that each migrate spend their time on that. */
export function migratedFolder(isOver: (remove: () => void) => void = onTestFinished): string {
  const folder = temporaryFolder(isOver);
  copyFileSync(inject('sqliteTemplate'), path.join(folder, 'portal.sqlite'));
  return folder;
}

/** A data folder in which the sandbox's OAs have consented, as after a portal's first start (connected-oas.ts). */
export function portalFolder(isOver: (remove: () => void) => void = onTestFinished): string {
  const folder = temporaryFolder(isOver);
  cpSync(inject('portalTemplate'), folder, { recursive: true });
  return folder;
}

/** A folder that is gone when the test is over, or when `isOver` says so. */
export function temporaryFolder(isOver: (remove: () => void) => void = onTestFinished): string {
  const folder = makeQuickFolder('test');
  isOver(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function engine(
  name: TestDatabase['engine'],
  places: Pick<TestDatabase, 'emptyPlace' | 'place' | 'untouchedPlace'>,
): TestDatabase {
  return {
    engine: name,
    ...places,
    showsTheRest: name === 'sqlite',
    async open() {
      const database = openDatabase(await places.emptyPlace());
      onTestFinished(() => database.close());
      return database;
    },
  };
}

/** Files are copied for half the processor time that it takes to write each page through the log (the default). */
const copyOf = (template: string): string => `template ${template} strategy file_copy`;

async function freshPostgresDatabase(of = ''): Promise<string> {
  const adminUrl = inject('postgresUrl');
  const name = `t_${randomBytes(8).toString('hex')}`;
  await runOnce(adminUrl, `create database ${name} ${of}`);
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
