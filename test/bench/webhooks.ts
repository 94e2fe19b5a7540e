import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { said } from '../server/webhooks/zalo-webhooks.ts';

import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { talkTo, testSecretKeys } from '../support/portal.ts';
import { killServer, spawnServer } from '../support/server-process.ts';

/**
 * A thousand events of forty people in one burst, a quarter of them twice and in no order, while they are worked on: how long Zalo waits
 * for its 200 (it waits two seconds). The server runs in a process of its own, on each engine.
 */
const events = 1_000;
const sendersAtOnce = 50;

const folder = mkdtempSync(path.join(tmpdir(), 'bench-webhooks-'));
const postgres = await startEmbeddedPostgres();
try {
  await measure('SQLite', { DATA_DIR: path.join(folder, 'sqlite') });
  await measure('PostgreSQL', {
    DATA_DIR: path.join(folder, 'postgres'),
    DATABASE_URL: postgres.url,
    SECRET_KEYS: testSecretKeys,
  });
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(engine: string, environment: Record<string, string>): Promise<void> {
  const server = await spawnServer({ PORT: '0', ...environment });
  try {
    const portal = await talkTo(server.origin).portal();
    const oaId = portal.units.find(({ id }) => id === 'tay-thanh')?.oaId ?? '';
    await burst(server.origin, oaId, 'warm-up', 100);
    const tookMs = await burst(server.origin, oaId, 'burst', events);
    const percentile = (share: number) => tookMs[Math.floor(tookMs.length * share)]?.toFixed(0);
    console.log(
      `${engine}, ${tookMs.length} arrivals: p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms, at most ${tookMs.at(-1)?.toFixed(0)} ms`,
    );
  } finally {
    await killServer(server.process);
  }
}

async function burst(origin: string, oaId: string, name: string, count: number): Promise<number[]> {
  const made = Array.from({ length: count }, (_, index) =>
    said({
      id: `${name}-${index}`,
      text: 'chào',
      user: String(1_000 + (index % 40)),
      appUser: String(2_000 + (index % 40)),
      at: new Date(Date.now() - ((index * 7_919) % 60_000)),
      oaId,
    }),
  );
  const arrivals = [...made, ...made.filter((_, index) => index % 4 === 0)].sort((a, b) =>
    a.signature < b.signature ? -1 : 1,
  );
  const tookMs: number[] = [];
  await Promise.all(
    Array.from({ length: sendersAtOnce }, async (_, sender) => {
      for (let index = sender; index < arrivals.length; index += sendersAtOnce) {
        const arrival = arrivals[index];
        if (!arrival) return;
        const from = performance.now();
        const response = await fetch(`${origin}/webhooks/zalo-oa`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-ZEvent-Signature': arrival.signature },
          body: arrival.body,
        });
        await response.text();
        if (response.status !== 200) throw new Error(`answered ${response.status}`);
        tookMs.push(performance.now() - from);
      }
    }),
  );
  return tookMs.sort((a, b) => a - b);
}
