import { Misuse, oneOf, runCommandLine, takeUpDotEnv } from '../command-line.ts';
import type { BackupManifest } from './backup-format.ts';

/** `npm run backup` and `npm run restore`: for whoever keeps the portal running. */
const help = {
  backup: `Usage: npm run backup -- <folder>   or   npm run backup -- --verify <folder>

  <folder>            Copies the store and the photos into a new folder, while the portal runs.
  --verify <folder>   Compares a backup with the digests it was written with.
`,
  restore: `Usage: npm run restore -- <folder>

  <folder>   Puts this backup into the empty store that DATA_DIR or DATABASE_URL names, of either engine.
`,
};
const helpOfBoth = `
The secret keys are not in a backup: keep SECRET_KEYS (or DATA_DIR/secret-keys) in another place, for without them it cannot be read.

Exit code 0: done. 1: not done, with the reason. 2: called wrongly.`;

/** Which of the two it is, is the first word; package.json puts it there. */
const which = process.argv[2] === 'restore' ? 'restore' : 'backup';

await runCommandLine({
  command: `npm run ${which}`,
  help: `${help[which]}${helpOfBoth}`,
  ...(which === 'backup' ? { options: { verify: { type: 'boolean' } } } : {}),
  wordsMax: 2,
  expected: ['BackupError', 'ConfigError'],
  run: async ([word, folder], values) => {
    oneOf(word, ['backup', 'restore']);
    if (folder === undefined)
      throw new Misuse(`Name the folder${which === 'backup' ? ' to be made' : ' of the backup'}.`);
    takeUpDotEnv();
    if ('verify' in values) {
      const { verifyBackup } = await import('./restore.service.ts');
      say('The backup is whole', await verifyBackup(folder, console.log));
    } else await onStore(folder);
    return undefined;
  },
});

async function onStore(folder: string): Promise<void> {
  const { readConfig } = await import('../config/config.ts');
  const { openPhotoPlace } = await import('../media/photo-place.ts');
  const { createPhotoStore } = await import('../media/photo-store.ts');
  const { openStore } = await import('../open-store.ts');
  const { makeBackup } = await import('./backup.service.ts');
  const { restoreBackup } = await import('./restore.service.ts');
  const config = readConfig(process.env);
  const { database, keys } = await openStore(config, { isMigrated: which === 'backup' });
  try {
    const driver = await openPhotoPlace(config);
    const photos = createPhotoStore({ keys, dataDir: config.dataDir, driver });
    const parts = { folder, database, keys, photos, progress: console.log };
    if (which === 'backup') {
      say('Backed up', await makeBackup({ ...parts, now: () => new Date() }));
      console.log(
        `Next: take ${folder} to another machine, and try it: npm run backup -- --verify ${folder}`,
      );
    } else {
      say('Restored', await restoreBackup(parts));
      console.log('Next: npm run doctor, then npm start');
    }
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
