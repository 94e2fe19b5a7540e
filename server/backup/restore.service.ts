import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { hasMigration, migrate } from '../db/migrate.ts';
import type { SealedCopies } from '../media/photo-store.ts';
import { keyProof, type SecretKeys } from '../secrets/secret-keys.ts';
import type { Progress } from './backup.service.ts';
import { BackupError, BackupManifest, BackupPhoto, BackupRow, backupFiles } from './backup-format.ts';
import { readLines, sha256OfFile } from './digested-file.ts';
import { pacedProgress } from './paced-progress.ts';
import { doubtUnsentMessages, isEmpty, listTables, rowsAtOnce, writeRows } from './table.store.ts';

/** Reads the manifest and compares every digest. Throws BackupError that names the first file that is not as it was written. */
export async function verifyBackup(folder: string, progress: Progress): Promise<BackupManifest> {
  const manifest = await readManifest(folder);
  for (const { name, sha256 } of manifest.tables) {
    await assertDigest(folder, path.join(backupFiles.tables, `${name}.jsonl`), sha256);
  }
  progress(`${manifest.tables.length} tables are as they were written`);
  await assertDigest(folder, backupFiles.photoList, manifest.photos.sha256);
  const meanwhile = pacedProgress(progress);
  let examined = 0;
  for await (const photos of readPhotos(folder)) {
    for (const { key, sha256 } of photos) await assertDigest(folder, photoFile(key), sha256);
    examined += photos.length;
    meanwhile(`photo files: ${examined} of ${manifest.photos.files} looked at`);
  }
  progress(`${manifest.photos.files} photo files are as they were written`);
  return manifest;
}

/**
 * Puts a backup into an empty store of either engine: photos first, then all rows in one transaction. Throws BackupError before anything
 * is written when the backup is damaged, the store holds something, or the keys at hand are not those of the backup.
 */
export async function restoreBackup(parts: {
  folder: string;
  database: Database;
  keys: SecretKeys;
  photos: SealedCopies;
  progress: Progress;
}): Promise<BackupManifest> {
  const { folder, database, progress } = parts;
  const manifest = await verifyBackup(folder, progress);
  assertKeys(manifest, parts.keys);
  if (!hasMigration(manifest.migration)) {
    throw new BackupError(`The backup is of a newer program (${manifest.migration}). Update this one first.`);
  }
  await migrate(database, { upTo: manifest.migration });
  await assertEmpty(database);
  const meanwhile = pacedProgress(progress);
  let put = 0;
  for await (const photos of readPhotos(folder)) {
    for (const { key } of photos)
      await parts.photos.putSealed(key, await readFile(path.join(folder, photoFile(key))));
    put += photos.length;
    meanwhile(`photos: ${put} of ${manifest.photos.files} files`);
  }
  progress(`photos: ${manifest.photos.files} files`);
  const tables = inOrder(manifest, await listTables(database));
  await database.transact(async (transaction) => {
    for (const { name, rows } of tables) {
      const file = path.join(folder, backupFiles.tables, `${name}.jsonl`);
      let written = 0;
      for await (const values of readLines(file, rowsAtOnce)) {
        const parsed = values.map((value) => BackupRow.parse(value));
        await writeRows(transaction, name, parsed);
        written += parsed.length;
        meanwhile(`${name}: ${written} of ${rows} rows`);
      }
      progress(`${name}: ${rows} rows`);
    }
    await doubtUnsentMessages(transaction);
  });
  await migrate(database);
  // Without them PostgreSQL guesses how to look for things until it comes round to count by itself; SQLite needs none.
  if (database.engine === 'postgres') await sql`analyze`.execute(database.kysely);
  return manifest;
}

async function readManifest(folder: string): Promise<BackupManifest> {
  let text: string;
  try {
    text = await readFile(path.join(folder, backupFiles.manifest), 'utf8');
  } catch {
    throw new BackupError(`${folder} is no whole backup: it has no ${backupFiles.manifest}.`);
  }
  const manifest = BackupManifest.safeParse(parsedOrNull(text));
  if (!manifest.success)
    throw new BackupError(`${folder}/${backupFiles.manifest} is not a manifest of ours.`);
  return manifest.data;
}

/** What is no JSON is no manifest either. */
function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function assertDigest(folder: string, file: string, expected: string): Promise<void> {
  const found = await sha256OfFile(path.join(folder, file)).catch(() => null);
  if (found === null) throw new BackupError(`The backup is damaged: ${file} is missing.`);
  if (found !== expected) throw new BackupError(`The backup is damaged: ${file} is not as it was written.`);
}

/** A photo's name comes from a file: it never leads out of the folder. */
function photoFile(key: string): string {
  if (!/^[0-9a-f]{2}\/[0-9a-f-]{36}\.[a-z]+$/.test(key))
    throw new BackupError(
      `The backup is damaged: ${backupFiles.photoList} names something that is no photo.`,
    );
  return path.join(backupFiles.photos, key);
}

async function* readPhotos(folder: string): AsyncGenerator<BackupPhoto[]> {
  for await (const values of readLines(path.join(folder, backupFiles.photoList), rowsAtOnce))
    yield values.map((value) => BackupPhoto.parse(value));
}

function assertKeys(manifest: BackupManifest, keys: SecretKeys): void {
  for (const { version, proof } of manifest.keys) {
    const key = keys.get(version);
    if (key && keyProof(key) === proof) continue;
    throw new BackupError(
      `The backup was sealed with key ${version}, which SECRET_KEYS (or DATA_DIR/secret-keys) ${key ? 'has with another value' : 'does not have'}. Put the right keys there first.`,
    );
  }
}

async function assertEmpty(database: Database): Promise<void> {
  for (const table of await listTables(database)) {
    if (!(await isEmpty(database, table)))
      throw new BackupError(
        `The store is not empty (${table}). Restore into a new DATA_DIR or DATABASE_URL.`,
      );
  }
}

/** The tables of the backup, parents first. */
function inOrder(manifest: BackupManifest, order: readonly string[]): BackupManifest['tables'] {
  const unknown = manifest.tables.find(({ name }) => !order.includes(name));
  if (unknown)
    throw new BackupError(`The backup has a table that this program does not know: ${unknown.name}.`);
  return manifest.tables.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}
