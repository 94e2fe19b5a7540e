import type { DriverContract } from 'flydrive/types';
import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import { limits } from '#contract/limits.ts';
import type { StoredPhoto } from '#contract/tips.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { shardsOfHour } from '../../media/kept-keys.ts';
import { createPhotoIntake, type IntakeLimits } from '../../media/photo-intake.ts';
import { PhotoPlaceError } from '../../media/photo-place-error.ts';
import { createPhotoStore, type PhotoKind } from '../../media/photo-store.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { photoStore } from './photo.store.ts';

export type PhotoServiceDependencies = {
  database: Database;
  dataDir: string;
  keys: SecretKeys;
  logger: Logger;
  now: () => Date;
  /** Where the files lie; not given: in a folder of `dataDir`. */
  place?: DriverContract;
  intakeLimits?: Partial<IntakeLimits>;
  /** How many may wait for their tips, all senders together. */
  unattachedMax?: number;
  /** A photo has been taken in. */
  onTaken?(): void;
};

export type PhotoService = ReturnType<typeof createPhotoService>;

/** Photos that wait for their tip, all senders together: about 2 GB, and a day's worth of a busy district. */
export const photosUnattachedMax = 2_000;
const unattachedMsMax = limits.unattachedPhotoHoursMax * 60 * 60_000;
const busyRetryAfterS = 60;
const placeRetryAfterS = 5;
const sweepBatchPhotos = 200;
const sweepBatchesMax = 50;

/**
 * Photos from the moment they arrive until their tip owns them. Nothing about who sent one is stored or logged (promise 7); the id
 * is the only key to it, and only a tip can use it.
 */
