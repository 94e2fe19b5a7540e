import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { actAtOa, patience } from '../../support/forwarding.ts';
import { startTestPortal } from '../../support/portal.ts';
import { miniAppVector, saidInGroup, vector } from './zalo-webhooks.ts';

const post = (origin: string, address: string, body: string | Uint8Array<ArrayBuffer>, signature?: string) =>
  fetch(`${origin}/webhooks/${address}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(signature === undefined ? {} : { 'X-ZEvent-Signature': signature }),
    },
    body,
  });

describe('the addresses of the webhooks', () => {
  test('answer 200 to whatever comes, without a word: probe, forgery, nonsense, too much, the past', async () => {
    const portal = await startTestPortal();
    for (const address of ['zalo-oa', 'zalo-mini-app']) {
      const arrivals: [string | Uint8Array<ArrayBuffer>, string | undefined][] = [
        ['{}', undefined],
        ['', undefined],
        ['{}', vector.signature],
        [vector.body, `${vector.signature}0`],
        [vector.body, vector.signature],
        [miniAppVector.body, miniAppVector.signature],
        ['{"app_id":', vector.signature],
        [new Uint8Array([0xff, 0x00, 0xfe]), vector.signature],
        ['x'.repeat(70_000), vector.signature],
      ];
      for (const [body, signature] of arrivals) {
        const response = await post(portal.origin, address, body, signature);
        expect([response.status, await response.text()], String(body).slice(0, 40)).toEqual([200, '']);
      }
      expect((await fetch(`${portal.origin}/webhooks/${address}`)).status).toBe(200);
    }
    expect((await fetch(`${portal.origin}/readyz`)).status).toBe(200);
  });

  test('are taken by Zalo when it looks whether they are there', async () => {
    const portal = await startTestPortal();
    for (const target of ['oa', 'miniApp']) {
      const response = await portal.post('/sandbox/api/webhooks', { action: 'probe', target });
      expect(await response.json()).toEqual({ isAccepted: true });
    }
  });
});

describe.each(testDatabases)('an event from the sandbox, on $engine', (engine) => {
  test('reaches the portal signed, and nothing of it waits there', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    await actAtOa(portal, { unit: 'tay-thanh', user: 'lan', event: 'user_send_text', text: 'Xin chào' });
    const database = openDatabase(place);
    await expect
      .poll(
        () =>
          database.kysely
            .selectFrom('webhook_events')
            .select(['name', 'state', 'sealed', 'source'])
            .execute(),
        patience,
      )
      .toEqual([{ name: 'user_send_text', state: 'done', sealed: null, source: 'oa' }]);
    const state = await fetch(`${portal.origin}/sandbox/api/state`);
    expect(((await state.json()) as { webhook: object }).webhook).toEqual({
      isConfigured: true,
      isOaOn: true,
      isMiniAppOn: true,
    });
    await database.close();
  });

  if (!engine.showsTheRest) return;

  test('in a burst of a thousand, doubled and shuffled, is answered in time and taken once', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const oaId = (await portal.portal()).units.find(({ id }) => id === 'tay-thanh')?.oaId ?? '';
    const events = Array.from({ length: 1_000 }, (_, index) =>
      saidInGroup({
        id: `burst-${index}`,
        user: String(1_000 + (index % 40)),
        at: new Date(Date.now() - ((index * 7_919) % 60_000)),
        oaId,
      }),
    );
    const arrivals = [...events, ...events.filter((_, index) => index % 4 === 0)].sort((a, b) =>
      a.signature < b.signature ? -1 : 1,
    );
    const tookMs: number[] = [];
    const sendersAtOnce = 50;
    await Promise.all(
      Array.from({ length: sendersAtOnce }, async (_, sender) => {
        for (let index = sender; index < arrivals.length; index += sendersAtOnce) {
          const arrival = arrivals[index];
          if (!arrival) return;
          for (let status = 503; status !== 200; ) {
            const from = performance.now();
            const response = await post(portal.origin, 'zalo-oa', arrival.body, arrival.signature);
            await response.text();
            tookMs.push(performance.now() - from);
            status = response.status;
            expect([200, 503]).toContain(status);
          }
        }
      }),
    );
    tookMs.sort((a, b) => a - b);
    const p99Ms = tookMs[Math.floor(tookMs.length * 0.99)] ?? 0;
    console.log(
      `${engine.engine}: p50 ${tookMs[Math.floor(tookMs.length / 2)]?.toFixed()} ms, p99 ${p99Ms.toFixed()} ms`,
    );
    // How long it takes is for test/bench/webhooks.ts, alone on a quiet machine; here other tests run beside it.

    const database = openDatabase(place);
    const states = () =>
      database.kysely
        .selectFrom('webhook_events')
        .select((eb) => ['state', eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
        .groupBy('state')
        .execute();
    await expect.poll(states, patience).toEqual([{ state: 'done', count: 1_000 }]);
    await database.close();
  });
});
