import path from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Children that tests start, and the workers themselves, need not compile what an earlier process has compiled. Node looks at the
 * content, so nothing in it can be out of date.
 */
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, '.cache/compiled');

/** Tests wait for a disk, a database and a clock more than they compute: several fit on two cores. */
const workers = 6;
/** Chromium computes; and first-text times are not for a crowd. */
const browsers = 3;
/** How long a test waits for what comes by itself, such as the outbox, which looks every second. */
const patience = { poll: { timeout: 30_000, interval: 50 } };
/** A busy machine gets a second try where real servers and browsers are waited for; the reporter names who needed it. */
const secondTry = 1;
/** The files of a worker share its modules: loading the server anew for each took more time than most files' tests. */
const shared = { isolate: false, unstubEnvs: true, unstubGlobals: true };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{server,src,architecture,scripts}/**/*.test.ts', 'test/{server,src}/**/*.test.tsx'],
          exclude: ['test/server/**/*.store.test.ts'],
          setupFiles: ['test/support/recorded-fetch.ts'],
          globalSetup: ['test/support/recorded-bytes.setup.ts', 'test/support/sqlite.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: workers,
          expect: patience,
          ...shared,
        },
      },
      {
        // Everything that runs on both engines; one PostgreSQL for the whole run.
        test: {
          name: 'store',
          include: ['test/server/**/*.store.test.ts'],
          setupFiles: ['test/support/recorded-fetch.ts'],
          globalSetup: [
            'test/support/recorded-bytes.setup.ts',
            'test/support/sqlite.setup.ts',
            'test/support/postgres.setup.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: workers,
          retry: secondTry,
          expect: patience,
          ...shared,
        },
      },
      {
        // Real Chromium against the built page and a real server.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/support/recorded-fetch.ts'],
          globalSetup: ['test/support/recorded-bytes.setup.ts', 'test/support/sqlite.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: browsers,
          retry: secondTry,
          expect: patience,
          // Chromium too is started once for a worker; each test has a phone of its own in it.
          ...shared,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
