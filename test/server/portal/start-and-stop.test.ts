import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { portalFolder } from '../../support/databases.ts';

/** What a process does that starts the portal and thinks better of it at once. */
const startsAndStops = (dataDir: string) => `
  import { readConfig } from './server/config/config.ts';
  import { createLogger } from './server/log.ts';
  import { startServer } from './server/main.ts';
  const config = readConfig({ PORT: '0', DATA_DIR: ${JSON.stringify(dataDir)}, RATE_LIMITS: 'off' });
  const options = { config, logger: createLogger('error'), pageFolder: config.dataDir };
  const portal = await startServer(options);
  await portal.stop();
`;

test('a portal that is stopped as soon as it has started leaves nothing that keeps its process alive', async () => {
  const dataDir = portalFolder();
  writeFileSync(path.join(dataDir, 'index.html'), '<!doctype html><div id="app"></div>');
  const program = ['--input-type=module-typescript', '--eval', startsAndStops(dataDir)];
  const child = spawn(process.execPath, program, {
    cwd: path.join(import.meta.dirname, '../../..'),
    stdio: ['ignore', 'ignore', 'inherit'],
    // Ends what does not end by itself.
    timeout: 45_000,
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
}, 60_000);
