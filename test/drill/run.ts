/** `npm run drill`: what must not lose or double a tip is done to a real portal, one fault after the other. `--help` says how. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { recordRun } from '../assurance/runs.ts';
import { backupDrill } from './backup-under-load.ts';
import { clockJumpDrill } from './clock-jump.ts';
import { databaseLockedDrill } from './database-locked.ts';
import { databaseRestartDrill } from './database-restart.ts';
import { diskFullDrill } from './disk-full.ts';
import { type Drill, DrillBroken, type DrillFindings, type DrillSize, DrillSkipped } from './drill.ts';
import { killDrill } from './kill.ts';
import { readOnlyDiskDrill } from './read-only-disk.ts';
import { slowClientsDrill } from './slow-clients.ts';
import { slowZaloDrill, zaloDayDrill } from './zalo.ts';

const drills: readonly Drill[] = [
  killDrill,
  databaseRestartDrill,
  databaseLockedDrill,
  diskFullDrill,
  readOnlyDiskDrill,
  clockJumpDrill,
  zaloDayDrill,
  slowZaloDrill,
  backupDrill,
  slowClientsDrill,
];

const usage = `Usage: npm run drill -- [--only <name>]... [--small] [--record]

  --only <name>   This drill alone; may be repeated.
  --small         A minute or so each, instead of the full size.
  --record        Keeps the figures for docs/assurance.md (npm run assurance writes it).

${drills.map(({ name, about }) => `  ${name.padEnd(18)}${about}`).join('\n')}

Exit code 0: all held, or could not be done on this machine, which is said. 1: one did not hold. 2: called wrongly.`;

/** Returns the exit code. */
async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      small: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const names = values.only ?? drills.map(({ name }) => name);
  const chosen = drills.filter(({ name }) => names.includes(name));
  if (chosen.length !== new Set(names).size) {
    console.error(usage);
    return 2;
  }
  const size = values.small ? 'small' : 'full';
  let isWhole = true;
  for (const drill of chosen) {
    const findings = await runOne(drill, size);
    if (!findings) continue;
    isWhole &&= findings.faults.length === 0;
    if (values.record) record(drill, size, findings);
  }
  return isWhole ? 0 : 1;
}

/** Prints what was found and a line that says whether it held; null when it could not be done here. */
async function runOne(drill: Drill, size: DrillSize): Promise<DrillFindings | null> {
  console.log(`\n${drill.name}: ${drill.about}`);
  const startedAt = performance.now();
  try {
    const findings = await drill.run(size);
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

function record({ name }: Drill, size: DrillSize, { rows, faults }: DrillFindings): void {
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

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
    throw error;
  console.error(usage);
  process.exitCode = 2;
}
