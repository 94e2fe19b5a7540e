import { describe, expect, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import type {
  MadeBindingCode,
  NewPairing,
  PairedBrowser,
  Pairing,
  StaffSessions,
} from '#contract/staff-identity.ts';
import { vietnamDay } from '#contract/vietnam-time.ts';
import { createBrowserSessions } from '../../../server/features/staff/browser-session.service.ts';
import { createUnitTree } from '../../../server/rights/unit-tree.rules.ts';
import { loadOrMakeSecretKeys, parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskWith, staffKey, staffOfStore } from '../../support/desk.ts';
import { dumpStore } from '../../support/dumps.ts';
import { openEventStream } from '../../support/event-stream.ts';
import { eventually } from '../../support/eventually.ts';
import { noisyKaraoke, readReceipt, startTestPortal, testSecretKeys } from '../../support/portal.ts';

const minuteMs = 60_000;
const windowsChrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

describe.each(testDatabases)('the desk in a browser, on $engine', (engine) => {
  const start = async (more: Parameters<typeof startTestPortal>[0] = {}) => {
    const clock = { at: new Date() };
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: () => clock.at, ...more });
    const store = await staffOfStore(place);
    const read = async <Body>(response: Response) => (await response.json()) as Body;
    const request = async () =>
      read<NewPairing>(
        await fetch(`${portal.origin}/api/pairings`, {
          method: 'POST',
          headers: { 'User-Agent': windowsChrome },
        }),
      );
    const confirm = (authorization: string, code: string) =>
      portal.ask(authorization, 'POST', '/api/staff/pair', { code });
    const ask = (id: string, secret: string) => portal.ask(`Pairing ${secret}`, 'GET', `/api/pairings/${id}`);
    const me = async (secret: string) =>
      (await portal.ask(`Bearer ${secret}`, 'GET', '/api/staff/me')).status;
    /** A browser that this person has let in. */
    const open = async (authorization: string) => {
      const browser = await request();
      expect((await confirm(authorization, browser.code)).status).toBe(200);
      return { ...browser, authorization: `Bearer ${browser.secret}` };
    };
    const sessions = async (authorization: string) =>
      (await read<StaffSessions>(await portal.ask(authorization, 'GET', '/api/staff/sessions'))).items;
    return { clock, place, portal, ...store, read, request, confirm, ask, me, open, sessions };
  };
  const problemOf = async (response: Response) => {
    const { status, code } = (await response.json()) as Problem;
    return [status, code];
  };

  test('opens by its code, confirmed from a bound Zalo identity, for twelve hours', async () => {
    const { clock, portal, hire, read, request, ask, confirm, me } = await start();
    const officer = await hire('officer', 'tay-thanh', 'Nguyễn Thị Trực');
    const phone = `Bearer ${(await portal.signIn('truc')).token}`;
    const made = await portal.ask(officer.authorization, 'POST', '/api/staff/bindings', {});
    const { code } = await read<MadeBindingCode>(made);
    expect((await portal.ask(phone, 'POST', '/api/me/staff', { code })).status).toBe(200);

    const browser = await request();
    expect(browser.code).toMatch(/^[2-9A-Z]{3}-[2-9A-Z]{3}$/);
    expect(browser.secret).toMatch(/^zas_[A-Za-z0-9_-]{43}$/);
    expect(await read<Pairing>(await ask(browser.id, browser.secret))).toEqual({
      status: 'waiting',
      expiresAt: browser.expiresAt,
      token: null,
      staff: null,
    });
    expect(await me(browser.secret)).toBe(401);

    const paired = await confirm(phone, browser.code.toLowerCase().replace('-', ' '));
    const expiresAt = new Date(
      clock.at.getTime() + limits.staffSessionHoursMax * 60 * minuteMs,
    ).toISOString();
    expect(await read<PairedBrowser>(paired)).toEqual({
      id: browser.id,
      label: 'Chrome trên Windows',
      expiresAt,
    });
    const asked = await read<Pairing>(await ask(browser.id, browser.secret));
    expect(asked).toMatchObject({ status: 'confirmed', expiresAt, token: browser.secret });
    expect(asked.staff).toMatchObject({ id: officer.id, name: 'Nguyễn Thị Trực', scopes: ['read', 'act'] });
    // An answer that got lost is asked for again.
    expect(await read<Pairing>(await ask(browser.id, browser.secret))).toEqual(asked);
    const { consent } = await portal.portal();
    const tip = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion: consent.version })));
    expect(await deskWith(portal, `Bearer ${asked.token}`).codes()).toEqual([tip.code]);

    clock.at = new Date(Date.parse(expiresAt) - 1);
    expect(await me(browser.secret)).toBe(200);
    clock.at = new Date(expiresAt);
    expect(await me(browser.secret)).toBe(401);
    expect(await read<Pairing>(await ask(browser.id, browser.secret))).toMatchObject({
      status: 'expired',
      token: null,
      staff: null,
    });
  });

  test('opens that browser alone: no other one’s secret, no code twice, none that is over', async () => {
    const { clock, read, request, ask, confirm, me } = await start();
    const key = staffKey('officer', 'tay-thanh');
    const [mine, other] = [await request(), await request()];
    expect((await confirm(key, mine.code)).status).toBe(200);
    expect(await me(other.secret)).toBe(401);
    for (const [id, secret] of [
      [mine.id, other.secret],
      [other.id, mine.secret],
      ['nothing', mine.secret],
      [mine.id, `zas_${'A'.repeat(43)}`],
      [mine.id, "zas_' or 1=1"],
    ] as const)
      expect(await problemOf(await ask(id, secret)), id).toEqual([401, 'unauthenticated']);
    expect(await problemOf(await confirm(staffKey('commander', 'son-ky'), mine.code))).toEqual([
      422,
      'pairing_code_unknown',
    ]);
    expect(await read<Pairing>(await ask(mine.id, mine.secret))).toMatchObject({
      staff: { id: 'sandbox:officer:tay-thanh' },
    });
    const late = await request();
    clock.at = new Date(clock.at.getTime() + limits.pairingCodeMinutesMax * minuteMs);
    expect(await problemOf(await confirm(key, late.code))).toEqual([422, 'pairing_code_unknown']);
    expect(await read<Pairing>(await ask(late.id, late.secret))).toMatchObject({ status: 'expired' });
    const contested = await request();
    const answers = await Promise.all(
      [key, key, staffKey('commander', 'tay-thanh')].map((one) => confirm(one, contested.code)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
  });

  test('is listed with what it is, and closed by its owner, by their administrator, and by one browser too many', async () => {
    const { clock, portal, hire, open, me, sessions } = await start();
    const officer = await hire('officer', 'tay-thanh', 'Nguyễn Thị Trực');
    const mine = await open(officer.authorization);
    const other = await open(officer.authorization);
    expect(await sessions(mine.authorization)).toEqual([
      expect.objectContaining({ id: other.id, isCurrent: false }),
      {
        id: mine.id,
        staff: expect.objectContaining({ id: officer.id, name: 'Nguyễn Thị Trực' }),
        label: 'Chrome trên Windows',
        createdAt: clock.at.toISOString(),
        expiresAt: new Date(clock.at.getTime() + 12 * 60 * minuteMs).toISOString(),
        lastUsedOn: vietnamDay(clock.at),
        revokedAt: null,
        isCurrent: true,
      },
    ]);
    const end = async (who: string, id: string) =>
      (await portal.ask(who, 'DELETE', `/api/staff/sessions/${id}`)).status;
    expect(await end(staffKey('commander', 'tay-thanh'), mine.id)).toBe(404);
    expect(await end(staffKey('admin', 'son-ky'), mine.id)).toBe(404);
    expect(await end(mine.authorization, mine.id)).toBe(204);
    expect([await me(mine.secret), await me(other.secret)]).toEqual([401, 200]);
    const admin = staffKey('admin', 'ca-quan');
    expect((await sessions(admin)).map(({ id }) => id)).toEqual([other.id, mine.id]);
    expect(await end(admin, other.id)).toBe(204);
    expect(await me(other.secret)).toBe(401);

    const many = [];
    for (let count = 0; count <= limits.browsersPerStaffMax; count += 1) {
      clock.at = new Date(clock.at.getTime() + 1_000);
      many.push(await open(officer.authorization));
    }
    const statuses = await Promise.all(many.map(({ secret }) => me(secret)));
    expect(statuses).toEqual([401, ...Array(limits.browsersPerStaffMax).fill(200)]);
  });

  test('ends at once, with its open stream, when it is closed or its owner disabled', async () => {
    const { portal, staff, hire, open, me } = await start();
    const officer = await hire('officer', 'tay-thanh');
    const colleague = await hire('officer', 'tay-thanh');
    const browsers = [
      await open(officer.authorization),
      await open(officer.authorization),
      await open(colleague.authorization),
    ];
    const desks = await Promise.all(
      browsers.map(({ authorization }) =>
        openEventStream(`${portal.origin}/api/staff/events`, { Authorization: authorization }),
      ),
    );
    const ended = () => desks.map((desk) => desk.hasEnded());
    await eventually(() => expect(desks.every((desk) => desk.events.length > 0)).toBe(true));
    await portal.ask(officer.authorization, 'DELETE', `/api/staff/sessions/${browsers[0]?.id}`);
    await eventually(() => expect(ended()).toEqual([true, false, false]));
    await staff.setState(officer.id, 'disabled');
    await eventually(() => expect(ended()).toEqual([true, true, false]));
    expect(await me(browsers[1]?.secret ?? '')).toBe(401);
  });

  test('lies in the store as digests alone, and goes when it is over', async () => {
    const { clock, place, database, staff, request, open } = await start();
    const waiting = await request();
    const browser = await open(staffKey('officer', 'tay-thanh'));
    const dump = await dumpStore(place);
    for (const secret of [waiting.secret, waiting.code, waiting.code.replace('-', ''), browser.secret])
      expect(dump).not.toContain(secret);
    const count = async () =>
      (await database.kysely.selectFrom('staff_sessions').select('id').execute()).length;
    const keys = place.databaseUrl
      ? parseSecretKeys(testSecretKeys)
      : await loadOrMakeSecretKeys(place.dataDir);
    const tree = createUnitTree([], (id) => id);
    const browsers = createBrowserSessions({ database, keys, now: () => clock.at, tree, staff });
    const later = (minutes: number) => new Date(clock.at.getTime() + minutes * minuteMs);
    await browsers.sweep(later(14));
    expect(await count()).toBe(2);
    await browsers.sweep(later(16));
    expect(await count()).toBe(1);
    // What has ended goes by the content pack's period (test/server/retention).
    const eraseEndedBefore = (instant: Date) =>
      database.transact((transaction) => browsers.eraseEnded(transaction, instant.toISOString(), 10));
    await eraseEndedBefore(later(12 * 60 - 1));
    expect(await count()).toBe(1);
    await eraseEndedBefore(later(12 * 60 + 1));
    expect(await count()).toBe(0);
  });

  if (!engine.showsTheRest) return;

  test('cannot be found by trying codes, nor asked for without end', async () => {
    const { clock, request, confirm, portal } = await start({ environment: { RATE_LIMITS: 'on' } });
    const key = staffKey('officer', 'tay-thanh');
    const { code } = await request();
    for (let tries = 0; tries < 10; tries += 1) expect((await confirm(key, 'AAA-AAA')).status).toBe(422);
    expect(await problemOf(await confirm(key, code))).toEqual([429, 'rate_limited']);
    expect((await confirm(staffKey('officer', 'son-ky'), code)).status).toBe(200);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => portal.ask(null, 'POST', '/api/pairings')),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(29);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(11);
    clock.at = new Date(clock.at.getTime() + 12 * minuteMs);
    expect((await portal.ask(null, 'POST', '/api/pairings')).status).toBe(201);
  });

  test('opens no further browser, and makes nothing that lasts', async () => {
    const { portal, open, request, confirm, hire } = await start();
    const officer = await hire('officer', 'tay-thanh');
    const browser = await open(officer.authorization);
    const { code } = await request();
    expect(await problemOf(await confirm(browser.authorization, code))).toEqual([403, 'forbidden']);
    const made = await portal.ask(browser.authorization, 'POST', '/api/staff/bindings', {});
    expect(await problemOf(made)).toEqual([403, 'forbidden']);
    expect((await confirm(officer.authorization, code)).status).toBe(200);
  });
});
