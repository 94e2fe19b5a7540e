import { statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';

const memoryFolder = '/dev/shm';
const roomBytesMin = 3 * 1024 ** 3;

/**
 * Where stores of tests lie: in memory where Linux has such a folder with room to spare, since thousands of commits that wait for a disk
 * are most of what a test run waits for; else in the temporary folder. Nothing in a test outlives its machine.
 */
export function quickDisk(): string {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder);
    if (bavail * bsize >= roomBytesMin && freemem() >= roomBytesMin) return memoryFolder;
  } catch {
    // Another system has no such folder.
  }
  return tmpdir();
}
