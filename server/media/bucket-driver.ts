import { S3Driver } from 'flydrive/drivers/s3';
import type { PhotoBucket } from '../config/config.ts';
import { PhotoPlaceError } from './photo-place-error.ts';

/** How long the store may take. A photo is at most a few megabytes, and somebody waits for the answer. */
export type BucketTimes = {
  readonly connectMsMax: number;
  /** From the request until the answer begins, and without a byte afterwards. */
  readonly answerMsMax: number;
  /** One operation with its second try. */
  readonly operationMsMax: number;
};

const bucketTimes: BucketTimes = { connectMsMax: 1_500, answerMsMax: 5_000, operationMsMax: 12_000 };
const attemptsMax = 2;
/** Of one process: as many as the uploads that its workers can clean at once, three copies each, with room for readers. */
const connectionsMax = 50;

export const openBucket = (place: PhotoBucket, times?: BucketTimes): BucketDriver =>
  new BucketDriver(place, times);

/**
 * flydrive's S3 driver for our photos. A put resolves when the store has answered that it has the bytes, which is what S3 means by
 * stored. Whatever else happens is a PhotoPlaceError within `operationMsMax`; only of a file that is not there the store's own error comes
 * through.
 */
class BucketDriver extends S3Driver {
  readonly #operationMsMax: number;

  constructor(place: PhotoBucket, times: BucketTimes = bucketTimes) {
    const { bucket, endpoint, region, accessKeyId, secretAccessKey } = place;
    super({
      bucket,
      visibility: 'private',
      // A bucket of ours has no lists of rights per file; many stores know none.
      supportsACL: false,
      region,
      ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: attemptsMax,
      // The payload's SHA-256 is signed; more checksums are unknown to some stores, and what was changed does not open.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: times.connectMsMax,
        requestTimeout: times.answerMsMax,
        throwOnRequestTimeout: true,
        socketTimeout: times.answerMsMax,
        httpAgent: { maxSockets: connectionsMax },
        httpsAgent: { maxSockets: connectionsMax },
      },
    });
    this.#operationMsMax = times.operationMsMax;
  }

  override put(...args: Parameters<S3Driver['put']>): Promise<void> {
    return this.#within('put', super.put(...args));
  }

  override getBytes(key: string): Promise<Uint8Array> {
    return this.#within('get', super.getBytes(key));
  }

  override exists(key: string): Promise<boolean> {
    return this.#within('head', super.exists(key));
  }

  override delete(key: string): Promise<void> {
    return this.#within('delete', super.delete(key));
  }

  override listAll(...args: Parameters<S3Driver['listAll']>): ReturnType<S3Driver['listAll']> {
    return this.#within('list', super.listAll(...args));
  }

  async #within<Value>(operation: string, work: Promise<Value>): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new PhotoPlaceError(`${operation}: too slow`)), this.#operationMsMax);
    });
    try {
      return await Promise.race([work, late]);
    } catch (error) {
      if (error instanceof PhotoPlaceError || isMissingFile(error)) throw error;
      throw new PhotoPlaceError(`${operation}: ${reasonOf(error)}`);
    } finally {
      clearTimeout(timer);
    }
  }
}

const isMissingFile = (error: unknown): boolean => error instanceof Error && error.name === 'NoSuchKey';

/** S3's name for what is wrong (`AccessDenied`, `NoSuchBucket`, `SlowDown`) or Node's (`ECONNREFUSED`). */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code || error.name;
}
