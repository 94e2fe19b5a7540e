import { describe, expect, test } from 'vitest';
import type { AcknowledgedTips, Colleagues } from '#contract/desk.ts';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, staffKey, staffOfStore } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

const inSonKy = { lat: 10.803, lng: 106.6167, accuracyM: 15, address: 'Sơn Kỳ' };

describe.each(testDatabases)('what the desk does with many tips, on $engine', (engine) => {
  const start = async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const consentVersion = (await portal.portal()).consent.version;
    const send = async (changes: object = {}) =>
      (await readReceipt(await portal.sendTip({ ...noisyKaraoke({ consentVersion }), ...changes }))).code;
    const acknowledge = async (codes: unknown, key = staffKey('officer', 'tay-thanh')) => {
      const answer = await portal.ask(key, 'POST', '/api/staff/tips/acknowledge', { codes });
      return { status: answer.status, body: (await answer.json()) as AcknowledgedTips & Problem };
    };
    return { place, portal, send, acknowledge, officer: deskOf(portal, 'officer', 'tay-thanh') };
  };

  test('a flood is taken up in one request, and what stands in the way of one does not of the others', async () => {
    const { send, acknowledge, officer } = await start();
    const [one, two, before, elsewhere] = [
      await send(),
      await send(),
      await send(),
      await send({ place: inSonKy }),
    ];
    await officer.do(before, 'acknowledge');

    const { status, body } = await acknowledge([one, before, elsewhere, 'TB-222222', two.toLowerCase()]);

    expect(status).toBe(200);
    expect(body.items.map(({ code, moved, problem }) => [code, moved?.status, problem?.code])).toEqual([
      [one, 'acknowledged', undefined],
      [before, undefined, 'move_not_allowed'],
      [elsewhere, undefined, 'tip_not_found'],
      ['TB-222222', undefined, 'tip_not_found'],
      [two, 'acknowledged', undefined],
    ]);
    expect(await officer.codes('?stage=waiting')).toEqual([]);
    const { history } = await officer.tip(two);
    expect(history.map(({ event, staff }) => [event, staff?.id])).toEqual([
      ['received', undefined],
      ['acknowledged', 'sandbox:officer:tay-thanh'],
    ]);
  });

  test('the list can be narrowed to how far the work has come, and to what was given to me', async () => {
    const { portal, send, officer } = await start();
    const [waiting, given, over] = [await send(), await send(), await send()];
    await officer.do(given, 'assign', { staffId: 'sandbox:officer:tay-thanh' });
    await officer.do(over, 'draft-reply', { text: 'Đã nhắc nhở.' });
    const commander = deskOf(portal, 'commander', 'tay-thanh');
    await commander.do(over, 'approve-reply');

    expect(await officer.codes('?stage=waiting')).toEqual([waiting]);
    expect(await officer.codes('?stage=working')).toEqual([given]);
    expect(await officer.codes('?stage=over')).toEqual([over]);
    expect(await officer.codes('?stage=over&status=received')).toEqual([]);
    expect(await officer.codes('?mine=true')).toEqual([given]);
    expect(await commander.codes('?mine=true')).toEqual([]);
  });

  test('who can be given work is told of one’s own unit and those below, and of no other', async () => {
    const { place, portal } = await start();
    const { staff, hire } = await staffOfStore(place);
    const officer = await hire('officer', 'tay-thanh', 'Lê Thị Trực');
    const gone = await hire('officer', 'tay-thanh', 'Ngô Văn Nghỉ');
    await staff.setState(gone.id, 'disabled');
    await hire('editor', 'tay-thanh', 'Bùi Thị Viết');
    const list = async (key: string, query = '') => {
      const answer = await portal.ask(key, 'GET', `/api/staff/colleagues${query}`);
      return answer.ok ? ((await answer.json()) as Colleagues).items.map(({ name }) => name) : answer.status;
    };

    const ofTayThanh = ['Lê Thị Trực', 'Nguyễn Thị Mẫu (trực ban)', 'Trần Văn Thử (chỉ huy)'];
    expect(await list(officer.authorization)).toEqual(ofTayThanh);
    expect(await list(staffKey('commander', 'ca-quan'), '?unit=tay-thanh')).toEqual(ofTayThanh);
    expect(await list(officer.authorization, '?unit=ca-quan')).toBe(404);
    expect(await list(officer.authorization, '?unit=khong-co')).toBe(404);
    expect(await list(officer.authorization, '?unit=%00')).toBe(400);
  });

  if (!engine.showsTheRest) return;

  test('too many at once, none, and the same one twice are refused with the field named', async () => {
    const { acknowledge } = await start();
    const many = Array.from({ length: limits.acknowledgedAtOnceMax + 1 }, (_, index) => `TB-${index}`);
    for (const codes of [many, [], ['TB-222222', 'tb-222222'], 'TB-222222', [7]]) {
      const { status, body } = await acknowledge(codes);
      expect([status, body.code, body.issues?.[0]?.path[0]]).toEqual([400, 'invalid_input', 'codes']);
    }
  });

  test('a key that only reads takes nothing up', async () => {
    const { place, portal, send, acknowledge, officer } = await start();
    const { staff } = await staffOfStore(place);
    const member = await staff.create({ name: 'Trần Văn Đọc', role: 'officer', unitId: 'tay-thanh' });
    const { key } = await staff.makeKey({
      staffId: member.id,
      label: 'chỉ đọc',
      scopes: ['read'],
      expiresInDays: 1,
    });
    const code = await send();
    expect((await acknowledge([code], `Bearer ${key}`)).status).toBe(403);
    expect((await officer.tip(code)).status).toBe('received');
    expect((await portal.ask(`Bearer ${key}`, 'GET', '/api/staff/tips?mine=true')).status).toBe(200);
  });
});
