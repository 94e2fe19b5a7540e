/** `npm run soak`: a portal under an even load for an hour, and whether anything grows. `--help` says how. */
import { exitCodes, numberFrom, runCommandLine } from '../../server/command-line.ts';
import { minutesMin } from './soak.rules.ts';
import { type SoakPlan, soakDefaults } from './soak-plan.ts';

const help = `Usage: npm run soak -- [--minutes 60] [--tips 3] [--megapixels 12] [--readings 200] [--record]

A portal on SQLite in a process of its own, Zalo's sandbox in another, and phones that send so many tips with a photo and read so much each
second, whether they are answered or not. Prints a line a minute; counts at the end what was acknowledged and what is stored.

  --minutes <n>      How long; at least ${minutesMin}. Quality asks for 5 minutes of load and an hour of soak.
  --tips <n>         Tips a second, each with a photo.
  --megapixels <n>   Of the photo: 12 as a phone takes it, 2 as the app sends it.
  --readings <n>     Answers read a second: procedures, the place, news, which ward.
  --record           Keeps the figures for docs/assurance.md (npm run assurance writes it).

Exit code 0: memory, handles and answers held. 1: something grew, failed or was too late. 2: called wrongly.`;

await runCommandLine({
  command: 'npm run soak',
  help,
  options: {
    minutes: { type: 'string' },
    tips: { type: 'string' },
    megapixels: { type: 'string' },
    readings: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
  run: async (_words, given) => {
    const read = (name: keyof SoakPlan, min: number): number =>
      given[name] === undefined
        ? soakDefaults[name]
        : numberFrom(given[name], { name: `--${name}`, min, isWhole: false });
    const plan: SoakPlan = {
      minutes: read('minutes', minutesMin),
      tips: read('tips', 0.1),
      megapixels: read('megapixels', 0.1),
      readings: read('readings', 0.1),
    };
    const { runSoak } = await import('./soak.ts');
    return (await runSoak(plan, { isRecorded: given.record })) ? exitCodes.done : exitCodes.fault;
  },
});