export function createPhotoService(dependencies: PhotoServiceDependencies) {
  const { database, dataDir, keys, logger, now, unattachedMax = photosUnattachedMax } = dependencies;
  const files = createPhotoStore({
    dataDir,
    keys,
    ...(dependencies.place ? { driver: dependencies.place } : {}),
  });
  const intake = createPhotoIntake({
    ...dependencies.intakeLimits,
    onWorkerLost: (error) => logger.warn({ err: error }, 'photo worker lost'),
  });
  const expiredBefore = (at: Date) => new Date(at.getTime() - unattachedMsMax).toISOString();

  return {
    /** Throws `busy` while too many photos wait for their tips; asked before a photo is read. */
    async assertRoom(): Promise<void> {
      if (!Number.isFinite(unattachedMax)) return;
      if ((await photoStore(database.kysely).countUnattached()) >= unattachedMax) {
        throw new AppError('busy', { retryAfterS: busyRetryAfterS });
      }
    },

    /**
     * Cleans the photo and keeps it: its files first, then its row, both on disk when this resolves (promise 1). Throws what
     * `PhotoIntake.clean` throws. Files whose row could not be written stay for the sweep: the row may be there after all.
     */
    async add(photo: Uint8Array): Promise<StoredPhoto> {
      const clean = await intake.clean(photo);
      const id = uuidv7();
      await files.put(id, clean);
      const { width, height } = clean;
      const bytes = clean.full.byteLength;
      await database.transact((transaction) =>
        photoStore(transaction).insert({
          id,
          width,
          height,
          bytes,
          zaloBytes: clean.zalo.byteLength,
          createdAt: now().toISOString(),
        }),
      );
      dependencies.onTaken?.();
      return { id, width, height, bytes };
    },

    /**
     * Gives all photos to the tip, or to a later entry of its history, in order, or throws `photo_expired` naming those that cannot be
     * had: all or none.
     */
    async attach(
      transaction: Transaction<Schema>,
      ids: readonly string[],
      tipId: string,
      entrySequence = 1,
    ): Promise<void> {
      const owner = { tipId, entrySequence };
      const unclaimed = await photoStore(transaction).claim(ids, owner, expiredBefore(now()));
      if (unclaimed.length === 0) return;
      throw new AppError('photo_expired', {
        issues: ids.flatMap((id, index) =>
          unclaimed.includes(id)
            ? [
                {
                  path: ['photoIds', index],
                  message: `Ảnh thứ ${index + 1} không còn nữa. Vui lòng tải lên lại.`,
                },
              ]
            : [],
        ),
      });
    },

    /** Gives all photos to the article, or throws `photo_expired`: all or none. What it had once stays its own. */
    async attachToArticle(
      transaction: Transaction<Schema>,
      ids: readonly string[],
      articleId: string,
    ): Promise<void> {
      const unclaimed = await photoStore(transaction).claimForArticle(ids, articleId, expiredBefore(now()));
      if (unclaimed.length === 0) return;
      throw new AppError('photo_expired', {
        issues: unclaimed.map((id) => ({
          path: ['body'],
          message: `Ảnh ${id} không còn nữa. Vui lòng tải ảnh lên lại rồi lưu bài.`,
        })),
      });
    },

    listOfArticle: (transaction: Transaction<Schema> | null, articleId: string) =>
      photoStore(transaction ?? database.kysely).listOfArticle(articleId),

    /** Those of the tip itself, in the order the sender gave them. */
    async listIds(tipId: string): Promise<string[]> {
      const photos = await photoStore(database.kysely).listOf(tipId);
      return photos.filter((photo) => photo.entrySequence === 1).map((photo) => photo.id);
    },

    /** Of the tip and of all its messages: those that are still there. */
    async listKeptIds(tipId: string): Promise<ReadonlySet<string>> {
      return new Set((await photoStore(database.kysely).listOf(tipId)).map((photo) => photo.id));
    },

    /** Erases the photos of these tips: their rows in this transaction, their files by what it answers, after the commit. */
    async eraseOfTips(
      transaction: Transaction<Schema>,
      tipIds: readonly string[],
    ): Promise<() => Promise<void>> {
      const ids = await photoStore(transaction).deleteOfTips(tipIds);
      return async () => {
        for (const id of ids) await files.remove(id);
      };
    },

    /** A JPEG without metadata. Who may see it is the caller's to decide. */
    read,

    /** The same for a photo of this tip or of its messages; any other id is `photo_not_found`. */
    async readOfTip(tipId: string, id: string, kind: PhotoKind): Promise<Buffer> {
      const photos = await photoStore(database.kysely).listOf(tipId);
      if (!photos.some((photo) => photo.id === id)) throw new AppError('photo_not_found');
      return read(id, kind);
    },

    /**
     * Removes what no tip claimed within `unattachedPhotoHoursMax`: rows, then their files, then files that never got a row. What
     * is left at the bound of one run goes with the next. `hourly`: files without a row are looked for in the part of the store whose turn
     * it is.
     */
    async sweepUnattached(
      at: Date,
      options: { hourly?: boolean } = {},
    ): Promise<{ photos: number; orphans: number }> {
      const before = expiredBefore(at);
      const shards = options.hourly ? shardsOfHour(at) : undefined;
      return { photos: await sweepRows(before), orphans: await sweepOrphans(Date.parse(before), shards) };
    },

    /** Throws what keeps the place of the files from answering. */
    askPlace: files.ask,

    /** Starts a photo worker ahead of the first photo; rejects when this machine cannot run one. */
    warm: intake.warm,
    close: intake.close,
  };

  /** Throws `photo_unavailable` while the place where it lies does not answer. */
  async function read(id: string, kind: PhotoKind): Promise<Buffer> {
    try {
      return await files.read(id, kind);
    } catch (error) {
      if (!(error instanceof PhotoPlaceError)) throw error;
      logger.error({ err: error }, 'a photo could not be read');
      throw new AppError('photo_unavailable', { retryAfterS: placeRetryAfterS, cause: error });
    }
  }

  async function sweepRows(before: string): Promise<number> {
    let swept = 0;
    for (let batch = 0; batch < sweepBatchesMax; batch += 1) {
      const ids = await database.transact((transaction) =>
        photoStore(transaction).deleteUnattached(before, sweepBatchPhotos),
      );
      for (const id of ids) await files.remove(id);
      swept += ids.length;
      if (ids.length < sweepBatchPhotos) break;
    }
    return swept;
  }

  async function sweepOrphans(beforeMs: number, shards?: readonly string[]): Promise<number> {
    let swept = 0;
    let batch: string[] = [];
    const sweepBatch = async () => {
      const known = await photoStore(database.kysely).existing(batch);
      for (const id of batch.filter((id) => !known.has(id))) {
        await files.remove(id);
        swept += 1;
      }
      batch = [];
    };
    for await (const id of files.listIds(shards)) {
      if (uuidv7Ms(id) < beforeMs) batch.push(id);
      if (batch.length === sweepBatchPhotos) await sweepBatch();
    }
    await sweepBatch();
    return swept;
  }
}

/** The clock in a UUIDv7: its first 48 bits. */
function uuidv7Ms(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
