/** `npm run drill`: what must not lose or double a tip is done to a real portal, one fault after the other. `--help` says how. */
import { loadavg } from 'node:os';
import { exitCodes, oneOf, runCommandLine } from '../../server/command-line.ts';
import type { Drill, DrillFindings, DrillSize } from './drill.ts';

type NamedDrill = { readonly name: string; readonly about: string; readonly load: () => Promise<Drill> };

const drills: readonly NamedDrill[] = [
  {
    name: 'kill',
    about: 'kill -9 of the server at random moments while tips with photos come in',
    load: async () => (await import('./kill.ts')).killDrill,
  },
  {
    name: 'database-restart',
    about: 'PostgreSQL is stopped at once and started again, several times, while tips with photos come in',
    load: async () => (await import('./database-restart.ts')).databaseRestartDrill,
  },
  {
    name: 'database-locked',
    about: 'another process locks the SQLite file for longer than the portal waits, while tips come in',
    load: async () => (await import('./database-locked.ts')).databaseLockedDrill,
  },
  {
    name: 'disk-full',
    about:
      'the disk of store and photos is full to the last byte, several times, while tips with photos come in',
    load: async () => (await import('./disk-full.ts')).diskFullDrill,
  },
  {
    name: 'read-only-disk',
    about: 'the disk of the photos turns read-only under a running portal, and back',
    load: async () => (await import('./read-only-disk.ts')).readOnlyDiskDrill,
  },
  {
    name: 'clock-jump',
    about:
      'the clock of the machine jumps forward and back by minutes, days and a month while tips and alerts come in',
    load: async () => (await import('./clock-jump.ts')).clockJumpDrill,
  },
  {
    name: 'zalo-day',
    about: 'Zalo is out for a simulated day, each hour in another way, while tips and alerts come in',
    load: async () => (await import('./zalo.ts')).zaloDayDrill,
  },
  {
    name: 'zalo-slow',
    about:
      'every answer of Zalo takes four seconds: how long those who send a tip wait, beside how long in peace',
    load: async () => (await import('./zalo.ts')).slowZaloDrill,
  },
  {
    name: 'backup-under-load',
    about:
      'a backup is taken while tips with photos come in, and restored into an empty place (SQLite) that then opens',
    load: async () => (await import('./backup-under-load.ts')).backupDrill,
  },
  {
    name: 'clocks-many',
    about: 'thousands of tips of one ward that nobody takes up are overdue at the same moment',
    load: async () => (await import('./clocks-many.ts')).clocksManyDrill,
  },
  {
    name: 'senders-many',
    about: 'a million addresses ask once each, while one asks on',
    load: async () => (await import('./senders-many.ts')).sendersManyDrill,
  },
  {
    name: 'slow-clients',
    about:
      'many connections that send or read as slowly as they can, one kind after the other, while people send tips',
    load: async () => (await import('./slow-clients.ts')).slowClientsDrill,
  },
];

const help = `Usage: npm run drill -- [--only <name>]... [--small] [--record]

  --only <name>   This drill alone; may be repeated.
  --small         A minute or so each, instead of the full size.
  --record        Keeps the figures for docs/assurance.md (npm run assurance writes it).

${drills.map(({ name, about }) => `  ${name.padEnd(18)}${about}`).join('\n')}

Exit code 0: all held, or could not be done on this machine, which is said. 1: one did not hold. 2: called wrongly.`;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
await runCommandLine({
  command: 'npm run drill',
  help,
  options: {
    only: { type: 'string', multiple: true },
    small: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
  run: async (_words, { only, small, record: isKept }) => {
    const names = drills.map(({ name }) => name);
    const chosen = only?.map((name) => oneOf(name, names)) ?? names;
    const size = small ? 'small' : 'full';
    let isWhole = true;
    for (const drill of drills.filter(({ name }) => chosen.includes(name))) {
      const findings = await runOne(drill, size);
      if (!findings) continue;
      isWhole &&= findings.faults.length === 0;
      if (isKept) await record(drill, size, findings);
    }
    if (isKept) console.log('Kept. Next: npm run assurance');
    return isWhole ? exitCodes.done : exitCodes.fault;
  },
});

/** Prints what was found and a line that says whether it held; null when it could not be done here. */
async function runOne(drill: NamedDrill, size: DrillSize): Promise<DrillFindings | null> {
  const { DrillBroken, DrillSkipped } = await import('./drill.ts');
  console.log(`\n${drill.name}: ${drill.about}`);
  const startedAt = performance.now();
  try {
    const findings = await (await drill.load()).run(size);
    console.table(findings.rows);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const verdict = findings.faults.length === 0 ? 'PASS' : `FAIL (${findings.faults.join('; ')})`;
    console.log(`${verdict} ${drill.name}, ${seconds} s`);
    return findings;
  } catch (error) {
    if (error instanceof DrillBroken) {
      console.log(`FAIL ${drill.name}: ${error.message}`);
      return { rows: {}, faults: [error.message] };
    }
    if (!(error instanceof DrillSkipped)) throw error;
    console.log(`SKIPPED ${drill.name}: ${error.message}`);
    return null;
  }
}

async function record({ name }: NamedDrill, size: DrillSize, { rows, faults }: DrillFindings): Promise<void> {
  const { recordRun } = await import('../assurance/runs.ts');
  recordRun({
    command: `npm run drill -- --only ${name}${size === 'small' ? ' --small' : ''}`,
    on: new Date().toISOString().slice(0, 10),
    figures: [
      ...Object.entries(rows).map(
        ([what, row]) =>
          `${what}: ${Object.entries(row)
            .map(([figure, value]) => `${figure} ${value}`)
            .join(', ')}`,
      ),
      faults.length === 0 ? 'held' : `did not hold: ${faults.join('; ')}`,
      `load average of the machine: ${loadavg()[0]?.toFixed(1)} on 2 cores`,
    ],
  });
}
