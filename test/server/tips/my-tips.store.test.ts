import { describe, expect, test } from 'vitest';
import type { MyTips } from '#contract/citizens.ts';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import type { TipReceipt } from '#contract/tips.ts';
import { testDatabases } from '../../support/databases.ts';
import { unitOf } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

describe.each(testDatabases)('my own tips, on $engine', (engine) => {
  const start = async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const consentVersion = (await portal.portal()).consent.version;
    const lan = `Bearer ${(await portal.signIn('lan')).token}`;
    const send = async (authorization: string | null, changes: object = {}): Promise<TipReceipt> =>
      readReceipt(
        await portal.ask(authorization, 'POST', '/api/tips', {
          ...noisyKaraoke({ consentVersion, anonymous: false }),
          ...changes,
        }),
      );
    const list = async (authorization: string, query = '') => {
      const response = await portal.ask(authorization, 'GET', `/api/me/tips${query}`);
      expect(response.headers.get('cache-control')).toBe('no-store');
      return (await response.json()) as MyTips;
    };
    return { portal, lan, send, list };
  };

  test('are those I sent under my name, newest first, with what each is and where it stands', async () => {
    const { portal, lan, send, list } = await start();
    const first = await send(lan);
    const restricted = await send(lan, { kind: 'crime', category: 'xam-hai-tre-em' });
    await unitOf(portal).acknowledge(first.code);

    const { items, nextCursor } = await list(lan);

    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      { code: restricted.code, restricted: true, status: 'received', unread: 0 },
      {
        code: first.code,
        category: { id: 'tieng-on' },
        unit: first.unit,
        restricted: false,
        status: 'acknowledged',
        createdAt: first.createdAt,
        unread: 1,
      },
    ]);
    expect(items[0]?.category.name).not.toBe('xam-hai-tre-em');
    expect(Date.parse(items[1]?.updatedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first.createdAt));
  });

  test('never hold an anonymous tip, one sent without signing in, or somebody else’s', async () => {
    const { portal, lan, send, list } = await start();
    const minh = `Bearer ${(await portal.signIn('minh')).token}`;
    await send(lan, { anonymous: true });
    await send(null);
    await send(null, { anonymous: true });
    const others = await send(minh);

    expect(await list(lan)).toEqual({ items: [], nextCursor: null });
    expect((await list(minh)).items.map(({ code }) => code)).toEqual([others.code]);
  });

  test('come in pages that leave nothing out and repeat nothing', async () => {
    const { lan, send, list } = await start();
    const sent: string[] = [];
    for (let index = 0; index < limits.myTipsPageMax + 3; index += 1) sent.push((await send(lan)).code);

    const first = await list(lan);
    const second = await list(lan, `?cursor=${first.nextCursor}`);

    expect([first.items.length, second.items.length]).toEqual([limits.myTipsPageMax, 3]);
    expect([...first.items, ...second.items].map(({ code }) => code)).toEqual(sent.reverse());
    expect(second.nextCursor).toBeNull();
  });

  test('a cursor that is none is named as the field that is wrong', async () => {
    const { portal, lan } = await start();
    const answer = await portal.ask(lan, 'GET', '/api/me/tips?cursor=1');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['cursor'], message: expect.stringMatching(/[à-ỹđ]/i) }],
    });
  });

  if (!engine.showsTheRest) return;

  test('open with my session as with the receipt, and are then read', async () => {
    const { portal, lan, send, list } = await start();
    const { code, receipt } = await send(lan);
    await unitOf(portal).answer(code, 'Đã xử lý');
    expect((await list(lan)).items[0]?.unread).toBe(1);

    const mine = await (await portal.ask(lan, 'GET', `/api/tips/${code}`)).json();
    expect((await list(lan)).items[0]?.unread).toBe(0);
    expect(mine).toMatchObject({ status: 'answered', messages: [{ text: 'Đã xử lý', isNew: true }] });
    const again = await (await portal.viewTip(code, receipt)).json();
    expect(again).toMatchObject({ code, messages: [{ isNew: false }] });
    expect((await portal.ask(lan, 'POST', `/api/tips/${code}/rating`, { stars: 5 })).status).toBe(201);
    expect((await list(lan)).items[0]?.unread).toBe(0);
  });
});

describe.each(testDatabases)('a tip sent with a session, on $engine', (engine) => {
  test('is refused before anything else when the session is none, and only then', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const consentVersion = (await portal.portal()).consent.version;
    const unknown = `Bearer ${'A'.repeat(43)}`;
    const named = noisyKaraoke({ consentVersion, anonymous: false });
    const anonymous = noisyKaraoke({ consentVersion });
    const statusOf = async (authorization: string, body: unknown) => {
      const response = await portal.ask(authorization, 'POST', '/api/tips', body);
      return [response.status, response.ok ? 'ok' : ((await response.json()) as Problem).code];
    };

    expect(await statusOf(unknown, named)).toEqual([401, 'unauthenticated']);
    expect(await statusOf(unknown, { ...named, kind: 'rumour' })).toEqual([401, 'unauthenticated']);
    for (const odd of ['Bearer', 'Bearer x', 'Basic eDp4', 'Receipt 0000', `${unknown} x`]) {
      expect(await statusOf(odd, named), odd).toEqual([401, 'unauthenticated']);
      expect(await statusOf(odd, 'nonsense'), odd).toEqual([401, 'unauthenticated']);
    }
    // Of an anonymous tip the session is not looked at, so nothing can be said about it.
    expect(await statusOf(unknown, anonymous)).toEqual([201, 'ok']);
  });
});
