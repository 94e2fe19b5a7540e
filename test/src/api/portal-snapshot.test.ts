import { expect, test } from 'vitest';
import { firstPortalState, readPortalSnapshot } from '../../../src/api/portal.ts';
import { createMemoryStore } from '../../../src/lib/kept-text.ts';

test('what was seen last time is shown, as old, before the network answers', () => {
  const store = createMemoryStore();
  const portal = { units: [{ id: 'tay-thanh' }], emergencyNumbers: [] };
  store.setItem('portal-2', JSON.stringify(portal));

  expect(firstPortalState(store)).toEqual({ kind: 'ready', portal, stale: true });
});

test.each([['{"units":[{"id":"tay-th'], ['null'], ['{"units":7}'], ['[]']])(
  'a snapshot cut off or not ours (%s) is not shown',
  (text) => {
    const store = createMemoryStore();
    store.setItem('portal-2', text);

    expect(readPortalSnapshot(store)).toBeUndefined();
    expect(firstPortalState(store)).toEqual({ kind: 'loading' });
  },
);
