import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

const ownerOnly = 0o600;
/** What a disk says that knows no second name for a file. */
const noLinks: readonly unknown[] = ['EPERM', 'ENOTSUP', 'ENOSYS'];

/** Small files that everything else depends on: each is there whole or as it was before, also when the power goes. */

/** Puts the text in place of what is there. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const next = await writeBeside(file, text);
  await rename(next, file);
  await syncFolder(path.dirname(file));
}

/** Makes the file; one that somebody else has made meanwhile stays as it is. */
export async function createFile(file: string, text: string): Promise<void> {
  const next = await writeBeside(file, text);
  try {
    await link(next, file);
  } catch (error) {
    if (existsSync(file)) return;
    if (!noLinks.includes((error as NodeJS.ErrnoException).code)) throw error;
    await rename(next, file);
  } finally {
    await rm(next, { force: true });
  }
  await syncFolder(path.dirname(file));
}

async function writeBeside(file: string, text: string): Promise<string> {
  const next = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.new`);
  const handle = await open(next, 'wx', ownerOnly);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return next;
}

/** So that the file's name is there too. Windows opens no folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
