import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { quickDisk } from './quick-disk.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file of a migrated, empty SQLite store. */
    sqliteTemplate: string;
  }
}

/** Migrates once for the whole run. */
export default async function setup(project: TestProject): Promise<() => void> {
  const dataDir = mkdtempSync(path.join(quickDisk(), 'portal-template-'));
  const database = openDatabase({ dataDir, databaseUrl: null });
  await migrate(database);
  await database.close();
  project.provide('sqliteTemplate', path.join(dataDir, 'portal.sqlite'));
  return () => rmSync(dataDir, { recursive: true, force: true });
}
