import type { PhotoSize } from '#contract/vocabulary.ts';
import { createPhotoRoutes } from '../features/photos/photo.routes.ts';
import {
  createPhotoService,
  type PhotoService,
  photosUnattachedMax,
} from '../features/photos/photo.service.ts';
import { openPhotoPlace } from '../media/photo-place.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** Every listing of a bucket is paid for, and what nobody claimed may wait: a part of it each hour, all of it each day. */
export const bucketSweepEveryMs = 60 * 60_000;

/** As so many tips a photo counts where what is sent gives way to what is taken in: it costs the processor at least as much. */
const tipsPerPhoto = 25;

export async function createPhotos(ground: Ground): Promise<PhotoService> {
  const { config, givingWay } = ground;
  const place = await openPhotoPlace(config);
  // With the limits goes this one on all senders together (RATE_LIMITS).
  const unattachedMax = config.rateLimits ? photosUnattachedMax : Number.POSITIVE_INFINITY;
  return createPhotoService({
    ...ground,
    dataDir: config.dataDir,
    place,
    unattachedMax,
    onTaken: () => givingWay.noteStored(tipsPerPhoto),
  });
}

/** What those who keep photos beside something of their own ask of the photos. */
export const photosOfTips = (photos: PhotoService) => ({
  attachPhotos: photos.attach,
  listPhotoIds: photos.listIds,
  listKeptPhotoIds: photos.listKeptIds,
  readPhoto: async (tipId: string, photoId: string, size: PhotoSize) =>
    new Uint8Array(await photos.readOfTip(tipId, photoId, size)),
});

export function createPhotoPart({ config, now }: Ground, photos: PhotoService): PortalPart {
  return {
    mount(app) {
      app.route('/api/photos', createPhotoRoutes(photos));
    },
    checks: [
      { name: 'photos', listTroubles: () => photos.warm().then(() => []) },
      { name: 'photo place', listTroubles: () => photos.askPlace().then(() => []) },
    ],
    jobs: [
      {
        name: 'photo sweep',
        everyMs: config.photoBucket ? bucketSweepEveryMs : sweepEveryMs,
        work: () => photos.sweepUnattached(now(), { hourly: config.photoBucket !== null }),
      },
    ],
    stop: () => photos.close(),
  };
}
