import { expect, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { lanes } from '../../../server/outbox/backoff.rules.ts';
import { type NewMessage, newMessageId } from '../../../server/outbox/outbox.store.ts';
import { testDatabases } from '../../support/databases.ts';
import { insideOf, patience, sendSeveral } from '../../support/forwarding.ts';
import { startTestPortal } from '../../support/portal.ts';
import { sosOf } from '../../support/sos.ts';

const alerts = 15;
const waitingMessages = 500;

test.each(testDatabases)(
  'an alert is in the ward’s SOS group within a second while 500 other messages wait and Zalo is slow to other OAs, on $engine',
  { timeout: 120_000 },
  async (engine) => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const sos = sosOf(portal);
    await portal.setFault('slow', 'son-ky');
    await sendSeveral(portal, 1, { place: null, unitId: 'son-ky' });
    const news = await waitingLike(place);
    await insideOf(place, async ({ outbox }) => {
      for (let from = 0; from < news.length; from += 50)
        await outbox.enqueue(news.slice(from, from + 50), new Date());
    });

    const tookMs: number[] = [];
    for (let nr = 0; nr < alerts; nr += 1) {
      const startedMs = Date.now();
      const receipt = await sos.send();
      await expect
        .poll(() => sos.heard('tay-thanh', receipt), { ...patience, interval: 10 })
        .not.toHaveLength(0);
      const message = (await portal.messages('tay-thanh')).find(({ text }) => text.includes(receipt.code));
      tookMs.push(Date.parse(message?.at ?? '') - startedMs);
    }
    const median = tookMs.toSorted((a, b) => a - b)[Math.floor(alerts / 2)] ?? Number.POSITIVE_INFINITY;
    expect(median, tookMs.join(' ')).toBeLessThan(1_000);
    // The others still wait: it was them the alerts went past.
    const states = await insideOf(place, ({ outbox }) => outbox.countByState());
    expect(states.waiting + states.claimed).toBeGreaterThan(waitingMessages / 2);
  },
);

/** So many messages for the slow OA in the last lane, as broadcast news would be: each like the text of a tip. */
async function waitingLike(place: { dataDir: string; databaseUrl: string | null }): Promise<NewMessage[]> {
  const database = openDatabase(place);
  const row = await database.kysely.selectFrom('outbox_messages').selectAll().executeTakeFirstOrThrow();
  await database.close();
  return Array.from({ length: waitingMessages }, (_, nr) => ({
    ...{ id: newMessageId(), destination: row.destination, topic: row.topic, lane: lanes.other },
    stream: `news:${nr % 100}`,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
  }));
}
