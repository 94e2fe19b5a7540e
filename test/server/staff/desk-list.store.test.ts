import { describe, expect, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, staffKey } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

const minuteMs = 60_000;
const inSonKy = { lat: 10.803, lng: 106.6167, accuracyM: 15, address: 'Sơn Kỳ' };

describe.each(testDatabases)('the list of tips at the desk, on $engine', (engine) => {
  const start = async () => {
    const clock = { at: new Date('2026-11-24T01:00:00.000Z') };
    const portal = await startTestPortal({ place: await engine.place(), now: () => clock.at });
    const consentVersion = (await portal.portal()).consent.version;
    const send = async (changes: object = {}) =>
      (await readReceipt(await portal.sendTip({ ...noisyKaraoke({ consentVersion }), ...changes }))).code;
    const pass = (minutes: number) => {
      clock.at = new Date(clock.at.getTime() + minutes * minuteMs);
    };
    return {
      portal,
      send,
      pass,
      officer: deskOf(portal, 'officer', 'tay-thanh'),
      commander: deskOf(portal, 'commander', 'tay-thanh'),
      district: deskOf(portal, 'commander', 'ca-quan'),
    };
  };

  test('shows the overdue first, then what waits, what is in hand, and last what is over', async () => {
    const { send, pass, officer, commander } = await start();
    const [closed, inHand, overdue] = [await send(), await send(), await send()];
    await officer.do(inHand, 'acknowledge');
    await officer.do(closed, 'draft-reply', { text: 'Đã nhắc nhở.' });
    await commander.do(closed, 'approve-reply');
    pass(14);
    const calm = await send();
    const fire = await send({ category: 'chay-no' });
    pass(1.5);

    const { items } = await officer.list();

    expect(items.map(({ code }) => code)).toEqual([overdue, fire, calm, inHand, closed]);
    expect(items.map(({ minutesLeft }) => minutesLeft)).toEqual([0, 1, 14, null, null]);
    expect(await officer.codes('?overdue=true')).toEqual([overdue]);
    pass(60);
    expect(await officer.codes('?overdue=true')).toEqual([overdue, fire, calm]);
    expect((await officer.list('?overdue=true')).items[0]?.minutesLeft).toBe(-60);
  });

  test('is narrowed by status, category, unit and the beginning of a code', async () => {
    const { send, officer, district } = await start();
    const noise = await send();
    const theft = await send({ category: 'trom-cap', kind: 'crime' });
    const elsewhere = await send({ place: inSonKy });
    await officer.do(theft, 'acknowledge');

    expect(await officer.codes('?status=acknowledged')).toEqual([theft]);
    expect(await officer.codes('?category=tieng-on')).toEqual([noise]);
    expect((await district.codes()).sort()).toEqual([noise, theft, elsewhere].sort());
    expect((await district.codes('?unit=tay-thanh')).sort()).toEqual([noise, theft].sort());
    expect(await district.codes('?unit=ca-quan&status=acknowledged')).toEqual([theft]);
    for (const q of [noise, noise.slice(3), noise.toLowerCase(), noise.replace('-', ''), ` ${noise} `]) {
      expect(await officer.codes(`?q=${encodeURIComponent(q)}`), q).toEqual([noise]);
    }
    expect(await officer.codes(`?q=${noise.slice(0, 5)}`)).toContain(noise);
    expect(await officer.codes(`?q=${elsewhere}`)).toEqual([]);
    expect(await district.codes(`?q=${elsewhere}`)).toEqual([elsewhere]);
  });

  test('comes in pages that leave nothing out and repeat nothing, also while tips come and go', async () => {
    const { send, pass, officer } = await start();
    const codes: string[] = [];
    for (let index = 0; index < limits.deskPageMax + 5; index += 1) {
      codes.push(await send());
      pass(0.01);
    }

    const first = await officer.list();
    expect(first.items).toHaveLength(limits.deskPageMax);
    // What was on the first page goes elsewhere, and something new comes at the end.
    await officer.do(codes[0] ?? '', 'transfer', { unitId: 'cqdt', reason: 'x' });
    await officer.do(codes[1] ?? '', 'acknowledge');
    pass(0.01);
    const late = await send();
    const second = await officer.list(`?cursor=${encodeURIComponent(first.nextCursor ?? '')}`);

    expect(first.items.map(({ code }) => code)).toEqual(codes.slice(0, limits.deskPageMax));
    expect(second.items.map(({ code }) => code)).toEqual([
      ...codes.slice(limits.deskPageMax),
      codes[0],
      late,
      codes[1],
    ]);
    expect(second.nextCursor).toBeNull();
  });

  test('names the field of a question that is not right', async () => {
    const { portal } = await start();
    const cases: [string, string][] = [
      ['?cursor=nonsense', 'cursor'],
      ['?status=open', 'status'],
      ['?overdue=yes', 'overdue'],
      ['?q=%25', 'q'],
      ['?attention=all', 'attention'],
      ['?unit=%00', 'unit'],
      ['?category=%00', 'category'],
    ];
    for (const [query, field] of cases) {
      const answer = await portal.ask(staffKey('officer', 'tay-thanh'), 'GET', `/api/staff/tips${query}`);
      const problem = (await answer.json()) as Problem;
      expect([answer.status, problem.code], query).toEqual([400, 'invalid_input']);
      expect(problem.issues?.[0]?.path, query).toEqual([field]);
    }
  });

  if (!engine.showsTheRest) return;

  test('shows the contact to who works on the tip, and to nobody once it went on', async () => {
    const { send, officer, district } = await start();
    const contact = { name: 'Lê Thị Hoa', phone: '0912345678' };
    const code = await send({ anonymous: false, contact });
    expect((await officer.tip(code)).contact).toEqual(contact);
    await officer.do(code, 'escalate', { reason: 'Vượt thẩm quyền' });
    expect((await officer.tip(code)).contact).toBeNull();
    expect((await district.tip(code)).contact).toEqual(contact);
  });
});
