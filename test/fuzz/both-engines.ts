import { loadavg } from 'node:os';
import { environmentOf, inFolder, type Place, withPostgres } from '../drill/drill.ts';
import { talkTo } from '../support/portal.ts';
import { killServer, spawnServer } from '../support/server-process.ts';
import { type FuzzFault, openFuzz } from './fuzz.ts';

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

/** Half of the time on each engine. Prints faults as they are found; answers how many there were, and the figures to be kept. */
export async function fuzzBothEngines(
  minutes: number,
  seed: number,
): Promise<{ figures: string[]; faults: number }> {
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
  return { figures, faults };
}
