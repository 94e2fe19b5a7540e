import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Config, ConfigError, readConfig } from '../config/config.ts';
import type { ContentPack } from '../content/pack.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { parseSecretKeys, type SecretKeys } from '../secrets/secret-keys.ts';
import { type Finding, good, trouble, warning } from './finding.ts';
import { checkAddress, checkFolder, checkPack, checkPhotos } from './place-checks.ts';
import {
  checkClock,
  checkKeys,
  checkOas,
  checkOutbox,
  checkReach,
  checkRetention,
  checkSchema,
  checkSealing,
  reasonOf,
} from './store-checks.ts';

/**
 * Looks at everything that a portal with this environment stands on, and changes nothing: it makes no folder, no key and no store, and
 * takes no step of the schema. What cannot be looked at is a finding; it throws nothing.
 */
export async function examine(
  environment: Record<string, string | undefined>,
  now: Date,
): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [trouble('configuration', error.message, 'Correct these keys in .env (see .env.example).')];
  }
  const { pack, findings: ofPack } = await checkPack(config, now);
  return [
    good('configuration', 'is readable'),
    ...checkAddress(config),
    ...ofPack,
    ...(await looked('folder', () => checkFolder(config))),
    ...(await looked('photos', () => checkPhotos(config))),
    ...(await examineStore(config, pack, now)),
  ];
}

async function examineStore(config: Config, pack: ContentPack | null, now: Date): Promise<Finding[]> {
  if (!config.databaseUrl && !existsSync(path.join(config.dataDir, 'portal.sqlite')))
    return [warning('store', 'there is none in DATA_DIR yet', 'npm start makes it; else correct DATA_DIR.')];
  const found = await findKeys(config);
  if ('level' in found) return [found];
  let database: Database;
  try {
    database = openDatabase(config);
  } catch (error) {
    return [
      trouble(
        'store',
        `does not open: ${reasonOf(error)}`,
        'Look at portal.sqlite in DATA_DIR; else restore a backup.',
      ),
    ];
  }
  try {
    const reach = await checkReach(database);
    if (reach.level === 'trouble') return [reach];
    const schema = await looked('schema', async () => [await checkSchema(database)]);
    const clock = await looked('clock', async () => [await checkClock(database)]);
    const isNewest = schema.every(({ level }) => level === 'good');
    const within = isNewest ? await examineRows(database, found.keys, pack, now) : [];
    return [reach, ...schema, ...clock, ...within];
  } finally {
    await database.close();
  }
}

/** Only in a store of this edition: another one may have other columns. */
async function examineRows(
  database: Database,
  keys: SecretKeys,
  pack: ContentPack | null,
  now: Date,
): Promise<Finding[]> {
  const ofKeys = await looked('keys', async () => [await checkKeys(database, keys)]);
  const areOurs = ofKeys.every(({ level }) => level === 'good');
  return [
    ...ofKeys,
    ...(areOurs ? await looked('sealing', () => checkSealing(database, keys)) : []),
    ...(areOurs && pack ? await looked('OAs', () => checkOas(database, keys, pack)) : []),
    ...(await looked('outbox', () => checkOutbox(database, now))),
    ...(pack ? await looked('retention', async () => [await checkRetention(database, pack, now)]) : []),
  ];
}

/** The keys, or why there are none. */
async function findKeys(config: Config): Promise<{ keys: SecretKeys } | Finding> {
  const file = path.join(config.dataDir, 'secret-keys');
  try {
    return { keys: parseSecretKeys(config.secretKeys ?? (await readFile(file, 'utf8')).trim()) };
  } catch (error) {
    return trouble(
      'keys',
      `the store is there and its keys are not readable: ${reasonOf(error)}`,
      'Put SECRET_KEYS (or DATA_DIR/secret-keys) back: new ones open nothing of what lies in the store.',
    );
  }
}

/** What breaks while it is looked at is in trouble itself. */
async function looked(about: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [trouble(about, `could not be looked at: ${reasonOf(error)}`, 'Look into the log of the portal.')];
  }
}
