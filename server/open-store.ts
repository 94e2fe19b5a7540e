import { type Config, ConfigError } from './config/config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { KeyRingError, takeUpKeys } from './keys/key-ring.ts';
import { type KeySource, keySourceOf } from './keys/key-source.ts';
import { createLiveKeys, type LiveKeys } from './secrets/live-keys.ts';

/**
 * The store that the configuration names, at its newest schema unless told not to, and the keys that open what is sealed in it. Throws
 * ConfigError where they are not its keys.
 */
export async function openStore(
  config: Config,
  options: { isMigrated?: boolean; now?: () => Date } = {},
): Promise<{ database: Database; keys: LiveKeys; keySource: KeySource }> {
  const { isMigrated = true, now = () => new Date() } = options;
  const keySource = keySourceOf(config);
  const configured = await keySource.read();
  const keys = createLiveKeys(configured);
  const database = openDatabase(config);
  if (!isMigrated) return { database, keys, keySource };
  await migrate(database);
  try {
    await takeUpKeys(database, keys, configured, now());
  } catch (error) {
    await database.close();
    if (error instanceof KeyRingError) throw new ConfigError(error.message);
    throw error;
  }
  return { database, keys, keySource };
}
