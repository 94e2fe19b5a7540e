import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Consent } from '../../../server/zalo/oa-connector.ts';
import { testDatabases } from '../../support/databases.ts';
import { type RunningSandbox, startSandbox } from './sandbox/running-sandbox.ts';
import { buildZaloClients } from './zalo-clients.ts';

const unit = 'tay-thanh';
const capabilities = {
  name: 'Công an phường Tây Thạnh',
  type: 'state_agency',
  isVerified: true,
  packageName: 'Tăng trưởng',
  packageValidThrough: null,
};

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
const consent = (more: Partial<Consent> = {}): Consent => ({
  oaId: oaId(),
  code: code(),
  verifier: null,
  expectedOaId: null,
  mayReplace: false,
  ...more,
});

test('connecting an OA stores its tokens and finds its duty and SOS groups', async () => {
  const server = await startServer();
  const { dutyGroup, sosGroup } = await zalo.oaClient(unit);
  const groupIds = { duty: dutyGroup, sos: sosGroup };
  expect(await server.connector.connect(unit, consent())).toEqual({
    kind: 'connected',
    capabilities,
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
  await server.connector.connect(unit, consent({ code: used }));
  expect(await server.connector.connect(unit, consent({ code: used }))).toMatchObject({ kind: 'refused' });
  expect(await server.get(unit)).toMatchObject({ state: 'connected' });
});

test('an OA serves one unit: another unit is told whose it is, and the code is not spent', async () => {
  const server = await startServer();
  await server.connect(unit);
  const fresh = code();
  expect(await server.connector.connect('son-ky', consent({ code: fresh }))).toEqual({
    kind: 'oa_taken',
    unitId: unit,
  });
  expect(server.calls).toEqual([]);
  expect(await server.connector.connect(unit, consent({ code: fresh }))).toMatchObject({ kind: 'connected' });
});

test('an OA whose groups cannot be read is connected all the same, and they are read later', async () => {
  const server = await startServer();
  await zalo.tool('oas', { unit, permissions: ['message'] });
  expect(await server.connector.connect(unit, consent())).toEqual({
    kind: 'connected',
    capabilities,
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
  expect(await server.connector.connect(unit, consent({ code: fresh }))).toMatchObject({
    kind: 'unavailable',
  });
  expect(await server.connections.find(unit)).toBeUndefined();
  await zalo.tool('faults', { mode: 'none' });
  expect(await server.connector.connect(unit, consent({ code: fresh }))).toMatchObject({ kind: 'connected' });
});

test('the tokens must be those of the OA that the address names: else nothing is stored', async () => {
  const server = await startServer();
  const ofAnother = zalo.sandbox.grantCode('son-ky');
  expect(await server.connector.connect(unit, consent({ code: ofAnother }))).toEqual({ kind: 'wrong_oa' });
  expect(await server.connections.find(unit)).toBeUndefined();
});

test('another OA than the unit’s own takes its place only where that was asked for', async () => {
  const server = await startServer();
  await server.connect(unit);
  const other = { oaId: zalo.sandbox.oaIdOf('doi-csgt'), code: zalo.sandbox.grantCode('doi-csgt') };
  expect(await server.connector.connect(unit, consent(other))).toEqual({ kind: 'wrong_oa' });
  expect(server.calls).toEqual([]);
  const expected = { ...other, expectedOaId: oaId(), mayReplace: true };
  expect(await server.connector.connect(unit, consent(expected))).toEqual({ kind: 'wrong_oa' });
  expect(await server.connector.connect(unit, consent({ ...other, mayReplace: true }))).toMatchObject({
    kind: 'connected',
  });
  expect((await server.get(unit)).described?.capabilities.type).toBe('business');
});

test('a code that was asked for with a challenge is taken with its verifier alone', async () => {
  const server = await startServer();
  const challenge = createHash('sha256').update('verifier').digest('base64url');
  const page = await fetch(`${zalo.bases.oauth}/v4/oa/permission`, {
    method: 'POST',
    body: new URLSearchParams({ oa_id: oaId(), code_challenge: challenge, answer: 'yes' }),
    redirect: 'manual',
  });
  const back = new URL(page.headers.get('location') ?? '');
  const granted = back.searchParams.get('code') ?? '';
  expect(await server.connector.connect(unit, consent({ code: granted }))).toMatchObject({ kind: 'refused' });
  expect(
    await server.connector.connect(unit, consent({ code: granted, verifier: 'verifier' })),
  ).toMatchObject({ kind: 'connected' });
});

test('what an OA can do is asked again, and kept where Zalo does not answer', async () => {
  const server = await startServer();
  await server.connect(unit);
  await zalo.tool('oas', { unit, package: 'none' });
  expect(await server.connector.probe(unit)).toBe(false);
  const described = (await server.get(unit)).described;
  expect(described?.capabilities.packageName).toBe('Cơ bản');
  await zalo.tool('faults', { mode: 'outage' });
  expect(await server.connector.probe(unit)).toBe(false);
  expect((await server.get(unit)).described).toEqual(described);
});
