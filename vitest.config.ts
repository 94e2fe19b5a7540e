import { defineConfig } from 'vitest/config';

/** Tests wait for a disk, a database and a clock more than they compute: several fit on two cores. */
const workers = 4;
/** Chromium computes; and first-text times are not for a crowd. */
const browsers = 2;
/** How long a test waits for what comes by itself, such as the outbox, which looks every second. */
const patience = { poll: { timeout: 30_000, interval: 50 } };
/** A busy machine gets a second try where real servers and browsers are waited for; the reporter names who needed it. */
const secondTry = 1;

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
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
