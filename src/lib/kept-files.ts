/** Begins the name of every app's database on the shared origin. */
export const keptFilesPrefix = 'zalo-an-ninh-files';
const storeName = 'files';

/** Bytes kept on the phone across reloads, by name. Every method rejects when the phone offers no such place. */
export type KeptFiles = {
  put(name: string, file: Blob): Promise<void>;
  get(name: string): Promise<Blob | undefined>;
  remove(name: string): Promise<void>;
  /** Removes everything else: what an abandoned draft has left behind. */
  keepOnly(names: readonly string[]): Promise<void>;
};

type StoredFile = { bytes: ArrayBuffer; type: string };

function answerOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName);
  return answerOf(request);
}

/** Opened at the first use, so that the home screen never pays for it. `owner` keeps apps of one origin apart. */
export function createKeptFiles(owner: string): KeptFiles {
  let opening: Promise<IDBDatabase> | undefined;
  const run = async <Value>(
    mode: IDBTransactionMode,
    request: (store: IDBObjectStore) => IDBRequest<Value>,
  ): Promise<Value> => {
    opening ??= openDatabase(`${keptFilesPrefix}:${owner}`);
    const database = await opening;
    return answerOf(request(database.transaction(storeName, mode).objectStore(storeName)));
  };

  return {
    // Bytes rather than the Blob itself: older WebKit loses Blobs put into IndexedDB.
    put: async (name, file) => {
      const stored: StoredFile = { bytes: await file.arrayBuffer(), type: file.type };
      await run('readwrite', (store) => store.put(stored, name));
    },
    get: async (name) => {
      const stored = (await run('readonly', (store) => store.get(name))) as StoredFile | undefined;
      return stored && new Blob([stored.bytes], { type: stored.type });
    },
    remove: async (name) => {
      await run('readwrite', (store) => store.delete(name));
    },
    keepOnly: async (kept) => {
      const names = await run('readonly', (store) => store.getAllKeys());
      for (const name of names) {
        if (!kept.some((each) => each === name)) await run('readwrite', (store) => store.delete(name));
      }
    },
  };
}
