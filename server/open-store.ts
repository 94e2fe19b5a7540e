import type { Config } from './config/config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { loadOrMakeSecretKeys, parseSecretKeys, type SecretKeys } from './secrets/secret-keys.ts';

/** The store that the configuration names, at its newest schema unless told not to, and the keys that open what is sealed in it. */
export async function openStore(
  config: Config,
  options: { isMigrated?: boolean } = {},
): Promise<{ database: Database; keys: SecretKeys }> {
  const keys = config.secretKeys
    ? parseSecretKeys(config.secretKeys)
    : await loadOrMakeSecretKeys(config.dataDir);
  const database = openDatabase(config);
  if (options.isMigrated ?? true) await migrate(database);
  return { database, keys };
}
