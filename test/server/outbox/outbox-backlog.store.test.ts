import { describe, expect, test } from 'vitest';
import { lanes } from '../../../server/outbox/backoff.rules.ts';
import { newMessageId, outboxStore } from '../../../server/outbox/outbox.store.ts';
import { readOutboxBacklog } from '../../../server/outbox/outbox-backlog.store.ts';
import { testDatabases } from '../../support/databases.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 8, minute));

describe.each(testDatabases)('how far the outbox is behind, on $engine', (place) => {
  test('is told of each lane: what waits, since when, and what stands parked', async () => {
    const database = await place.open();
    const store = async (lane: keyof typeof lanes, now: Date, state: 'waiting' | 'parked' | 'sent') => {
      const id = newMessageId();
      const to = { destination: 'oa-group:tay-thanh:duty', stream: id, topic: 't', payload: {} };
      await outboxStore(database.kysely).enqueue([{ id, lane: lanes[lane], ...to }], now);
      if (state === 'waiting') return;
      await database.kysely
        .updateTable('outbox_messages')
        .set({ state, finished_at: now.toISOString() })
        .where('id', '=', id)
        .execute();
    };
    await store('tips', at(20), 'waiting');
    await store('tips', at(5), 'waiting');
    await store('tips', at(1), 'sent');
    await store('tips', at(2), 'parked');
    await store('sos', at(3), 'parked');
    expect(await readOutboxBacklog(database.kysely)).toEqual([
      { lane: 'sos', waiting: 0, oldestAt: null, parked: 1 },
      { lane: 'tips', waiting: 2, oldestAt: at(5).toISOString(), parked: 1 },
      { lane: 'other', waiting: 0, oldestAt: null, parked: 0 },
    ]);
  });
});
