import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { addressLanes } from '../../../server/limits/limit-table.ts';
import { staffKey } from '../../support/desk.ts';
import { startTestPortal } from '../../support/portal.ts';
import { deepInTayThanh, sosDeskWith, sosOf } from '../../support/sos.ts';

const { perAddress, slowedMs } = addressLanes.sos;

test('whoever sends alert after alert is only answered later, and the officers are told to look twice', async () => {
  const portal = await startTestPortal({
    environment: { RATE_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.1' },
  });
  const from = async (address: string, key: string = randomUUID()) => {
    const startedMs = performance.now();
    const answer = await portal.post(
      '/api/sos',
      { place: deepInTayThanh },
      {
        'Idempotency-Key': key,
        'X-Forwarded-For': address,
      },
    );
    return { status: answer.status, tookMs: performance.now() - startedMs };
  };
  const keys = Array.from({ length: perAddress.max }, () => randomUUID());
  for (const key of keys) expect((await from('203.0.113.9', key)).status).toBe(201);
  const crowd = await Promise.all(Array.from({ length: 40 }, () => from('203.0.113.9')));
  expect(crowd.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 201));
  for (const { tookMs } of crowd) expect(tookMs).toBeGreaterThanOrEqual(slowedMs - 5);
  // A retry of what was answered is not counted, and somebody elsewhere is nobody's crowd.
  expect((await from('203.0.113.9', keys[0])).status).toBe(201);
  expect((await from('198.51.100.7')).status).toBe(201);

  const { items } = await sosDeskWith(portal, staffKey('officer', 'tay-thanh')).list();
  expect(items).toHaveLength(perAddress.max + 41);
  expect(items.filter(({ flagged }) => flagged)).toHaveLength(40);
  const [newest] = items;
  expect(newest?.flagged).toBe(false);
  const [marked] = items.filter(({ flagged }) => flagged);
  if (!marked) throw new Error('none is marked');
  await expect
    .poll(async () => (await sosOf(portal).heard('tay-thanh', marked))[0], { timeout: 30_000 })
    .toContain('Lưu ý: từ mạng này có nhiều tin SOS liên tiếp');
});

test('no number of other requests turns an alert away', async () => {
  const portal = await startTestPortal({
    environment: { RATE_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.1' },
  });
  const sos = sosOf(portal);
  const receipt = await sos.send();
  // Wrong receipts from the same network shut nobody out of their own alert.
  for (let nr = 0; nr < 40; nr += 1)
    expect((await sos.get({ id: receipt.id, receipt: '0000-0000-0000-0000-0000-0000' })).status).toBe(404);
  expect((await sos.view(receipt)).id).toBe(receipt.id);
});
