import { expect, test } from 'vitest';
import { createActiveEndpoints } from '../../../server/features/outgoing-webhooks/active-endpoints.ts';

const endpointOf = (unitId: string) => ({ id: `of-${unitId}`, unitId, takesRestricted: false });

/** A store in which units register, and how often it was asked. */
function systemsOf(...registered: string[]) {
  const clock = { ms: 0 };
  const asked: string[] = [];
  const store = { registered, isAway: false };
  const systems = createActiveEndpoints(
    async (unitIds) => {
      asked.push(unitIds.join());
      if (store.isAway) throw new Error('away');
      return store.registered.filter((unitId) => unitIds.includes(unitId)).map(endpointOf);
    },
    () => clock.ms,
  );
  const told = async (...unitIds: string[]) => (await systems.list(unitIds)).map(({ unitId }) => unitId);
  return { systems, store, clock, asked, told };
}

test('of tips that come together the store is asked once who is told, of each way up through the units', async () => {
  const { told, asked } = systemsOf('tay-thanh', 'tan-phu');

  const answers = await Promise.all([
    told('tay-thanh', 'tan-phu'),
    told('tay-thanh', 'tan-phu'),
    told('phu-trung', 'tan-phu'),
  ]);

  expect(answers).toEqual([['tay-thanh', 'tan-phu'], ['tay-thanh', 'tan-phu'], ['tan-phu']]);
  expect(asked).toEqual(['tay-thanh,tan-phu', 'phu-trung,tan-phu']);
});

test('what another server has registered is told from a quarter of a second later on', async () => {
  const { told, store, clock } = systemsOf();
  expect(await told('tay-thanh')).toEqual([]);
  store.registered.push('tay-thanh');

  expect(await told('tay-thanh')).toEqual([]);
  clock.ms += 250;

  expect(await told('tay-thanh')).toEqual(['tay-thanh']);
});

test('what this server has registered is told at once', async () => {
  const { told, store, systems } = systemsOf();
  await told('tay-thanh');
  store.registered.push('tay-thanh');

  systems.forget();

  expect(await told('tay-thanh')).toEqual(['tay-thanh']);
});

test('a store that was away is asked anew by the next tip', async () => {
  const { told, store } = systemsOf('tay-thanh');
  store.isAway = true;
  await expect(told('tay-thanh')).rejects.toThrow('away');
  store.isAway = false;

  expect(await told('tay-thanh')).toEqual(['tay-thanh']);
});
