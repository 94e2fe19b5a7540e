import path from 'node:path';
import type { DriverContract } from 'flydrive/types';
import type { PhotoBucket } from '../config/config.ts';
import { DurableFsDriver } from './durable-fs-driver.ts';

/**
 * Opens where photos lie: a folder, or a bucket of an S3-compatible store. What speaks to a bucket is loaded only where there is one: a fifth
 * of a second of the start and up to 39 MB, which most wards never need.
 */
export async function openPhotoPlace(place: {
  dataDir: string;
  photoBucket: PhotoBucket | null;
}): Promise<DriverContract> {
  if (!place.photoBucket) return new DurableFsDriver(path.join(place.dataDir, 'photos'));
  const { openBucket } = await import('./bucket-driver.ts');
  return openBucket(place.photoBucket);
}
