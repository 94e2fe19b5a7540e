import { keptFilesPrefix } from './kept-files.ts';
import { keptTextPrefix } from './kept-text.ts';

const owner = (): string => keptTextPrefix(globalThis.location?.pathname ?? '');

/** Removes all that this app keeps on the phone, whatever feature put it there; other apps of the origin keep theirs. */
export async function forgetPhone(): Promise<void> {
  for (const open of [() => localStorage, () => sessionStorage]) forgetTexts(open);
  await forgetFiles();
}

function forgetTexts(open: () => Storage): void {
  try {
    const store = open();
    for (const key of Object.keys(store)) if (key.startsWith(owner())) store.removeItem(key);
  } catch {
    // A phone that forbids storage has kept nothing.
  }
}

async function forgetFiles(): Promise<void> {
  if (!globalThis.indexedDB) return;
  const ours = `${keptFilesPrefix}:${owner()}`;
  // Older web views cannot list; there the app's first database is all that is known.
  const listed = (await indexedDB.databases?.().catch(() => undefined)) ?? [{ name: ours }];
  await Promise.all(listed.map(({ name }) => (name?.startsWith(ours) ? deleteDatabase(name) : undefined)));
}

/** Resolves also when another window still holds the files: they go when it closes. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    request.onblocked = () => resolve();
  });
}
