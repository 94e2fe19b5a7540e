import { describe, expect, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import type { StaffMe } from '#contract/staff.ts';
import type { MadeBindingCode, StaffBindings } from '#contract/staff-identity.ts';
import type { StaffRole } from '#contract/vocabulary.ts';
import { createStaffBindings } from '../../../server/features/staff/staff-binding.service.ts';
import { staffBindingStore } from '../../../server/features/staff/staff-binding.store.ts';
import { createUnitTree } from '../../../server/rights/unit-tree.rules.ts';
import { loadOrMakeSecretKeys, parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { oaOfficerStore } from '../../../server/zalo/oa-officer.store.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskWith, staffKey, staffOfStore } from '../../support/desk.ts';
import { dumpStore, knownToZalo } from '../../support/dumps.ts';
import { openEventStream } from '../../support/event-stream.ts';
import { eventually } from '../../support/eventually.ts';
import { noisyKaraoke, readReceipt, startTestPortal, testSecretKeys } from '../../support/portal.ts';

const minuteMs = 60_000;
const admin = staffKey('admin', 'tay-thanh');

describe.each(testDatabases)('a Zalo identity bound to a member of the staff, on $engine', (engine) => {
  const start = async (more: Parameters<typeof startTestPortal>[0] = {}) => {
    const clock = { at: new Date() };
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: () => clock.at, ...more });
    const store = await staffOfStore(place);
    const hire = (role: StaffRole = 'officer', unit = 'tay-thanh', name = 'Nguyễn Thị Trực') =>
      store.hire(role, unit, name);
    const makeCode = (authorization: string, body: object = {}) =>
      portal.ask(authorization, 'POST', '/api/staff/bindings', body);
    const codeFor = async (staffId: string) => {
      const made = await makeCode(staffKey('admin', 'ca-quan'), { staffId });
      expect(made.status).toBe(201);
      return ((await made.json()) as MadeBindingCode).code;
    };
    const bind = (token: string, code: string) =>
      portal.ask(`Bearer ${token}`, 'POST', '/api/me/staff', { code });
    const me = (token: string) => portal.ask(`Bearer ${token}`, 'GET', '/api/staff/me');
    const boundAs = async (user: string, member: { id: string }) => {
      const { token } = await portal.signIn(user);
      expect((await bind(token, await codeFor(member.id))).status).toBe(200);
      return token;
    };
    return { clock, place, portal, ...store, hire, makeCode, codeFor, bind, me, boundAs };
  };
  const problemOf = async (response: Response) => {
    const { status, code } = (await response.json()) as Problem;
    return [status, code];
  };

  test('opens the desk with every session of that person, and their sign-in says who they are', async () => {
    const { portal, hire, codeFor, bind, me } = await start();
    const member = await hire('officer', 'tay-thanh', 'Nguyễn Thị Trực');
    const before = await portal.signIn('truc');
    expect(before.staff).toBeUndefined();
    expect((await me(before.token)).status).toBe(401);

    const code = await codeFor(member.id);
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    const answer = await bind(before.token, ` ${code.toLowerCase().replace('-', ' ')} `);

    const expected: StaffMe = {
      id: member.id,
      name: 'Nguyễn Thị Trực',
      role: 'officer',
      unit: { id: 'tay-thanh', name: expect.stringContaining('Tây Thạnh') },
      scopes: ['read', 'act'],
    };
    expect(await answer.json()).toEqual(expected);
    expect(await (await me(before.token)).json()).toEqual(expected);
    const next = await portal.signIn('truc');
    expect(next.staff).toEqual(expected);
    expect((await me(next.token)).status).toBe(200);
    // They are still a citizen, and others are no more than before.
    expect((await portal.ask(`Bearer ${next.token}`, 'GET', '/api/me/tips')).status).toBe(200);
    expect((await me((await portal.signIn('lan')).token)).status).toBe(401);
    const { consent } = await portal.portal();
    const tip = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion: consent.version })));
    const desk = deskWith(portal, `Bearer ${next.token}`);
    expect(await desk.codes()).toEqual([tip.code]);
    expect((await desk.do(tip.code, 'acknowledge')).status).toBe('acknowledged');
  });

  test('takes a code that is right, once, in time, and the newest', async () => {
    const { clock, portal, hire, codeFor, bind, makeCode, me } = await start();
    const member = await hire();
    const { token } = await portal.signIn('truc');
    const unknown = [422, 'binding_code_unknown'];
    expect(await problemOf(await bind(token, 'AAAA-AAAA'))).toEqual(unknown);

    const old = await codeFor(member.id);
    const code = await codeFor(member.id);
    expect(await problemOf(await bind(token, old))).toEqual(unknown);
    clock.at = new Date(clock.at.getTime() + limits.bindingCodeMinutesMax * minuteMs);
    expect(await problemOf(await bind(token, code))).toEqual(unknown);

    const good = await codeFor(member.id);
    const answers = await Promise.all(Array.from({ length: 5 }, () => bind(token, good)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422]);
    expect(await problemOf(await bind((await portal.signIn('lan')).token, good))).toEqual(unknown);
    expect((await me(token)).status).toBe(200);
    for (const nonsense of ['', '   ', 'x'.repeat(21), "A' or 1=1"])
      expect((await bind(token, nonsense)).status, nonsense).toBe(400);
    expect((await makeCode(admin, { staffId: 'nobody' })).status).toBe(422);
  });

  test('is one person’s at a time: a new identity takes the old one’s place, and nobody is two members', async () => {
    const { portal, hire, codeFor, bind, me, boundAs } = await start();
    const member = await hire();
    const other = await hire('commander');
    const old = await boundAs('truc', member);
    const fresh = await boundAs('truc-may-moi', member);
    expect([(await me(old)).status, (await me(fresh)).status]).toEqual([401, 200]);

    const code = await codeFor(other.id);
    expect(await problemOf(await bind(fresh, code))).toEqual([409, 'identity_bound']);
    // The refusal used up nothing, and parted nobody.
    expect((await me(fresh)).status).toBe(200);
    expect((await portal.ask(`Bearer ${fresh}`, 'DELETE', '/api/me/staff')).status).toBe(204);
    expect((await me(fresh)).status).toBe(401);
    expect((await bind(fresh, code)).status).toBe(200);
    expect(await (await me(fresh)).json()).toMatchObject({ id: other.id, role: 'commander' });
  });

  test('ends at once, also an open desk, when the member is disabled or parted from it', async () => {
    const { portal, staff, hire, me, boundAs } = await start();
    const disabled = await hire();
    const parted = await hire();
    const tokens = [await boundAs('mot', disabled), await boundAs('hai', parted)];
    const desks = await Promise.all(
      tokens.map((token) =>
        openEventStream(`${portal.origin}/api/staff/events`, { Authorization: `Bearer ${token}` }),
      ),
    );
    await eventually(() => expect(desks.every((desk) => desk.events.length > 0)).toBe(true));
    await staff.setState(disabled.id, 'disabled');
    const list = await portal.ask(admin, 'GET', '/api/staff/bindings');
    const { items } = (await list.json()) as StaffBindings;
    expect(items.map((item) => item.staff.id)).toEqual([parted.id, disabled.id]);
    const id = items[0]?.id ?? '';
    expect(
      (await portal.ask(staffKey('admin', 'son-ky'), 'DELETE', `/api/staff/bindings/${id}`)).status,
    ).toBe(404);
    expect((await portal.ask(admin, 'DELETE', `/api/staff/bindings/${id}`)).status).toBe(204);
    for (const token of tokens) expect((await me(token)).status).toBe(401);
    await eventually(() => expect(desks.map((desk) => desk.hasEnded())).toEqual([true, true]));
    expect((await portal.signIn('mot')).staff).toBeUndefined();
    await staff.setState(disabled.id, 'active');
    expect((await me(tokens[0] ?? '')).status).toBe(200);
    expect((await me(tokens[1] ?? '')).status).toBe(401);
  });

  test('is one member’s alone, also right after the keys were changed', async () => {
    const { database, hire } = await start();
    const [first, second] = [await hire(), await hire()];
    const keyOf = (version: string, fill: number) =>
      `${version}:${Buffer.alloc(32, fill).toString('base64url')}`;
    const at = '2026-11-24T02:00:00.000Z';
    const before = staffBindingStore(database.kysely, parseSecretKeys(keyOf('k1', 1)));
    expect(await before.bind(first.id, 'zalo-1', at)).toBe(true);
    const rotated = staffBindingStore(
      database.kysely,
      parseSecretKeys(`${keyOf('k2', 2)},${keyOf('k1', 1)}`),
    );
    expect(await rotated.bind(second.id, 'zalo-1', at)).toBe(false);
    expect(await rotated.bind(first.id, 'zalo-1', at)).toBe(true);
    expect(await rotated.findByZaloId('zalo-1')).toMatchObject({ staffId: first.id });
  });

  test('lies in the store sealed and as digests alone, like the codes', async () => {
    const { place, hire, codeFor, boundAs } = await start();
    const token = await boundAs('can-bo-77', await hire());
    const code = await codeFor((await hire()).id);
    const dump = await dumpStore(place);
    expect(dump).toContain('staff_bindings');
    for (const secret of [code, code.replace('-', ''), token, ...knownToZalo(place.dataDir, 'can-bo-77')])
      expect(dump).not.toContain(secret);
  });

  test('is known to the unit’s OA from what its webhook tells, in a chat', async () => {
    const { clock, place, portal, database, hire, boundAs } = await start();
    const keys = place.databaseUrl
      ? parseSecretKeys(testSecretKeys)
      : await loadOrMakeSecretKeys(place.dataDir);
    const reached = async (unit: string) =>
      (await oaOfficerStore(database.kysely, keys).listReachable(unit, clock.at)).length;
    const say = (unit: string, user: string, more: object = {}) =>
      portal.post('/sandbox/api/events', { unit, user, event: 'user_send_text', text: 'Chào', ...more });
    await boundAs('truc', await hire());
    await boundAs('truc-son-ky', await hire('officer', 'son-ky'));
    await boundAs('bien-tap', await hire('editor', 'tay-thanh'));
    await say('tay-thanh', 'lan');
    await say('tay-thanh', 'bien-tap');
    await say('tay-thanh', 'truc-son-ky');
    await say('tay-thanh', 'truc');
    await eventually(async () => expect(await reached('tay-thanh')).toBe(1));
    await say('son-ky', 'truc-son-ky');
    await eventually(async () => expect(await reached('son-ky')).toBe(1));
    expect(await reached('tay-thanh')).toBe(1);
  });

  if (!engine.showsTheRest) return;

  test('cannot be guessed: after five wrong codes right and wrong ones alike have to wait', async () => {
    const { clock, portal, hire, codeFor, bind } = await start({ environment: { RATE_LIMITS: 'on' } });
    const member = await hire();
    const { token } = await portal.signIn('mo');
    for (let tries = 0; tries < 5; tries += 1) {
      const again = (await portal.signIn('mo')).token;
      expect((await bind(again, 'AAAA-AAAA')).status).toBe(422);
    }
    const code = await codeFor(member.id);
    expect(await problemOf(await bind(token, code))).toEqual([429, 'rate_limited']);
    expect((await bind((await portal.signIn('truc')).token, code)).status).toBe(200);
    clock.at = new Date(clock.at.getTime() + 12 * minuteMs);
    expect((await bind(token, await codeFor((await hire()).id))).status).toBe(200);
  });

  test('is made by an administrator for their own, and by everybody with a key for themselves', async () => {
    const { hire, makeCode, portal } = await start();
    const officer = await hire();
    const stranger = await hire('officer', 'son-ky');
    expect(await problemOf(await makeCode(officer.authorization, { staffId: stranger.id }))).toEqual([
      403,
      'forbidden',
    ]);
    expect(await problemOf(await makeCode(admin, { staffId: stranger.id }))).toEqual([422, 'staff_unknown']);
    const above = await makeCode(staffKey('admin', 'ca-quan'), { staffId: stranger.id });
    expect(((await above.json()) as MadeBindingCode).staff).toMatchObject({ unit: { id: 'son-ky' } });
    const own = (await (await makeCode(officer.authorization)).json()) as MadeBindingCode;
    expect(own.staff.id).toBe(officer.id);
    const guest = await makeCode(staffKey('officer', 'tay-thanh'));
    const { token } = await portal.signIn('khach');
    const { code } = (await guest.json()) as MadeBindingCode;
    const bound = await portal.ask(`Bearer ${token}`, 'POST', '/api/me/staff', { code });
    expect(await bound.json()).toMatchObject({ id: 'sandbox:officer:tay-thanh' });
  });

  test('tells the unit’s OA whom to write to, once it has seen them, and no longer when they are parted', async () => {
    const { clock, place, database, staff, hire, boundAs } = await start();
    const keys = place.databaseUrl
      ? parseSecretKeys(testSecretKeys)
      : await loadOrMakeSecretKeys(place.dataDir);
    const member = await hire();
    const bindings = createStaffBindings({
      database,
      keys,
      now: () => clock.at,
      tree: createUnitTree([{ id: 'tay-thanh', parentId: null }], (id) => id),
      staff,
      officersIn: (connection) => oaOfficerStore(connection, keys),
    });
    const officers = oaOfficerStore(database.kysely, keys);
    const reached = async () =>
      (await officers.listReachable('tay-thanh', clock.at)).map(({ oaUserId }) => oaUserId);
    const seen = (oaUserId: string, appUserId: string | null, unitId = 'tay-thanh') =>
      database.transact((transaction) =>
        bindings.officerSeen(transaction, { unitId, oaUserId, appUserId, at: clock.at }),
      );
    await bindings.makeCode(member.id).then(({ code }) => bindings.bind('zalo-truc', code));
    expect(await seen('oa-1', 'zalo-khac')).toBeNull();
    expect(await seen('oa-1', null)).toBeNull();
    expect(await seen('oa-1', 'zalo-truc')).toMatchObject({ id: member.id, role: 'officer' });
    // Known since, also where Zalo does not say who it is to the app; another unit's OA learns it and writes nothing.
    expect(await seen('oa-1', null)).toMatchObject({ id: member.id });
    expect(await seen('oa-2', 'zalo-truc', 'son-ky')).toMatchObject({ id: member.id });
    expect(await reached()).toEqual(['oa-1']);
    expect(await officers.list('son-ky')).toEqual([]);

    await staff.setState(member.id, 'disabled');
    await bindings.stopWritingTo(member.id);
    expect([await seen('oa-1', 'zalo-truc'), await reached()]).toEqual([null, []]);
    await staff.setState(member.id, 'active');
    await seen('oa-1', 'zalo-truc');
    expect(await reached()).toEqual(['oa-1']);
    await database.transact((transaction) => bindings.forget(transaction, 'zalo-truc'));
    expect([await seen('oa-1', 'zalo-truc'), await seen('oa-1', null), await reached()]).toEqual([
      null,
      null,
      [],
    ]);
    expect(await boundAs('truc', member)).not.toBe('');
  });
});
