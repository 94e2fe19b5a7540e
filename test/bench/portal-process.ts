/**
 * The portal alone in a process, with the sandbox in another: `npm run bench` measures it beside a reference in the same kind of process.
 * Says over IPC where it listens; on `usage` it tells what it has used of the processor and of memory.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../server/config/config.ts';
import { loadPack } from '../../server/content/pack.ts';
import { createLogger } from '../../server/log.ts';
import { listen } from '../../server/main.ts';
import { openPortal } from '../../server/portal/portal.ts';
import { answerUsage } from './process-usage.ts';
import type { SandboxReady } from './sandbox-process.ts';

const config = readConfig(process.env);
const child = fork(path.join(import.meta.dirname, 'sandbox-process.ts'), [
  path.join(config.dataDir, 'elsewhere'),
  config.contentPack,
]);
const ready = await new Promise<SandboxReady>((resolve) =>
  child.once('message', (message) => resolve(message as SandboxReady)),
);
const pack = await loadPack(config.contentPack);
const { origin, setHandler } = await listen(config);
const pageFolder = mkdtempSync(path.join(tmpdir(), 'portal-page-'));
writeFileSync(path.join(pageFolder, 'index.html'), '<!doctype html><div id="app"></div>');
const portal = await openPortal({
  config,
  pack,
  logger: createLogger(config.logLevel),
  now: () => new Date(),
  publicUrl: origin,
  pageFolder,
  zalo: ready.zalo,
  isSandbox: true,
  guestStaff: null,
});
for (const { unitId, oaId, code } of ready.grants) {
  await portal.zaloSide.connect(unitId, {
    oaId,
    code,
    verifier: null,
    expectedOaId: null,
    mayReplace: true,
  });
}
setHandler(portal.app);
portal.start();
answerUsage();
process.send?.(origin);
process.once('disconnect', () => process.exit());
