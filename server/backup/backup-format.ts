import * as z from 'zod';

/**
 * A backup is a folder that either engine can be restored from:
 *
 *   manifest.json     what it holds; written last, so a folder without it is no backup
 *   tables/*.jsonl    a row a line, as the database gives it: what is sealed stays sealed
 *   photos/**         the sealed copies as they lie in the photo store
 *   photos.jsonl      their names and digests
 */
export const backupFiles = {
  manifest: 'manifest.json',
  photoList: 'photos.jsonl',
  tables: 'tables',
  photos: 'photos',
};

/**
 * What is not worth keeping: what has just happened, for screens that are open; what is over in minutes, and what articles are found by, which is made anew from
 * them when the portal starts.
 */
export const transientTables: readonly string[] = [
  'form_links',
  'limit_counts',
  'limit_hours',
  'live_events',
  'published_search',
  'published_terms',
];

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const BackupManifest = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  /** The content pack whose unit ids are in it. */
  pack: z.string(),
  /** The newest migration of the store it was taken from. */
  migration: z.string(),
  /** Which of the server's keys open what is sealed, newest first, with a proof that a key is the one meant. */
  keys: z.array(z.object({ version: z.string(), proof: z.string() })).min(1),
  tables: z.array(z.object({ name: z.string(), rows: z.int().min(0), sha256: Sha256 })),
  photos: z.object({
    files: z.int().min(0),
    bytes: z.int().min(0),
    /** Erased while the backup ran: their rows are in it and their files are not. */
    gone: z.int().min(0),
    /** Of photos.jsonl. */
    sha256: Sha256,
  }),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

export const BackupPhoto = z.object({ key: z.string(), bytes: z.int().min(0), sha256: Sha256 });
export type BackupPhoto = z.infer<typeof BackupPhoto>;

/** A row as it stands in a table's file. */
export const BackupRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export type BackupRow = z.infer<typeof BackupRow>;

/** What a person is told when a backup cannot be made or used. */
export class BackupError extends Error {
  override name = 'BackupError';
}
