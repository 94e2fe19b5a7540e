import { describe, expect, test } from 'vitest';
import { type DutyPhones, dutyAt, numbersToCall } from '#contract/duty-phones.ts';
import type { Problem } from '#contract/problem.ts';
import type { Roster, UnitRoster } from '#contract/roster.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { movableClock } from '../../support/forwarding.ts';
import { startTestPortal, type TestPortal } from '../../support/portal.ts';
import { deepInTayThanh, sosOf } from '../../support/sos.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const shift = (from: string, until: string, role: string, phone: string) => ({
  ...{ from, until, role, phone, placeholder: false },
});
const roster: Roster = {
  weekly: [
    { ...shift('07:00', '19:00', 'Trực ban ngày', '028 3812 0001'), days: everyDay },
    { ...shift('19:00', '07:00', 'Trực ban đêm', '028 3812 0002'), days: everyDay },
  ],
  exceptions: [],
};
const chief = staffKey('commander', 'tay-thanh');

describe.each(testDatabases)('a unit’s duty roster, on $engine', (engine) => {
  const start = async () => {
    const clock = movableClock();
    const portal = await startTestPortal({ place: await engine.place(), now: clock.now });
    const path = (unit: string) => `/api/staff/units/${unit}/roster`;
    const read = async (authorization = chief, unit = 'tay-thanh') =>
      (await (await portal.ask(authorization, 'GET', path(unit))).json()) as UnitRoster;
    const write = (body: unknown, authorization = chief, unit = 'tay-thanh') =>
      fetch(`${portal.origin}${path(unit)}`, {
        method: 'PUT',
        headers: { Authorization: authorization, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    return { clock, portal, read, write, path };
  };

  test('is written by its commander, and its phone is what an alert is answered with, first of all', async () => {
    const { clock, portal, read, write } = await start();
    expect(await read()).toMatchObject({ version: 0, roster: { weekly: [], exceptions: [] }, now: null });
    expect((await write({ version: 0, roster })).status).toBe(200);
    const written = await read(staffKey('officer', 'tay-thanh'));
    expect(written).toMatchObject({ version: 1, roster, gaps: [] });
    expect(written.updatedBy?.id).toBe('sandbox:commander:tay-thanh');
    expect(written.now?.phone).toMatch(/^028 3812 000[12]$/);

    const { hotlines } = await sosOf(portal).send({ place: deepInTayThanh });
    expect(hotlines[0]).toEqual({
      label: written.now?.role,
      phone: written.now?.phone,
      placeholder: false,
    });
    expect(hotlines.length).toBeGreaterThan(2);
    clock.move(12 * 60 * 60_000);
    const later = await sosOf(portal).send({ place: deepInTayThanh });
    expect(later.hotlines[0]?.phone).not.toBe(hotlines[0]?.phone);
  });

  test('is written over by nobody who has not seen the newest one', async () => {
    const { read, write } = await start();
    const answers = await Promise.all([1, 2, 3].map(() => write({ version: 0, roster })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const late = await write({ version: 0, roster: { weekly: [], exceptions: [] } });
    expect(((await late.json()) as Problem).code).toBe('roster_changed');
    expect((await write({ version: 1, roster })).status).toBe(200);
    expect((await read()).version).toBe(2);
  });

  if (!engine.showsTheRest) return;

  test('shows everybody roles and phones of the coming days, and nothing of who wrote it', async () => {
    const { portal, write } = await start();
    await write({ version: 0, roster });
    const answer = await fetch(`${portal.origin}/api/duty-phones`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    const etag = answer.headers.get('etag') ?? '';
    const phones = (await answer.json()) as DutyPhones;
    const again = await fetch(`${portal.origin}/api/duty-phones`, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    expect(phones.units.map(({ unitId }) => unitId)).toEqual(['tay-thanh']);
    expect(Object.keys(phones.units[0]?.turns[0] ?? {}).toSorted()).toEqual(
      ['from', 'phone', 'placeholder', 'role', 'until'].toSorted(),
    );
    expect(JSON.stringify(phones)).not.toContain('sandbox');

    const { units } = await portal.portal();
    const in5Days = new Date(Date.now() + 5 * 24 * 60 * 60_000);
    const [first, ...others] = numbersToCall('tay-thanh', { units, dutyPhones: phones }, in5Days);
    expect(first?.phone).toBe(dutyAt(phones, 'tay-thanh', in5Days)?.phone);
    expect(others.map(({ unitId }) => unitId)).toContain('ca-quan');
    expect(dutyAt(phones, 'tay-thanh', new Date(Date.now() + 30 * 24 * 60 * 60_000))).toBeNull();
  });

  test('warns of hours that nobody answers in, and never takes a placeholder for a number', async () => {
    const { read, write } = await start();
    const [day] = roster.weekly;
    const trial = { ...shift('19:00', '06:00', 'Trực ban đêm', '028 0000 0001'), days: everyDay };
    if (!day) throw new Error('no shift');
    await write({ version: 0, roster: { weekly: [day, trial], exceptions: [] } });
    const written = await read();
    expect(written.gaps.length).toBeGreaterThan(20);
    const [gap] = written.gaps.filter(({ from }) => from.includes('T23:00'));
    expect(gap?.until.slice(11, 16)).toBe('00:00');
    expect(written.roster.weekly.map(({ placeholder }) => placeholder)).toEqual([false, true]);
  });

  test('is read by the unit and those above, written by their commanders and administrators, and is there for nobody else', async () => {
    const { portal, write, path } = await start();
    const codeOf = async (response: Response) => ((await response.json()) as Problem).code;
    const body = { version: 0, roster };
    for (const stranger of [staffKey('commander', 'son-ky'), staffKey('admin', 'doi-csgt')]) {
      for (const unit of ['tay-thanh', 'khong-co']) {
        expect(await codeOf(await portal.ask(stranger, 'GET', path(unit)))).toBe('unit_not_found');
        expect(await codeOf(await write(body, stranger, unit))).toBe('unit_not_found');
      }
    }
    for (const role of ['officer', 'editor'] as const)
      expect(await codeOf(await write(body, staffKey(role, 'tay-thanh')))).toBe('forbidden');
    expect(await codeOf(await portal.ask(staffKey('editor', 'tay-thanh'), 'GET', path('tay-thanh')))).toBe(
      'forbidden',
    );
    expect((await portal.ask(null, 'GET', path('tay-thanh'))).status).toBe(401);
    expect((await write(body, staffKey('admin', 'ca-quan'))).status).toBe(200);
    expect((await portal.ask(staffKey('officer', 'ca-quan'), 'GET', path('tay-thanh'))).status).toBe(200);
    for (const [bad, where] of [
      [{ version: -1, roster }, ['version']],
      [
        { version: 1, roster: { weekly: [{ ...roster.weekly[0], days: [8] }], exceptions: [] } },
        ['roster', 'weekly', 0, 'days', 0],
      ],
    ] as const)
      await expectIssue(await write(bad), where);
  });
});

async function expectIssue(
  response: Awaited<ReturnType<TestPortal['post']>>,
  path: readonly (string | number)[],
) {
  expect(response.status).toBe(400);
  const problem = (await response.json()) as Problem;
  expect(problem.issues?.[0]?.path).toEqual(path);
}
