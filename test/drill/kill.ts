import { runCrashDrill } from '../support/crash-drill.ts';
import { type Drill, onBothEngines, tipFaults, tipRow } from './drill.ts';

const sizes = {
  small: { tips: 80, kills: 3, photoEvery: 5, sendersAtOnce: 8 },
  full: { tips: 1_000, kills: 20, photoEvery: 5, sendersAtOnce: 16 },
};

/** Quality 1. */
export const killDrill: Drill = {
  run: (size) =>
    onBothEngines(async (place) => {
      const result = await runCrashDrill({ ...sizes[size], place });
      return { row: { kills: sizes[size].kills, ...tipRow(result) }, faults: tipFaults(result) };
    }),
};
