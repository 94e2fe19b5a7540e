import type { DriverContract } from 'flydrive/types';
import { openBytes, sealBytes } from '../secrets/sealing.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { documentKind, keptKey, listKeptIds } from './kept-keys.ts';

export type DocumentStore = ReturnType<typeof createDocumentStore>;

/** PDF files as they were sent, each sealed for its own place, beside the photos (promise 8). */
export function createDocumentStore({ keys, place }: { keys: SecretKeys; place: DriverContract }) {
  const keyOf = (id: string) => keptKey(id, documentKind);
  const contextOf = (id: string) => `document:${id}`;
  return {
    /** Resolves when it is safe. */
    put: (id: string, file: Uint8Array): Promise<void> =>
      place.put(keyOf(id), sealBytes(keys, contextOf(id), file), {}),
    /** Throws SealError when it was changed or moved, and the place's own error when it is gone. */
    read: async (id: string): Promise<Buffer> =>
      openBytes(keys, contextOf(id), await place.getBytes(keyOf(id))),
    /** One that is not there is no error. */
    remove: (id: string): Promise<void> => place.delete(keyOf(id)),
    listIds: (inShards?: readonly string[]): AsyncGenerator<string> =>
      listKeptIds(place, [documentKind], inShards),
  };
}
