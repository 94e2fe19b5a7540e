import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../db/database.ts';
import { newestMigration } from '../db/migrate.ts';
import type { SealedCopies } from '../media/photo-store.ts';
import { keyProof, type SecretKeys } from '../secrets/secret-keys.ts';
import { BackupError, type BackupManifest, backupFiles } from './backup-format.ts';
import { createLineFile, sha256Of } from './digested-file.ts';
import { pacedProgress } from './paced-progress.ts';
import { listTables, readAsOfNow, readRows } from './table.store.ts';

/** What is told while it runs, for whoever waits. */
export type Progress = (line: string) => void;

const ownerOnlyFolder = 0o700;
const ownerOnlyFile = 0o600;

/**
 * Copies the store as it is at one moment, while the portal goes on, and then the photos and documents that it names: their files are on disk before
 * their rows, so none is missing but those erased meanwhile. Throws BackupError when `folder` is there already.
 */
export async function makeBackup(parts: {
  database: Database;
  keys: SecretKeys;
  photos: SealedCopies;
  folder: string;
  now: () => Date;
  progress: Progress;
}): Promise<BackupManifest> {
  const { database, folder, progress } = parts;
  await makeFolder(folder);
  const createdAt = parts.now().toISOString();
  const names = await listTables(database);
  const meanwhile = pacedProgress(progress);
  const { pack, tables, photoIds } = await readAsOfNow(database, async (transaction) => {
    const written: BackupManifest['tables'] = [];
    for (const name of names) {
      const file = await createLineFile(path.join(folder, backupFiles.tables, `${name}.jsonl`));
      let count = 0;
      for await (const rows of readRows(transaction, database.engine, name)) {
        await file.write(rows);
        count += rows.length;
        meanwhile(`${name}: ${count} rows so far`);
      }
      const { lines, sha256 } = await file.close();
      written.push({ name, rows: lines, sha256 });
      progress(`${name}: ${lines} rows`);
    }
    const meta = await transaction
      .selectFrom('meta')
      .selectAll()
      .where('key', '=', 'content-pack')
      .executeTakeFirst();
    const ids = await transaction.selectFrom('photos').select('id').orderBy('id').execute();
    const documents = await transaction.selectFrom('documents').select('id').orderBy('id').execute();
    const keptIds = [...ids, ...documents].map(({ id }) => id);
    return { pack: meta?.value ?? '', tables: written, photoIds: keptIds };
  });
  if (pack === '') throw new BackupError('There is nothing to back up: no portal has run on this store yet.');
  const photos = await copyPhotos(parts, photoIds);
  const manifest: BackupManifest = {
    format: 1,
    createdAt,
    pack,
    migration: await newestMigration(database),
    // What is left of a key that was removed comes with the tables.
    keys: parts.keys.versions
      .filter((key) => key.isWhole)
      .map((key) => ({ version: key.version, proof: keyProof(key) })),
    tables,
    photos,
  };
  await writeFile(path.join(folder, backupFiles.manifest), `${JSON.stringify(manifest, null, 2)}\n`, {
    flag: 'wx',
    mode: ownerOnlyFile,
    flush: true,
  });
  return manifest;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(path.dirname(path.resolve(folder)), { recursive: true });
    await mkdir(folder, { mode: ownerOnlyFolder });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new BackupError(`${folder} is there already. Name a folder that is not.`);
  }
  for (const inner of [backupFiles.tables, backupFiles.photos])
    await mkdir(path.join(folder, inner), { mode: ownerOnlyFolder });
}

async function copyPhotos(
  { photos, folder, progress }: { photos: SealedCopies; folder: string; progress: Progress },
  ids: readonly string[],
): Promise<BackupManifest['photos']> {
  const list = await createLineFile(path.join(folder, backupFiles.photoList));
  const meanwhile = pacedProgress(progress);
  let bytes = 0;
  let gone = 0;
  for (const [index, id] of ids.entries()) {
    const copies = await photos.readSealed(id);
    if (copies.length === 0) gone += 1;
    for (const copy of copies) {
      const file = path.join(folder, backupFiles.photos, copy.key);
      await mkdir(path.dirname(file), { recursive: true, mode: ownerOnlyFolder });
      await writeFile(file, copy.bytes, { mode: ownerOnlyFile, flush: true });
      await list.write([{ key: copy.key, bytes: copy.bytes.byteLength, sha256: sha256Of(copy.bytes) }]);
      bytes += copy.bytes.byteLength;
    }
    meanwhile(`photos: ${index + 1} of ${ids.length}`);
  }
  const { lines, sha256 } = await list.close();
  progress(`photos: ${ids.length - gone} of ${ids.length}, ${lines} files`);
  return { files: lines, bytes, gone, sha256 };
}
