import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TipReceipt } from '#contract/tips.ts';
import type { BackupManifest } from '../../server/backup/backup-format.ts';
import { talkTo, testSecretKeys } from '../support/portal.ts';
import { killServer, spawnServer } from '../support/server-process.ts';
import { startTipTraffic } from '../support/tip-traffic.ts';
import {
  type Drill,
  DrillBroken,
  environmentOf,
  inFolder,
  onBothEngines,
  type Place,
  whileAlive,
} from './drill.ts';

const sizes = { small: 80, full: 600 };
/** Its rows come back marked, so that what was on its way is looked for in Zalo before it is sent again (table.store.ts). */
const changedByRestoring = 'outbox_messages';
const command = path.join(import.meta.dirname, '../../server/backup/command.ts');

/** Quality 7. */
export const backupDrill: Drill = {
  run: (size) =>
    onBothEngines((place) =>
      inFolder((elsewhere) =>
        backUpAndRestore(
          place,
          { dataDir: path.join(elsewhere, 'restored'), databaseUrl: null },
          sizes[size],
        ),
      ),
    ),
};

async function backUpAndRestore(place: Place, target: Place, tips: number) {
  const server = await spawnServer({ ...environmentOf(place), SECRET_KEYS: testSecretKeys, PORT: '0' });
  const traffic = await startTipTraffic(server.origin, { tips, photoEvery: 4, sendersAtOnce: 8 });
  await whileAlive(server.process, traffic.reached(Math.floor(tips / 3)));
  const before = [...traffic.receipts.values()];
  const folder = `${target.dataDir}-backup`;
  await runCommand(place, ['backup', folder]);
  const duringBackup = traffic.receipts.size - before.length;
  await whileAlive(server.process, traffic.done);
  await killServer(server.process);

  await runCommand(place, ['backup', '--verify', folder]);
  await runCommand(target, ['restore', folder]);
  await runCommand(target, ['backup', `${folder}-again`]);
  const [taken, again] = [readManifest(folder), readManifest(`${folder}-again`)];
  const differing = taken.tables.filter(
    ({ name, rows, sha256 }) =>
      !again.tables.some(
        (table) =>
          table.name === name &&
          table.rows === rows &&
          (name === changedByRestoring || table.sha256 === sha256),
      ),
  );
  const closed = await listClosed(target, before);
  return {
    row: {
      'acknowledged before it': before.length,
      'acknowledged while it ran': duringBackup,
      rows: taken.tables.reduce((sum, { rows }) => sum + rows, 0),
      'photo files': taken.photos.files,
      'tables that differ once restored': differing.length,
      'photo files once restored': again.photos.files,
      'receipts that do not open': closed.length,
    },
    faults: [
      ...differing.map(({ name }) => `the table ${name} differs`),
      ...(again.photos.sha256 === taken.photos.sha256 ? [] : ['the photos differ']),
      ...(closed.length === 0 ? [] : [`${closed.length} receipts do not open what was restored`]),
    ],
  };
}

/** Those whose tip the restored portal does not show. */
async function listClosed(target: Place, receipts: readonly TipReceipt[]): Promise<string[]> {
  const server = await spawnServer({ ...environmentOf(target), SECRET_KEYS: testSecretKeys, PORT: '0' });
  const api = talkTo(server.origin);
  const closed: string[] = [];
  for (const { code, receipt } of receipts)
    if ((await api.viewTip(code, receipt)).status !== 200) closed.push(code);
  await killServer(server.process);
  return closed;
}

const readManifest = (folder: string) =>
  JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as BackupManifest;

/** As whoever keeps the portal running types it. */
async function runCommand(place: Place, args: readonly string[]): Promise<void> {
  const env = { PATH: process.env.PATH ?? '', ...environmentOf(place), SECRET_KEYS: testSecretKeys };
  const child = spawn(process.execPath, [command, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new DrillBroken(`${args[0]} ended with ${code}`);
}
