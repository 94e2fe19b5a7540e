import { describe, expect, test } from 'vitest';
import { runCrashDrill } from '../../support/crash-drill.ts';
import { testDatabases } from '../../support/databases.ts';

describe.each(testDatabases)('a server that is killed while tips arrive, on $engine', (engine) => {
  test('loses none that was acknowledged, and doubles none', async () => {
    const result = await runCrashDrill({
      place: await engine.place(),
      tips: 60,
      kills: 3,
      photoEvery: 6,
      sendersAtOnce: 8,
    });

    expect(result).toEqual({
      acknowledged: 60,
      stored: 60,
      missing: [],
      doubled: 0,
      notForwarded: [],
      photosMissing: [],
      textsTwice: [],
    });
  }, 120_000);
});
