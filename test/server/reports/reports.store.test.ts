import { describe, expect, test } from 'vitest';
import type { Report } from '#contract/reports.ts';
import { minuteMs } from '../../support/clocks.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, staffKey } from '../../support/desk.ts';
import { readDocx, readPdf } from '../../support/documents.ts';
import { movableClock } from '../../support/forwarding.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

const dayMs = 24 * 60 * minuteMs;
const commander = staffKey('commander', 'tay-thanh');

describe.each(testDatabases)('a report, on $engine', (engine) => {
  const start = async () => {
    const clock = movableClock();
    const portal = await startTestPortal({ place: await engine.place(), now: clock.now });
    const consentVersion = (await portal.portal()).consent.version;
    const send = async (more: object = {}) =>
      readReceipt(await portal.sendTip({ ...noisyKaraoke({ consentVersion }), ...more }));
    const from = new Date(clock.now().getTime() - dayMs).toISOString();
    const get = (authorization: string, query: Record<string, string>) =>
      portal.ask(authorization, 'GET', `/api/staff/reports?${new URLSearchParams({ from, ...query })}`);
    const report = async (query: Record<string, string>, authorization = commander) => {
      const response = await get(authorization, query);
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as Report;
    };
    return { clock, portal, send, get, report };
  };

  test('counts what came, how soon it was taken up and answered, what is overdue, and gives the same figures later', async () => {
    const { clock, portal, send, report } = await start();
    const officer = deskOf(portal, 'officer', 'tay-thanh');
    const chief = deskOf(portal, 'commander', 'tay-thanh');
    const first = await send();
    const second = await send();
    await send();
    await send({ unitId: 'son-ky', place: null });
    clock.move(5 * minuteMs);
    await officer.do(first.code, 'acknowledge');
    clock.move(25 * minuteMs);
    await officer.do(second.code, 'acknowledge');
    clock.move(30 * minuteMs);
    await officer.do(first.code, 'draft-reply', { text: 'Đã nhắc nhở quán karaoke.' });
    await chief.do(first.code, 'approve-reply');
    clock.move(1 * minuteMs);
    const to = clock.now().toISOString();

    const found = await report({ to });
    expect(found.unit.id).toBe('tay-thanh');
    expect(found.total).toMatchObject({
      received: 3,
      acknowledged: 2,
      within20: 1,
      within20Share: 0.3333,
      answered: 1,
      overdue: { total: 2, transferred: 0, forwarding: 0, unattended: 2 },
    });
    expect(found.total.acknowledge.medianS).toBeGreaterThanOrEqual(5 * 60);
    expect(found.total.acknowledge.medianS).toBeLessThan(6 * 60);
    expect(found.total.acknowledge.p90S).toBeGreaterThanOrEqual(30 * 60);
    expect(found.byUnit.map(({ unit, received }) => [unit.id, received])).toEqual([['tay-thanh', 3]]);
    expect(found.byCategory.map(({ category, received }) => [category.id, received])).toEqual([
      ['tieng-on', 3],
    ]);
    const district = await report({ to }, staffKey('commander', 'ca-quan'));
    expect(district.byUnit.map(({ unit, received }) => [unit.id, received])).toEqual([
      ['tay-thanh', 3],
      ['son-ky', 1],
    ]);

    clock.move(dayMs);
    await officer.do(second.code, 'reclassify', { category: 'mat-trat-tu' }).catch(() => undefined);
    await officer.do(second.code, 'draft-reply', { text: 'Đã giải quyết.' });
    await chief.do(second.code, 'approve-reply');
    const again = await report({ to });
    expect({ ...again, madeAt: '' }).toEqual({ ...found, madeAt: '' });
  });

  if (!engine.showsTheRest) return;

  test('is for those who approve, for their unit and those below it, and for a period that is one', async () => {
    const { clock, get } = await start();
    const to = clock.now().toISOString();
    const statusOf = async (authorization: string, query: Record<string, string>) =>
      (await get(authorization, query)).status;
    expect(await statusOf('', { to })).toBe(401);
    expect(await statusOf(staffKey('officer', 'tay-thanh'), { to })).toBe(403);
    expect(await statusOf(staffKey('editor', 'tay-thanh'), { to })).toBe(403);
    expect(await statusOf(commander, { to, unit: 'ca-quan' })).toBe(404);
    expect(await statusOf(commander, { to, unit: 'son-ky' })).toBe(404);
    expect(await statusOf(commander, { to, unit: 'khong-co' })).toBe(404);
    expect(await statusOf(staffKey('commander', 'ca-quan'), { to, unit: 'tay-thanh' })).toBe(200);
    for (const query of [
      { to: 'hôm nay' },
      { to: '2020-01-01T00:00:00Z' },
      { to, format: 'exe' },
      { from: '2020-01-01T00:00:00Z', to },
    ]) {
      expect(await statusOf(commander, query), JSON.stringify(query)).toBe(400);
    }
  });

  test('counts nothing of a complaint about officers for the unit complained about', async () => {
    const { clock, send, report } = await start();
    await send({ category: 'phan-anh-can-bo', kind: 'feedback' });
    const to = clock.now().toISOString();
    expect((await report({ to })).total.received).toBe(0);
    expect((await report({ to }, staffKey('commander', 'ca-quan'))).total.received).toBe(1);
  });
});

test('a report comes as a table for programs, a workbook and a paper to sign, with the same figures', async () => {
  const clock = movableClock();
  const portal = await startTestPortal({ now: clock.now });
  const consentVersion = (await portal.portal()).consent.version;
  await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
  clock.move(minuteMs);
  const period = {
    from: new Date(clock.now().getTime() - dayMs).toISOString(),
    to: clock.now().toISOString(),
  };
  const file = async (format: string) => {
    const response = await portal.ask(
      commander,
      'GET',
      `/api/staff/reports?${new URLSearchParams({ ...period, format })}`,
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="bao-cao-tay-thanh-[0-9-]+\\.${format}"$`),
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    return new Uint8Array(await response.arrayBuffer());
  };

  const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file('csv'));
  expect(csv.startsWith('\ufeffBáo cáo tiếp nhận tin báo,Công an phường Tây Thạnh\r\n')).toBe(true);
  expect(csv).toMatch(/\r\nTổng cộng,1,0,0,,,/);

  const { parts } = readDocx(await file('xlsx'));
  const workbook = [...parts]
    .filter(([name]) => name.startsWith('xl/'))
    .map(([, xml]) => xml)
    .join('');
  expect(workbook).toContain('Tổng hợp');
  expect(workbook).toMatch(/<c r="B2"[^>]*><v>1<\/v><\/c>/);

  const { text } = await readPdf(await file('pdf'));
  expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  expect(text).toContain('Nhận 1 tin');
  expect(text).toContain('CHỈ HUY ĐƠN VỊ');
});
