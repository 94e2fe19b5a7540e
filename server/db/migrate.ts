import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import * as first from './migrations/0001-first.ts';

/** In order; a landed migration is never edited, a new one is added below. */
const migrations: Record<string, Migration> = {
  '0001-first': first,
};

/** Brings the store to the newest schema. Several servers may start at once: Kysely's lock lets one migrate at a time. */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({ db: database.kysely, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown';
    throw new Error(`Migration ${failed} failed.`, { cause: error });
  }
}
