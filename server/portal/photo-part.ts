import type { PhotoSize } from '#contract/vocabulary.ts';
import { createPhotoRoutes } from '../features/photos/photo.routes.ts';
import { createPhotoService, type PhotoService } from '../features/photos/photo.service.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

export const createPhotos = ({ config, database, keys, logger, now }: Ground): PhotoService =>
  createPhotoService({ database, dataDir: config.dataDir, keys, logger, now });

/** What those who keep photos beside something of their own ask of the photos. */
export const photosOfTips = (photos: PhotoService) => ({
  attachPhotos: photos.attach,
  listPhotoIds: photos.listIds,
  readPhoto: async (tipId: string, photoId: string, size: PhotoSize) =>
    new Uint8Array(await photos.readOfTip(tipId, photoId, size)),
});

export function createPhotoPart({ now }: Ground, photos: PhotoService): PortalPart {
  return {
    mount(app) {
      app.route('/api/photos', createPhotoRoutes(photos));
    },
    checks: [{ name: 'photos', listTroubles: () => photos.warm().then(() => []) }],
    jobs: [{ name: 'photo sweep', everyMs: sweepEveryMs, work: () => photos.sweepUnattached(now()) }],
    stop: () => photos.close(),
  };
}
