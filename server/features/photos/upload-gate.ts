import { AppError } from '../../http/app-error.ts';

/** How much of one upload is in memory, counted against what all may hold together. */
export type UploadLease = {
  /** Throws `busy` when all uploads together would hold too much. */
  take(bytes: number): void;
};

export type UploadGateLimits = {
  /** Uploads under way, slow phones included. */
  readonly uploadsMax: number;
  /** Of all of them together, from the first byte until the photo is cleaned. */
  readonly bytesMax: number;
};

const busyRetryAfterS = 3;

/** Bounds what uploads cost the server's memory, however many phones send at once and however slowly. */
export function createUploadGate(limits: UploadGateLimits) {
  let uploads = 0;
  let bytesHeld = 0;

  return {
    /** Runs the upload, or throws `busy` at once. */
    async admit<Result>(upload: (lease: UploadLease) => Promise<Result>): Promise<Result> {
      if (uploads >= limits.uploadsMax) throw new AppError('busy', { retryAfterS: busyRetryAfterS });
      uploads += 1;
      let bytesTaken = 0;
      try {
        return await upload({
          take(bytes) {
            if (bytesHeld + bytes > limits.bytesMax) {
              throw new AppError('busy', { retryAfterS: busyRetryAfterS });
            }
            bytesHeld += bytes;
            bytesTaken += bytes;
          },
        });
      } finally {
        uploads -= 1;
        bytesHeld -= bytesTaken;
      }
    },
  };
}
