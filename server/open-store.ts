import type { Config } from './config/config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { loadOrMakeSecretKeys, parseSecretKeys, type SecretKeys } from './secrets/secret-keys.ts';

/** The store that the configuration names, at its newest schema, and the keys that open what is sealed in it. */
export async function openStore(config: Config): Promise<{ database: Database; keys: SecretKeys }> {
  const keys = config.secretKeys
    ? parseSecretKeys(config.secretKeys)
    : await loadOrMakeSecretKeys(config.dataDir);
  const database = openDatabase(config);
  await migrate(database);
  return { database, keys };
}
