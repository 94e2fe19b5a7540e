import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    /** The name of a migrated, empty database on that server, to make others of. */
    postgresTemplate: string;
  }
}

/** One real PostgreSQL for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startEmbeddedPostgres({ survivesPowerLoss: false });
  const template = openDatabase({ dataDir: '', databaseUrl: postgres.url });
  await migrate(template);
  // Nobody may be connected to a template that is copied.
  await template.close();
  const adminUrl = new URL(postgres.url);
  adminUrl.pathname = '/template1';
  project.provide('postgresUrl', adminUrl.toString());
  project.provide('postgresTemplate', 'postgres');
  return postgres.stop;
}
