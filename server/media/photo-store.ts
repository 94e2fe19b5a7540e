import path from 'node:path';
import type { DriverContract } from 'flydrive/types';
import { limits } from '#contract/limits.ts';
import { openBytes, sealBytes } from '../secrets/sealing.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { DurableFsDriver } from './durable-fs-driver.ts';
import { documentKind, keptKey, listKeptIds } from './kept-keys.ts';
import { letGo } from './let-go.ts';
import type { CleanPhoto } from './photo-intake.ts';

export type PhotoKind = 'full' | 'thumbnail' | 'zalo';

const photoKinds = ['full', 'thumbnail', 'zalo'] as const satisfies readonly PhotoKind[];

type Options = {
  keys: SecretKeys;
  /** Photos lie in `photos` below it. */
  dataDir: string;
  /** Another place than the local folder (flydrive: S3 and its like). Its put must resolve only when the bytes are safe. */
  driver?: DriverContract;
};

/** A copy as it lies in the store. */
export type SealedCopy = { key: string; bytes: Uint8Array };

/** What a backup needs of the photos: the copies as they lie there, unopened. */
export type SealedCopies = Pick<PhotoStore, 'readSealed' | 'putSealed'>;

export type PhotoStore = ReturnType<typeof createPhotoStore>;

/**
 * Where cleaned photos lie, each copy sealed for its own place (promise 8): a file moved to another name does not open. The copy
 * for Zalo is kept only when it is another one than the full copy.
 */
export function createPhotoStore({ keys, dataDir, driver }: Options) {
  const files = driver ?? new DurableFsDriver(path.join(dataDir, 'photos'));

  async function readCopy(id: string, kind: PhotoKind): Promise<Buffer> {
    const sealed = await files.getBytes(keptKey(id, kind));
    const opened = openBytes(keys, sealContext(id, kind), sealed);
    letGo(sealed);
    return opened;
  }

  async function remove(id: string): Promise<void> {
    for (const kind of photoKinds) await files.delete(keptKey(id, kind));
  }

  return {
    /** Resolves when every copy is safe on disk; a put that fails leaves nothing behind. */
    async put(id: string, photo: CleanPhoto): Promise<void> {
      const kinds = photo.zalo === photo.full ? photoKinds.filter((kind) => kind !== 'zalo') : photoKinds;
      const writes = await Promise.allSettled(
        kinds.map(async (kind) => {
          const sealed = sealBytes(keys, sealContext(id, kind), photo[kind]);
          await files.put(keptKey(id, kind), sealed);
          letGo(sealed);
        }),
      );
      const failure = writes.find((write) => write.status === 'rejected');
      if (!failure) return;
      // Where not even that can be done the rest is the sweep's; why the put failed is what counts.
      await remove(id).catch(() => undefined);
      throw failure.reason;
    },

    /** Throws SealError when the file was changed or moved, and the store's own error when it is gone. */
    async read(id: string, kind: PhotoKind): Promise<Buffer> {
      if (kind !== 'zalo' || (await files.exists(keptKey(id, 'zalo')))) return readCopy(id, kind);
      const full = await readCopy(id, 'full');
      if (full.byteLength > limits.zaloPhotoBytesMax)
        throw new Error(`The copy for Zalo of photo ${id} is gone.`);
      return full;
    },

    /** Every copy that there is of a photo, or the file of a document; none when it was removed. */
    async readSealed(id: string): Promise<SealedCopy[]> {
      const copies: SealedCopy[] = [];
      for (const kind of [...photoKinds, documentKind]) {
        const key = keptKey(id, kind);
        if (await files.exists(key)) copies.push({ key, bytes: await files.getBytes(key) });
      }
      return copies;
    },

    /** Puts a copy back where it lay. */
    putSealed: (key: string, bytes: Uint8Array): Promise<void> => files.put(key, bytes, {}),

    /** Removes every copy; one that is not there is no error. */
    remove,

    /** Asks the place for a file that nobody has. Throws what keeps it from answering. */
    async ask(): Promise<void> {
      await files.exists('ready');
    },

    /** The ids of all photos in the store, a shard at a time. */
    listIds: (inShards?: readonly string[]): AsyncGenerator<string> =>
      listKeptIds(files, photoKinds, inShards),
  };
}

function sealContext(id: string, kind: PhotoKind): string {
  return `photo:${id}:${kind}`;
}
