import { defineConfig } from 'vitest/config';

/** For `npm run mutate`: the unit tests of the rules alone, which are quick enough to run once for each mutant. */
export default defineConfig({
  test: {
    include: ['test/server/{units,clocks,rights,tips}/*.test.ts'],
    exclude: [
      'test/server/**/*.store.test.ts',
      'test/server/units/{unit-qr,unit-routes,privacy-routes,locate-independent}.test.ts',
    ],
    testTimeout: 60_000,
  },
});
