import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { connectOas } from './connected-oas.ts';
import { makeQuickFolder, sweepQuickFolders } from './quick-disk.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file of a migrated, empty SQLite store. */
    sqliteTemplate: string;
    /** The data folder of a portal on such a store whose OAs have consented. */
    portalTemplate: string;
  }
}

/** Migrates once for the whole run. */
export default async function setup(project: TestProject): Promise<() => void> {
  sweepQuickFolders();
  const dataDir = makeQuickFolder('template');
  const database = openDatabase({ dataDir, databaseUrl: null });
  await migrate(database);
  await database.close();
  const sqliteTemplate = path.join(dataDir, 'portal.sqlite');
  const portalTemplate = path.join(dataDir, 'portal');
  mkdirSync(portalTemplate);
  copyFileSync(sqliteTemplate, path.join(portalTemplate, 'portal.sqlite'));
  await connectOas(portalTemplate);
  project.provide('sqliteTemplate', sqliteTemplate);
  project.provide('portalTemplate', portalTemplate);
  return () => rmSync(dataDir, { recursive: true, force: true });
}
