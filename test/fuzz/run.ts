/** `npm run fuzz`: every operation of the OpenAPI document is asked nonsense, by everybody, for as long as is wished. `--help` says how. */
import { randomInt } from 'node:crypto';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { recordRun } from '../assurance/runs.ts';
import { environmentOf, inFolder, type Place, withPostgres } from '../drill/drill.ts';
import { talkTo } from '../support/portal.ts';
import { killServer, spawnServer } from '../support/server-process.ts';
import { type FuzzFault, openFuzz } from './fuzz.ts';

const usage = `Usage: npm run fuzz -- [--minutes N] [--seed S] [--record]

  --minutes N   How long, half of it on SQLite and half on PostgreSQL; 10 unless said.
  --seed S      A whole number: the same asks the same again. One is made up and printed unless said.
  --record      Keeps the figures for docs/assurance.md (npm run assurance writes it).

Asks as nobody, a citizen, and every role of two units, and holds every answer to this: no 5xx but a 503 that says when to come
again, nothing that the OpenAPI document does not describe, not a word of what is somebody else's.
What is answered otherwise is printed as a curl command.

Exit code 0: all held. 1: something did not. 2: called wrongly.`;

/** A round soon comes to every operation. */
const runsEach = 1;
/** Enough to see what is wrong. */
const faultsPrintedMax = 40;

type Findings = { requests: number; rounds: number; byStatus: Map<number, number>; faults: FuzzFault[] };

async function fuzzFor(place: Place, minutes: number, seed: number): Promise<Findings> {
  const server = await spawnServer(environmentOf(place));
  let isDead = false;
  server.process.once('exit', () => {
    isDead = true;
  });
  const endsAt = performance.now() + minutes * 60_000;
  const findings: Findings = { requests: 0, rounds: 0, byStatus: new Map(), faults: [] };
  const known = new Set<string>();
  try {
    const fuzz = await openFuzz(talkTo(server.origin));
    const isOver = () => isDead || performance.now() > endsAt;
    while (!isOver()) {
      const round = await fuzz.round({ seed: seed + findings.rounds, runs: runsEach, isOver });
      findings.rounds += 1;
      findings.requests += round.requests;
      for (const [status, count] of round.byStatus)
        findings.byStatus.set(status, (findings.byStatus.get(status) ?? 0) + count);
      for (const fault of round.faults) {
        const kind = `${fault.operation} ${fault.what}`;
        if (known.has(kind)) continue;
        known.add(kind);
        findings.faults.push(fault);
        if (findings.faults.length <= faultsPrintedMax) print(fault);
      }
      console.log(
        `round ${findings.rounds}: ${findings.requests} requests, ${findings.faults.length} faults`,
      );
    }
    if (isDead) throw new Error('the server ended');
  } finally {
    if (!isDead) await killServer(server.process);
  }
  return findings;
}

function print({ operation, asker, what, curl }: FuzzFault): void {
  console.log(`\nFAULT ${operation}, asked by ${asker}: ${what}\n${curl}\n`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string' },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const minutes = Number(values.minutes);
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
  const isRight = minutes > 0 && Number.isSafeInteger(seed);
  return { ...values, minutes, seed, isRight };
}

/** Returns the exit code. */
async function run(): Promise<number> {
  const { minutes, seed, isRight, record, help } = readOptions();
  if (help || !isRight) {
    console.log(usage);
    return help ? 0 : 2;
  }
  console.log(`seed ${seed}, ${minutes} minutes`);
  const figures: string[] = [`seed ${seed}, ${minutes} minutes in all`];
  let faults = 0;
  const tell = (engine: string, { requests, rounds, byStatus, faults: found }: Findings) => {
    const statuses = [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, count]) => `${status}: ${count}`);
    figures.push(
      `${engine}: ${requests} requests in ${rounds} rounds, faults ${found.length}; answers ${statuses.join(', ')}`,
    );
    faults += found.length;
  };
  console.log('\nSQLite');
  tell('SQLite', await inFolder((dataDir) => fuzzFor({ dataDir, databaseUrl: null }, minutes / 2, seed)));
  console.log('\nPostgreSQL');
  tell(
    'PostgreSQL',
    await withPostgres(({ url }) =>
      inFolder((dataDir) => fuzzFor({ dataDir, databaseUrl: url }, minutes / 2, seed)),
    ),
  );
  figures.push(`load average of the machine: ${loadavg()[0]?.toFixed(1)} on 2 cores`);
  console.log(`\n${figures.join('\n')}\n${faults === 0 ? 'PASS' : 'FAIL'}`);
  if (record) recordRun({ command: 'npm run fuzz', on: new Date().toISOString().slice(0, 10), figures });
  return faults === 0 ? 0 : 1;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
    throw error;
  console.error(usage);
  process.exitCode = 2;
}
