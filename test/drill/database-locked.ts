import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { killServer, spawnServer } from '../support/server-process.ts';
import { judgeTipTraffic, startTipTraffic } from '../support/tip-traffic.ts';
import { answersOf, type Drill, inFolder, tipFaults, tipRow, whileAlive } from './drill.ts';

const sizes = { small: { tips: 60, locks: 1 }, full: { tips: 300, locks: 4 } };
/** Longer than the portal waits for a lock (database.ts), so that it has to say that it could not. */
const lockedMs = 13_000;

/** Quality 4: another program holds the write lock of the SQLite file. */
export const databaseLockedDrill: Drill = {
  run: (size) =>
    inFolder(async (dataDir) => {
      const { tips, locks } = sizes[size];
      const server = await spawnServer({ DATA_DIR: dataDir, PORT: '0' });
      const traffic = await startTipTraffic(server.origin, { tips, photoEvery: 5, sendersAtOnce: 8 });
      const other = new SqliteDatabase(path.join(dataDir, 'portal.sqlite'));
      let acknowledgedMeanwhile = 0;
      for (let nr = 1; nr <= locks; nr += 1) {
        await whileAlive(server.process, traffic.reached(Math.floor((tips * (nr - 0.5)) / locks)));
        other.pragma('busy_timeout = 5000');
        other.exec('begin immediate');
        // What had been committed is still being answered.
        await pause(200);
        const before = traffic.receipts.size;
        await pause(lockedMs);
        acknowledgedMeanwhile += traffic.receipts.size - before;
        other.exec('rollback');
      }
      other.close();
      await whileAlive(server.process, traffic.done);
      const result = await judgeTipTraffic(traffic, {
        origin: server.origin,
        place: { dataDir, databaseUrl: null },
      });
      await killServer(server.process);
      const answers = answersOf(traffic);
      return {
        rows: {
          SQLite: {
            locks,
            'seconds each': lockedMs / 1000,
            'acknowledged while locked': acknowledgedMeanwhile,
            ...answers.row,
            ...tipRow(result),
          },
        },
        faults: [
          ...(acknowledgedMeanwhile > 0 ? ['acknowledged what it could not store'] : []),
          ...(traffic.answers.has('503') ? [] : ['nobody was told to come again']),
          ...answers.faults,
          ...tipFaults(result),
        ],
      };
    }),
};
