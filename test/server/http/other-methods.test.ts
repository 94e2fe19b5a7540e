import { expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { staffKey } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

const key = { Authorization: staffKey('officer', 'tay-thanh') };

const refused: [method: string, address: string, allowed: string, headers: Record<string, string>][] = [
  ['PUT', '/api/tips', 'POST', {}],
  ['GET', '/api/tips', 'POST', {}],
  ['HEAD', '/api/tips', 'POST', {}],
  ['DELETE', '/api/portal', 'GET, HEAD', {}],
  ['PATCH', '/api/units/tay-thanh', 'GET, HEAD', {}],
  ['POST', '/api/tips/TB-7K3M9Q', 'GET, HEAD', {}],
  ['DELETE', '/api/staff/me', 'GET, HEAD', key],
];

test('a method that an address does not take is refused with those that it takes', async () => {
  const portal = await startTestPortal();
  for (const [method, address, allowed, headers] of refused) {
    const answer = await fetch(`${portal.origin}${address}`, { method, headers });
    expect([answer.status, answer.headers.get('allow')], `${method} ${address}`).toEqual([405, allowed]);
    if (method !== 'HEAD') expect(((await answer.json()) as Problem).code).toBe('method_not_allowed');
  }
});

test('who shows no credential learns of no address of the desk, and an address of nothing stays one', async () => {
  const portal = await startTestPortal();
  expect((await fetch(`${portal.origin}/api/staff/news/eins`, { method: 'DELETE' })).status).toBe(401);
  expect((await fetch(`${portal.origin}/api/nothing`, { method: 'PUT' })).status).toBe(404);
  expect((await fetch(`${portal.origin}/api/staff/nothing`, { method: 'PUT', headers: key })).status).toBe(
    404,
  );
});

test('a move that needs no words needs no body, and another one names what is missing', async () => {
  const portal = await startTestPortal();
  const consentVersion = (await portal.portal()).consent.version;
  const { code } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
  const move = (name: string) =>
    fetch(`${portal.origin}/api/staff/tips/${code}/${name}`, { method: 'POST', headers: key });
  expect((await move('acknowledge')).status).toBe(200);
  const refused = await move('ask');
  expect(refused.status).toBe(400);
  expect(((await refused.json()) as Problem).issues?.[0]?.path).toEqual(['text']);
});
