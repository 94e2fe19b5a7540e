import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { spawnServer } from '../support/server-process.ts';
import { DrillSkipped } from './drill.ts';

/**
 * A portal whose data folder is a disk of its own: a tmpfs in a mount namespace (Linux, no root needed where user namespaces are
 * allowed). Zalo's stand-in lies on another one, because Zalo's disk is not ours.
 */
export async function spawnOnSmallDisk(dataDir: string, mib: number) {
  const tried = spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', dataDir]);
  if (tried.status !== 0)
    throw new DrillSkipped('this machine allows no mount namespaces (unshare -Urm), so no disk of its own');
  const script = [
    `mount -t tmpfs -o size=${mib}m tmpfs "$0"`,
    'mkdir -p "$0/sandbox" "$0/photos"',
    'mount -t tmpfs tmpfs "$0/sandbox"',
    'mount --bind "$0/photos" "$0/photos"',
    'exec "$@"',
  ].join(' && ');
  const server = await spawnServer({ DATA_DIR: dataDir, PORT: '0' }, [
    ...['unshare', '-Urm', 'bash', '-c', script, dataDir],
  ]);
  const { pid } = server.process;
  if (pid === undefined) throw new Error('The server has no process id.');
  /** The disk as seen from outside of its namespace. */
  const seenFrom = `/proc/${pid}/root${dataDir}`;
  const ballast = path.join(seenFrom, 'ballast');
  return {
    ...server,
    /** The store as it is now, in a folder that the drill can open: SQLite does not follow us into the namespace. */
    copyStore(folder: string): void {
      for (const ending of ['', '-wal'])
        copyFileSync(
          path.join(seenFrom, `portal.sqlite${ending}`),
          path.join(folder, `portal.sqlite${ending}`),
        );
    },
    /** Somebody else's file takes all that is left. */
    fill(): void {
      const file = openSync(ballast, 'a');
      const blocks = [256 * 1024, 4 * 1024];
      for (const size of blocks) while (writesWhole(file, Buffer.alloc(size, 1)));
      closeSync(file);
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    /** The kernel turns a disk that fails read-only; here only where photos lie, since a disk with open files cannot be turned. */
    turnPhotos(how: 'ro' | 'rw'): void {
      const nsenter = ['-t', String(pid), '-U', '-m', '--preserve-credentials'];
      const remount = ['mount', '-o', `remount,bind,${how}`, path.join(dataDir, 'photos')];
      const { status, stderr } = spawnSync('nsenter', [...nsenter, ...remount]);
      if (status !== 0) throw new DrillSkipped(`the photos' mount could not be turned: ${stderr}`);
    },
  };
}

function writesWhole(file: number, block: Buffer): boolean {
  try {
    return writeSync(file, block) === block.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
