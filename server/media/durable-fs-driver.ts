import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { FSDriver } from 'flydrive/drivers/fs';
import { PhotoPlaceError } from './photo-place-error.ts';

const ownerOnlyFile = 0o600;
const ownerOnlyFolder = 0o700;
/** Of a file on its way to another's place: left by a crash, it is overwritten the next time. */
const replacementEnding = '.new';

/**
 * flydrive's local folder, but a put resolves only when file and folder entry are on disk, power cut included. A put or replacement that
 * the disk does not take is a PhotoPlaceError.
 */
export class DurableFsDriver extends FSDriver {
  readonly #root: string;
  /** Folders known to be on disk, or on their way there: whoever writes into one waits for the same moment. */
  readonly #folders = new Map<string, Promise<void>>();

  constructor(root: string) {
    const location = path.resolve(root);
    super({ location, visibility: 'private' });
    this.#root = location;
  }

  override async put(key: string, contents: string | Uint8Array): Promise<void> {
    const file = path.join(this.#root, key);
    const folder = path.dirname(file);
    try {
      await this.#ensureFolder(folder);
      await writeAndSync(file, contents);
      await syncFolder(folder);
    } catch (error) {
      this.#folders.delete(folder);
      throw notTaken('put', error);
    }
  }

  /** Puts it in place of what is there: whoever reads meanwhile gets the one or the other, also when the power goes. */
  async replace(key: string, contents: Uint8Array): Promise<void> {
    const file = path.join(this.#root, key);
    try {
      await writeAndSync(`${file}${replacementEnding}`, contents);
      await rename(`${file}${replacementEnding}`, file);
      await syncFolder(path.dirname(file));
    } catch (error) {
      throw notTaken('replace', error);
    }
  }

  #ensureFolder(folder: string): Promise<void> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const making = makeFolderDurably(folder);
    this.#folders.set(folder, making);
    return making;
  }
}

/** Whatever the code is: of a folder on a read-only disk Node says ENOENT. */
function notTaken(operation: string, error: unknown): PhotoPlaceError {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  return new PhotoPlaceError(`${operation}: ${reason}`, { cause: error });
}

async function writeAndSync(file: string, contents: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'w', ownerOnlyFile);
  try {
    await handle.writeFile(contents);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function makeFolderDurably(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true, mode: ownerOnlyFolder });
  if (!firstMade) return;
  const highest = path.dirname(firstMade);
  let parent = folder;
  do {
    parent = path.dirname(parent);
    await syncFolder(parent);
  } while (parent !== highest && parent !== path.dirname(parent));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
