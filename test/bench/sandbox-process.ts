/**
 * The sandbox in a process of its own, as Zalo is elsewhere: what it costs to play Zalo must not count as the portal's. Says over IPC where
 * it listens and with which codes the units' OAs are connected.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { loadPack } from '../../server/content/pack.ts';
import type { PortalOptions } from '../../server/portal/ground.ts';
import { createSandbox } from '../../server/zalo/sandbox/sandbox.ts';

/** What the portal needs of it. */
export type SandboxReady = Pick<PortalOptions, 'zalo'> & {
  readonly grants: readonly { readonly unitId: string; readonly oaId: string; readonly code: string }[];
};

if (import.meta.main) {
  const [dataDir = '.', packName = ''] = process.argv.slice(2);
  const { units } = await loadPack(packName);
  let origin = '';
  const sandbox = createSandbox({
    dataDir,
    units,
    now: () => new Date(),
    rateLimits: false,
    demo: false,
    publicOrigin: () => origin,
    sendWebhook: null,
  });
  const app = new Hono().route('/sandbox', sandbox.app);
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
    origin = `http://127.0.0.1:${port}`;
    const grants = units.map(({ id }) => ({
      unitId: id,
      oaId: sandbox.oaIdOf(id),
      code: sandbox.grantCode(id),
    }));
    process.send?.({
      zalo: { credentials: sandbox.credentials, baseUrls: sandbox.baseUrls(origin) },
      grants,
    } satisfies SandboxReady);
  });
  process.once('disconnect', () => process.exit());
}
