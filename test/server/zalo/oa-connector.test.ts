import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import { type RunningSandbox, startSandbox } from './sandbox/running-sandbox.ts';
import { buildZaloClients } from './zalo-clients.ts';

const unit = 'tay-thanh';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

async function startServer() {
  const [sqlite] = testDatabases;
  if (!sqlite) throw new Error('no database');
  return buildZaloClients(zalo, await sqlite.open());
}
const oaId = () => zalo.sandbox.oaIdOf(unit);
const code = () => zalo.sandbox.grantCode(unit);

test('connecting an OA stores its tokens and finds its duty and SOS groups', async () => {
  const server = await startServer();
  const { dutyGroup, sosGroup } = await zalo.oaClient(unit);
  const groupIds = { duty: dutyGroup, sos: sosGroup };
  expect(await server.connector.connect(unit, oaId(), code())).toEqual({
    kind: 'connected',
    groups: { kind: 'read', groupIds },
  });
  expect(await server.get(unit)).toMatchObject({
    oaId: oaId(),
    state: 'connected',
    profiles: { group: 'v3', chat: 'v3' },
    groupIds,
  });
});

test('a code that was used already is refused, and what is connected stays', async () => {
  const server = await startServer();
  const used = code();
  await server.connector.connect(unit, oaId(), used);
  expect(await server.connector.connect(unit, oaId(), used)).toMatchObject({ kind: 'refused' });
  expect(await server.get(unit)).toMatchObject({ state: 'connected' });
});

test('an OA serves one unit: another unit is told whose it is, and the code is not spent', async () => {
  const server = await startServer();
  await server.connect(unit);
  const fresh = code();
  expect(await server.connector.connect('son-ky', oaId(), fresh)).toEqual({ kind: 'oa_taken', unitId: unit });
  expect(server.calls).toEqual([]);
  expect(await server.connector.connect(unit, oaId(), fresh)).toMatchObject({ kind: 'connected' });
});

test('an OA whose groups cannot be read is connected all the same, and they are read later', async () => {
  const server = await startServer();
  await zalo.tool('oas', { unit, permissions: ['message'] });
  expect(await server.connector.connect(unit, oaId(), code())).toEqual({
    kind: 'connected',
    groups: { kind: 'failed', problem: 'zalo -223' },
  });
  await zalo.tool('oas', { unit, permissions: ['message', 'group'] });
  expect(await server.connector.readGroups(unit)).toMatchObject({ kind: 'read' });
  expect((await server.get(unit)).groupIds.duty).toMatch(/^[0-9a-f]{20}$/);
});

test('when Zalo is away nothing is stored', async () => {
  const server = await startServer();
  const fresh = code();
  await zalo.tool('faults', { mode: 'outage' });
  expect(await server.connector.connect(unit, oaId(), fresh)).toMatchObject({ kind: 'unavailable' });
  expect(await server.connections.find(unit)).toBeUndefined();
  await zalo.tool('faults', { mode: 'none' });
  expect(await server.connector.connect(unit, oaId(), fresh)).toMatchObject({ kind: 'connected' });
});
