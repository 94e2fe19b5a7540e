import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    /** The name of a migrated, empty database on that server, to make others of. */
    postgresTemplate: string;
    /** Likewise, for a portal whose OAs have consented. */
    postgresPortalTemplate: string;
  }
}

/** One real PostgreSQL for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startEmbeddedPostgres({ survivesPowerLoss: false });
  const template = openDatabase({ dataDir: '', databaseUrl: postgres.url });
  await migrate(template);
  // Nobody may be connected to a template that is copied.
  await template.close();
  await connectOasAs(project.getProvidedContext().portalTemplate, postgres.url);
  const adminUrl = new URL(postgres.url);
  adminUrl.pathname = '/template1';
  project.provide('postgresUrl', adminUrl.toString());
  project.provide('postgresTemplate', 'postgres');
  project.provide('postgresPortalTemplate', portalTemplate);
  return postgres.stop;
}

const portalTemplate = 'portal_template';

/** A second template with what the data folder's SQLite knows of the OAs: its sandbox has given their tokens. */
async function connectOasAs(dataDir: string, templateUrl: string): Promise<void> {
  const url = new URL(templateUrl);
  const admin = new pg.Client({ connectionString: new URL('/template1', url).toString() });
  await admin.connect();
  await admin.query(`create database ${portalTemplate} template postgres`);
  await admin.end();
  const connected = openDatabase({ dataDir, databaseUrl: null });
  const store = openDatabase({ dataDir: '', databaseUrl: new URL(`/${portalTemplate}`, url).toString() });
  for (const table of ['oa_connections', 'oa_hearings'] as const) {
    const rows = await connected.kysely.selectFrom(table).selectAll().execute();
    await store.kysely.insertInto(table).values(rows).execute();
  }
  await Promise.all([connected.close(), store.close()]);
}
