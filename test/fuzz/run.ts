/** `npm run fuzz`: every operation of the OpenAPI document is asked nonsense, by everybody, for as long as is wished. `--help` says how. */
import { randomInt } from 'node:crypto';
import { exitCodes, numberFrom, runCommandLine } from '../../server/command-line.ts';

const help = `Usage: npm run fuzz -- [--minutes N] [--seed S] [--record]

  --minutes N   How long, half of it on SQLite and half on PostgreSQL; 10 unless said.
  --seed S      A whole number: the same asks the same again. One is made up and printed unless said.
  --record      Keeps the figures for docs/assurance.md (npm run assurance writes it).

Asks as nobody, a citizen, and every role of two units, and holds every answer to this: no 5xx but a 503 that says when to come
again, nothing that the OpenAPI document does not describe, not a word of what is somebody else's.
What is answered otherwise is printed as a curl command.

Exit code 0: all held. 1: something did not. 2: called wrongly.`;

await runCommandLine({
  command: 'npm run fuzz',
  help,
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    record: { type: 'boolean' },
  },
  run: async (_words, given) => {
    const minutes = numberFrom(given.minutes, { name: '--minutes', min: 0.1, isWhole: false });
    const seed =
      given.seed === undefined ? randomInt(2 ** 31) : numberFrom(given.seed, { name: '--seed', min: 0 });
    console.log(`seed ${seed}, ${minutes} minutes`);
    const { fuzzBothEngines } = await import('./both-engines.ts');
    const { figures, faults } = await fuzzBothEngines(minutes, seed);
    console.log(`\n${figures.join('\n')}\n${faults === 0 ? 'PASS' : 'FAIL'}`);
    if (given.record) {
      const { recordRun } = await import('../assurance/runs.ts');
      recordRun({ command: 'npm run fuzz', on: new Date().toISOString().slice(0, 10), figures });
      console.log('Kept. Next: npm run assurance');
    }
    return faults === 0 ? exitCodes.done : exitCodes.fault;
  },
});
