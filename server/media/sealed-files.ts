import path from 'node:path';
import type { DriverContract } from 'flydrive/types';
import { openBytes, sealBytes, sealedVersion } from '../secrets/sealing.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { DurableFsDriver } from './durable-fs-driver.ts';

const shards = Array.from({ length: 256 }, (_, shard) => shard.toString(16).padStart(2, '0'));
const keptName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([a-z]+)$/;

/** All that lies in the place of photos, as files: for when they are sealed anew under another key. */
export const sealedFiles = (place: DriverContract, keys: SecretKeys) => ({
  /** Keys of the files, a shard at a time; what is no file of ours is passed over. */
  async *list(): AsyncGenerator<string> {
    for (const shard of shards) {
      let paginationToken: string | undefined;
      do {
        const page = await place.listAll(`${shard}/`, paginationToken ? { paginationToken } : {});
        for (const entry of page.objects) {
          const name = path.posix.basename(entry.name);
          if (keptName.test(name)) yield `${shard}/${name}`;
        }
        paginationToken = page.paginationToken;
      } while (paginationToken);
    }
  },

  /** Under which version of the key it is sealed, from its beginning alone. */
  async versionOf(key: string): Promise<string> {
    for await (const chunk of await place.getStream(key)) return sealedVersion(chunk as Buffer);
    return '';
  },

  /** Under the newest key, in the place of what is there. Throws SealError where that does not open. */
  async reseal(key: string): Promise<void> {
    const context = contextOf(key);
    const sealed = sealBytes(keys, context, openBytes(keys, context, await place.getBytes(key)));
    await (place instanceof DurableFsDriver ? place.replace(key, sealed) : place.put(key, sealed, {}));
  },

  remove: (key: string): Promise<void> => place.delete(key),
});

/** Whose file it is. */
export const idOfFile = (key: string): string => keptName.exec(path.posix.basename(key))?.[1] ?? '';

/** As it was sealed: a copy of a photo (photo-store.ts), or an article's document. */
function contextOf(key: string): string {
  const [, id, kind] = keptName.exec(path.posix.basename(key)) ?? [];
  return kind === 'pdf' ? `document:${id}` : `photo:${id}:${kind}`;
}
