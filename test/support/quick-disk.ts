import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';

const memoryFolder = '/dev/shm';
const roomBytesMin = 3 * 1024 ** 3;

/**
 * Where stores of tests lie: in memory where Linux has such a folder with room to spare, since thousands of commits that wait for a disk
 * are most of what a test run waits for; else in the temporary folder. Nothing in a test outlives its machine.
 */
function quickDisk(): string {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder);
    if (bavail * bsize >= roomBytesMin && freemem() >= roomBytesMin) return memoryFolder;
  } catch {
    // Another system has no such folder.
  }
  return tmpdir();
}

/** A new folder there, for whoever makes it to remove. Its name says whose it is. */
export const makeQuickFolder = (what: 'postgres' | 'template' | 'test'): string =>
  mkdtempSync(path.join(quickDisk(), `portal-${what}-${process.pid}-`));

/** Removes what processes left behind that were killed: memory that nobody would give back. */
export function sweepQuickFolders(): void {
  const folder = quickDisk();
  for (const name of readdirSync(folder)) {
    const pid = /^portal-(?:postgres|template|test)-(\d+)-/.exec(name)?.[1];
    if (pid && isGone(Number(pid))) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Where a number has been given to another process since, or one may not ask, nothing is removed. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
