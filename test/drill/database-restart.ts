import { setTimeout as pause } from 'node:timers/promises';
import { killServer, spawnServer } from '../support/server-process.ts';
import { judgeTipTraffic, startTipTraffic } from '../support/tip-traffic.ts';
import {
  answersOf,
  comesTrue,
  type Drill,
  environmentOf,
  inFolder,
  tipFaults,
  tipRow,
  troublesOf,
  whileAlive,
  withPostgres,
} from './drill.ts';

const sizes = {
  small: { tips: 80, restarts: 2, awayMs: 2_000 },
  full: { tips: 600, restarts: 6, awayMs: 4_000 },
};
const readyWithinMs = 30_000;

/** Quality 4: PostgreSQL dies under the portal and comes back; the portal's process stays. */
export const databaseRestartDrill: Drill = {
  run: (size) =>
    withPostgres((postgres) =>
      inFolder(async (dataDir) => {
        const { tips, restarts, awayMs } = sizes[size];
        const place = { dataDir, databaseUrl: postgres.url };
        const server = await spawnServer({ ...environmentOf(place), PORT: '0' });
        const traffic = await startTipTraffic(server.origin, { tips, photoEvery: 5, sendersAtOnce: 8 });
        const faults: string[] = [];
        for (let nr = 1; nr <= restarts; nr += 1) {
          await whileAlive(server.process, traffic.reached(Math.floor((tips * (nr - 0.5)) / restarts)));
          await postgres.crash();
          const [said] = await Promise.all([troublesOf(server.origin), pause(awayMs)]);
          if (!said.includes('database')) faults.push('/readyz did not name the database while it was away');
          await postgres.startAgain();
        }
        await whileAlive(server.process, traffic.done);
        const isReady = await comesTrue(
          async () => (await troublesOf(server.origin)).length === 0,
          readyWithinMs,
        );
        if (!isReady) faults.push(`/readyz is not ready ${readyWithinMs / 1000} s after the last restart`);
        const result = await judgeTipTraffic(traffic, { origin: server.origin, place });
        if (server.process.exitCode !== null) faults.push('the server ended');
        await killServer(server.process);
        const answers = answersOf(traffic);
        return {
          rows: { PostgreSQL: { restarts, ...answers.row, ...tipRow(result) } },
          faults: [...faults, ...answers.faults, ...tipFaults(result)],
        };
      }),
    ),
};
