import { setTimeout as pause } from 'node:timers/promises';
import { killServer } from '../support/server-process.ts';
import { judgeTipTraffic, startTipTraffic } from '../support/tip-traffic.ts';
import { answersOf, type Drill, inFolder, tipFaults, tipRow, troublesOf, whileAlive } from './drill.ts';
import { spawnOnSmallDisk } from './small-disk.ts';

const sizes = { small: { tips: 90, times: 1 }, full: { tips: 400, times: 4 } };
const diskMib = 160;
const fullMs = 6_000;

/** Quality 4: no byte is left where the store and the photos lie. */
export const diskFullDrill: Drill = {
  run: (size) =>
    inFolder(async (dataDir) => {
      const { tips, times } = sizes[size];
      const server = await spawnOnSmallDisk(dataDir, diskMib);
      const traffic = await startTipTraffic(server.origin, { tips, photoEvery: 3, sendersAtOnce: 8 });
      const faults: string[] = [];
      for (let nr = 1; nr <= times; nr += 1) {
        await whileAlive(server.process, traffic.reached(Math.floor((tips * (nr - 0.5)) / times)));
        server.fill();
        await pause(fullMs);
        if (!(await troublesOf(server.origin)).includes('disk')) faults.push('/readyz did not name the disk');
        server.makeRoom();
      }
      await whileAlive(server.process, traffic.done);
      server.copyStore(dataDir);
      const place = { dataDir, databaseUrl: null };
      const result = await judgeTipTraffic(traffic, { origin: server.origin, place });
      await killServer(server.process);
      const answers = answersOf(traffic);
      if (!traffic.answers.has('503')) faults.push('nobody was told to come again');
      return {
        rows: { SQLite: { 'times full': times, ...answers.row, ...tipRow(result) } },
        faults: [...faults, ...answers.faults, ...tipFaults(result)],
      };
    }),
};
