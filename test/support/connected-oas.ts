import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Database, openDatabase } from '../../server/db/database.ts';
import { parseSecretKeys } from '../../server/secrets/secret-keys.ts';
import { oaConnectionStore } from '../../server/zalo/oa-connection.store.ts';
import { openSandboxDatabase } from '../../server/zalo/sandbox/sandbox.database.ts';
import { killServer, spawnServer } from './server-process.ts';
import { testSecretKeys } from './test-keys.ts';

const centuryS = 100 * 365 * 86_400;

/**
 * Lets the sandbox's OAs consent in a data folder that holds a migrated, empty SQLite, as at a portal's first start: that is two thirds
 * of what a start costs, and every test has one. Their tokens are good for a century, since a test's clock may stand anywhere; nothing
 * else is left of that start.
 */
export async function connectOas(dataDir: string): Promise<void> {
  writeFileSync(path.join(dataDir, 'secret-keys'), testSecretKeys, { mode: 0o600 });
  const server = await spawnServer({ PORT: '0', DATA_DIR: dataDir });
  await killServer(server.process);
  const sandbox = openSandboxDatabase(path.join(dataDir, 'sandbox'));
  const expiresAt = new Date(Date.now() + centuryS * 1_000).toISOString();
  sandbox.prepare('update access_tokens set expires_at = ?').run(expiresAt);
  sandbox.prepare('update refresh_tokens set expires_at = ?').run(expiresAt);
  sandbox.close();
  const database = openDatabase({ dataDir, databaseUrl: null });
  try {
    await lengthenTokens(database);
    for (const table of ['meta', 'secret_key_versions'] as const)
      await database.kysely.deleteFrom(table).execute();
  } finally {
    await database.close();
  }
}

async function lengthenTokens(database: Database): Promise<void> {
  const connections = oaConnectionStore(database.kysely, parseSecretKeys(testSecretKeys));
  const now = new Date();
  for (const seen of await connections.list())
    await connections.storeRefreshed(seen, { ...seen.tokens, expiresInS: centuryS }, now);
}
