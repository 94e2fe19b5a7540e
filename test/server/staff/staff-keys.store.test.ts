import { describe, expect, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import type { MadeStaffKey, StaffKeys, StaffMe } from '#contract/staff.ts';
import { vietnamDay } from '#contract/vietnam-time.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey, staffOfStore } from '../../support/desk.ts';
import { startTestPortal } from '../../support/portal.ts';

const dayMs = 24 * 60 * 60_000;
const admin = staffKey('admin', 'tay-thanh');

describe.each(testDatabases)('a key of the staff, on $engine', (engine) => {
  const start = async () => {
    const clock = { at: new Date() };
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: () => clock.at });
    const { staff, hire, database } = await staffOfStore(place);
    const list = async (who = admin) =>
      (await (await portal.ask(who, 'GET', '/api/staff/keys')).json()) as StaffKeys;
    const make = (body: object, who = admin) => portal.ask(who, 'POST', '/api/staff/keys', body);
    const me = (authorization: string) => portal.ask(authorization, 'GET', '/api/staff/me');
    return { clock, portal, staff, hire, database, list, make, me };
  };

  test('is shown once and nowhere kept; the list says when it was made, ends and was last used', async () => {
    const { clock, database, hire, list, make, me } = await start();
    const member = await hire('officer', 'tay-thanh', 'Nguyễn Thị Kín');

    const answer = await make({ staffId: member.id, label: 'Máy trực ban', expiresInDays: 30 });

    expect(answer.status).toBe(201);
    const made = (await answer.json()) as MadeStaffKey;
    expect(made.key).toMatch(/^zan_[A-Za-z0-9_-]{43}$/);
    expect(Date.parse(made.expiresAt)).toBe(clock.at.getTime() + 30 * dayMs);
    expect((await list()).items[0]).toEqual({
      id: made.id,
      staff: {
        id: member.id,
        name: 'Nguyễn Thị Kín',
        role: 'officer',
        unit: { id: 'tay-thanh', name: 'Công an phường Tây Thạnh' },
      },
      label: 'Máy trực ban',
      scopes: ['read', 'act'],
      createdAt: clock.at.toISOString(),
      expiresAt: made.expiresAt,
      lastUsedOn: null,
      revokedAt: null,
    });
    expect(((await (await me(`Bearer ${made.key}`)).json()) as StaffMe).unit.id).toBe('tay-thanh');
    expect((await list()).items[0]?.lastUsedOn).toBe(vietnamDay(clock.at));
    const stored = JSON.stringify([
      await database.kysely.selectFrom('staff_keys').selectAll().execute(),
      await database.kysely.selectFrom('staff_members').selectAll().execute(),
    ]);
    expect(stored).not.toContain(made.key.slice(4));
    expect(stored).not.toContain('Kín');
  });

  test('was last used on the day of Việt Nam’s calendar, also after midnight there', async () => {
    const { clock, hire, list, make, me } = await start();
    const member = await hire('officer', 'tay-thanh', 'Nguyễn Thị Đêm');
    clock.at = new Date(`${clock.at.toISOString().slice(0, 10)}T18:30:00Z`);
    const made = (await (await make({ staffId: member.id, label: 'Ca đêm' })).json()) as MadeStaffKey;

    await me(`Bearer ${made.key}`);

    const halfPastOne = new Date(clock.at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
    expect((await list()).items[0]?.lastUsedOn).toBe(halfPastOne);
    expect(halfPastOne).not.toBe(clock.at.toISOString().slice(0, 10));
  });

  test('opens nothing once it is over, revoked, or its owner is disabled', async () => {
    const { clock, portal, staff, hire, me } = await start();
    const [revoked, disabled, old] = [
      await hire('officer', 'tay-thanh'),
      await hire('officer', 'tay-thanh'),
      await hire('officer', 'tay-thanh'),
    ];
    for (const { authorization } of [revoked, disabled, old])
      expect((await me(authorization)).status).toBe(200);

    expect((await portal.ask(admin, 'DELETE', `/api/staff/keys/${revoked.keyId}`)).status).toBe(204);
    await staff.setState(disabled.id, 'disabled');
    expect((await me(revoked.authorization)).status).toBe(401);
    expect((await me(disabled.authorization)).status).toBe(401);
    await staff.setState(disabled.id, 'active');
    expect((await me(disabled.authorization)).status).toBe(200);
    clock.at = new Date(clock.at.getTime() + 31 * dayMs);
    expect((await me(old.authorization)).status).toBe(401);
  });

  test('can do no more than its owner’s role, however it is asked for, and a person has not many', async () => {
    const { hire, list, make } = await start();
    const member = await hire('officer', 'tay-thanh');
    await make({ staffId: member.id, label: 'x', scopes: ['read', 'approve', 'manage'] });
    expect((await list()).items[0]?.scopes).toEqual(['read']);
    for (let count = 2; count < limits.keysPerStaffMax; count += 1)
      expect((await make({ staffId: member.id, label: 'x' })).status).toBe(201);
    expect((await make({ staffId: member.id, label: 'x\u0000y' })).status).toBe(400);
    expect((await make({ staffId: '\u0000', label: 'x' })).status).toBe(400);
    const full = await make({ staffId: member.id, label: 'x' });
    expect([full.status, ((await full.json()) as Problem).code]).toEqual([422, 'keys_full']);
  });

  if (!engine.showsTheRest) return;

  test('is made, seen and revoked by the administrator of its owner’s unit or of one above, and by nobody else', async () => {
    const { portal, hire, list, make } = await start();
    const member = await hire('officer', 'tay-thanh');
    const above = staffKey('admin', 'ca-quan');
    const beside = staffKey('admin', 'son-ky');
    const wish = { staffId: member.id, label: 'x' };
    const refused = await make(wish, beside);
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([422, 'staff_unknown']);
    expect((await make(wish, staffKey('commander', 'tay-thanh'))).status).toBe(403);
    expect((await list(beside)).items).toEqual([]);
    expect((await make(wish, above)).status).toBe(201);
    expect((await list(above)).items).toHaveLength(2);
    expect((await portal.ask(beside, 'DELETE', `/api/staff/keys/${member.keyId}`)).status).toBe(404);
    expect((await portal.ask(above, 'DELETE', `/api/staff/keys/${member.keyId}`)).status).toBe(204);
  });
});

test('the sandbox’s staff keys open nothing elsewhere than in the sandbox’s own shape', async () => {
  const portal = await startTestPortal({ environment: { SANDBOX: 'demo' } });
  const answer = await portal.ask(staffKey('officer', 'tay-thanh'), 'GET', '/api/staff/me');
  expect(answer.status).toBe(401);
});

test('one key may not ask without end, and another is not held up by it', async () => {
  const portal = await startTestPortal({ environment: { RATE_LIMITS: 'on' } });
  const ask = (key: string) => portal.ask(key, 'GET', '/api/staff/me');
  const statuses = new Set<number>();
  for (let round = 0; round < 31; round += 1) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(admin)));
    for (const { status } of answers) statuses.add(status);
  }
  expect([...statuses]).toEqual([200, 429]);
  expect((await ask(staffKey('officer', 'tay-thanh'))).status).toBe(200);
  expect((await portal.ask(null, 'GET', '/api/staff/me')).status).toBe(401);
});
