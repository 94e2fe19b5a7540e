import { expect, test } from 'vitest';
import { readDutyPhones } from '../../../src/api/duty-phones.ts';
import { createMemoryStore } from '../../../src/lib/kept-text.ts';

test('who is on duty is read from what was stored, and from nothing that was cut off', () => {
  const store = createMemoryStore();
  expect(readDutyPhones(store)).toBeNull();
  const snapshot = { seenAt: 1, phones: { until: '2026-11-25T00:00:00.000Z', units: [] } };
  store.setItem('duty-phones-1', JSON.stringify(snapshot));
  expect(readDutyPhones(store)).toEqual(snapshot);
  for (const spoilt of ['{"seenAt":1,"phones":{"uni', '7', 'null', '{"seenAt":1,"phones":null}']) {
    store.setItem('duty-phones-1', spoilt);
    expect(readDutyPhones(store), spoilt).toBeNull();
  }
});
