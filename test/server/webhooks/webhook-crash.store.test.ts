import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { patience } from '../../support/forwarding.ts';
import { freePort } from '../../support/free-port.ts';
import { talkTo, testSecretKeys } from '../../support/portal.ts';
import { killServer, spawnServer } from '../../support/server-process.ts';
import { saidInGroup } from './zalo-webhooks.ts';

const events = 150;
const kills = 3;
const sendersAtOnce = 8;

describe.each(testDatabases)('a server that is killed while events come in, on $engine', (engine) => {
  test('has lost none that it answered with 200 when it is back, and each has taken effect once', async () => {
    const place = await engine.place();
    const environment = {
      PORT: String(await freePort()),
      DATA_DIR: place.dataDir,
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
    };
    let server = await spawnServer(environment);
    const units = (await talkTo(server.origin).portal()).units;
    const oaId = units.find(({ id }) => id === 'tay-thanh')?.oaId ?? '';
    let answered = 0;
    let next = 0;

    /** As Zalo does: again and again, with the same body, until a 200. */
    async function sender(): Promise<void> {
      while (next < events) {
        const nr = next;
        next += 1;
        const { body, signature } = saidInGroup({ id: `m${nr}`, user: `u${nr}`, at: new Date(), oaId });
        for (let isTaken = false; !isTaken; ) {
          try {
            const response = await fetch(`${server.origin}/webhooks/zalo-oa`, {
              method: 'POST',
              headers: { 'Content-Type': 'application/json', 'X-ZEvent-Signature': signature },
              body,
            });
            await response.arrayBuffer();
            isTaken = response.status === 200;
          } catch {
            // The server is gone for a moment.
          }
          if (!isTaken) await sleep(20);
        }
        answered += 1;
      }
    }

    const senders = Array.from({ length: sendersAtOnce }, sender);
    for (let kill = 1; kill <= kills; kill += 1) {
      while (answered < (events * kill) / (kills + 1)) await sleep(2);
      await killServer(server.process);
      server = await spawnServer(environment);
    }
    await Promise.all(senders);

    const database = openDatabase(place);
    const done = async () => {
      const rows = await database.kysely.selectFrom('webhook_events').select(['state', 'attempts']).execute();
      return rows.filter(({ state, attempts }) => state === 'done' && attempts === 0).length;
    };
    await expect.poll(done, patience).toBe(events);
    await killServer(server.process);
    const people = await database.kysely.selectFrom('oa_users').select('interacted_at').execute();
    expect(people).toHaveLength(events);
    await database.close();
  });
});
