import { existsSync } from 'node:fs';
import { ConfigError, readConfig } from '../config/config.ts';
import { openPhotoPlace } from '../media/photo-place.ts';
import { createPhotoStore } from '../media/photo-store.ts';
import { openStore } from '../open-store.ts';
import { makeBackup } from './backup.service.ts';
import { BackupError, type BackupManifest } from './backup-format.ts';
import { restoreBackup, verifyBackup } from './restore.service.ts';

/** `npm run backup` and `npm run restore`: for whoever keeps the portal running. */
const usage = `Usage:
  npm run backup -- <folder>             Copies the store and the photos into a new folder, while the portal runs.
  npm run backup -- --verify <folder>    Compares a backup with the digests it was written with.
  npm run restore -- <folder>            Puts a backup into the empty store that DATA_DIR or DATABASE_URL names, of either engine.

The secret keys are not in a backup: keep SECRET_KEYS (or DATA_DIR/secret-keys) in another place, for without them it cannot be read.
Exit code 0: done. 1: not done, with the reason. 2: called wrongly.`;

/** Returns the exit code. */
async function run([command, ...args]: readonly string[]): Promise<number> {
  const [first = '', second, ...rest] = args;
  if (rest.length > 0 || first === '' || first === '--help') {
    (first === '--help' ? console.log : console.error)(usage);
    return first === '--help' ? 0 : 2;
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  if (command === 'backup' && first === '--verify' && second !== undefined) {
    say('The backup is whole', await verifyBackup(second, console.log));
    return 0;
  }
  if (second !== undefined || first.startsWith('-') || (command !== 'backup' && command !== 'restore')) {
    console.error(usage);
    return 2;
  }
  await onStore(command, first);
  return 0;
}

async function onStore(command: 'backup' | 'restore', folder: string): Promise<void> {
  const config = readConfig(process.env);
  const { database, keys } = await openStore(config, { isMigrated: command === 'backup' });
  try {
    const driver = await openPhotoPlace(config);
    const photos = createPhotoStore({ keys, dataDir: config.dataDir, driver });
    const parts = { folder, database, keys, photos, progress: console.log };
    if (command === 'backup') say('Backed up', await makeBackup({ ...parts, now: () => new Date() }));
    else say('Restored. Start the portal with npm start', await restoreBackup(parts));
  } finally {
    await database.close();
  }
}

function say(done: string, { createdAt, pack, tables, photos, keys }: BackupManifest): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `${done}: pack ${pack}, taken ${createdAt}, ${rows} rows, ${photos.files} photo files (${photos.bytes} bytes).`,
  );
  if (photos.gone > 0) console.log(`${photos.gone} photos were erased while it was taken.`);
  console.log(`Opens only with key ${keys.map(({ version }) => version).join(', ')}, which is not in it.`);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BackupError || error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
