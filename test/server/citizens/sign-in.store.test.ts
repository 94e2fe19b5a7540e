import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Session } from '#contract/citizens.ts';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { createCitizenService } from '../../../server/features/citizens/citizen.service.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { createGraphClient } from '../../../server/zalo/graph-client.ts';
import { testDatabases } from '../../support/databases.ts';
import { dumpStore, knownToZalo } from '../../support/dumps.ts';
import { startTestPortal } from '../../support/portal.ts';
import { startSandbox, textAt } from '../zalo/sandbox/running-sandbox.ts';

const hourMs = 60 * 60_000;
const minuteMs = 60_000;
const key = (version: string, byte: number) => `${version}:${Buffer.alloc(32, byte).toString('base64url')}`;

describe.each(testDatabases)('signing in with Zalo, on $engine', (engine) => {
  const start = async (more: Parameters<typeof startTestPortal>[0] = {}) => {
    const clock = { at: new Date('2026-11-24T01:00:00.000Z') };
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: () => clock.at, ...more });
    const myTips = async (token: string) =>
      (await portal.ask(`Bearer ${token}`, 'GET', '/api/me/tips')).status;
    return { portal, place, clock, myTips };
  };

  test('gives a session of our own, which opens what is mine', async () => {
    const { portal, clock, myTips } = await start();

    const session = await portal.signIn('lan');

    expect(session.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(Date.parse(session.expiresAt) - clock.at.getTime()).toBe(limits.sessionHoursMax * hourMs);
    expect(await myTips(session.token)).toBe(200);
    expect((await portal.signIn('lan')).token).not.toBe(session.token);
  });

  test('ends after twelve hours, or after two without use', async () => {
    const { portal, clock, myTips } = await start();
    const used = await portal.signIn('lan');
    const unused = await portal.signIn('lan');

    for (let minutes = 0; minutes < limits.sessionHoursMax * 60 - 30; minutes += 30) {
      expect(await myTips(used.token), `${minutes} minutes`).toBe(200);
      clock.at = new Date(clock.at.getTime() + 30 * minuteMs);
    }
    expect(await myTips(unused.token)).toBe(401);
    expect(await myTips(used.token)).toBe(200);
    clock.at = new Date(Date.parse(used.expiresAt));
    expect(await myTips(used.token)).toBe(401);
  });

  test('twenty times at once is one person, and more than ten sessions end the oldest', async () => {
    const { portal, place, clock, myTips } = await start();
    await Promise.all(Array.from({ length: 20 }, () => portal.signIn('lan')));
    const sessions: Session[] = [];
    for (let index = 0; index < 11; index += 1) {
      clock.at = new Date(clock.at.getTime() + 1_000);
      sessions.push(await portal.signIn('lan'));
    }
    const statuses = await Promise.all(sessions.map(({ token }) => myTips(token)));

    expect(statuses).toEqual([401, ...Array.from({ length: 10 }, () => 200)]);
    const database = openDatabase(place);
    expect(await database.kysely.selectFrom('citizens').select('id').execute()).toHaveLength(1);
    expect(await database.kysely.selectFrom('citizen_sessions').selectAll().execute()).toHaveLength(10);
    await database.close();
  });

  test('keeps of Zalo nothing that could be read: no id, no name, no token', async () => {
    const lines: string[] = [];
    const { portal, place } = await start({ log: (line) => lines.push(line) });
    const accessToken = await portal.accessToken('ZEBRA-CITIZEN');
    const answer = await portal.ask(null, 'POST', '/api/session', { zaloAccessToken: accessToken });
    const { token } = (await answer.json()) as Session;
    expect((await portal.ask(`Bearer ${token}`, 'GET', '/api/me/tips')).status).toBe(200);
    const known = knownToZalo(place.dataDir, 'ZEBRA-CITIZEN');
    expect(known.length).toBeGreaterThanOrEqual(3);
    await portal.stop();

    const stored = await dumpStore(place);
    expect(stored).toContain('citizen_sessions');
    for (const secret of ['ZEBRA', accessToken, token, ...known]) {
      expect(stored, secret).not.toContain(secret);
      expect(lines.join('\n'), secret).not.toContain(secret);
    }
  });

  test('goes on, also for those who signed in before, when the keys change', async () => {
    const zalo = await startSandbox();
    const database = await engine.open();
    const withKeys = (...keys: string[]) =>
      createCitizenService({
        database,
        findStaff: async () => null,
        keys: parseSecretKeys(keys.join(',')),
        graph: createGraphClient({
          appSecret: zalo.sandbox.credentials.appSecret,
          baseUrl: zalo.bases.graph,
        }),
        logger: pino({ level: 'silent' }),
        now: () => zalo.clock.at,
      });
    const signIn = async (citizens: ReturnType<typeof withKeys>) =>
      citizens.signIn({
        zaloAccessToken: textAt(await zalo.tool('mini-app-tokens', { user: 'an', kind: 'access' }), 'token'),
      });
    const before = await signIn(withKeys(key('k1', 1)));
    const id = await withKeys(key('k1', 1)).findCitizen(before.token);

    const both = withKeys(key('k2', 2), key('k1', 1));
    expect(await both.findCitizen(before.token)).toBe(id);
    const after = await signIn(both);

    // Signing in brought the person to the new key: the old one can go.
    const onlyNew = withKeys(key('k2', 2));
    expect(await onlyNew.findCitizen(after.token)).toBe(id);
    expect(await onlyNew.findCitizen((await signIn(onlyNew)).token)).toBe(id);
    await expect(onlyNew.findCitizen(before.token)).rejects.toMatchObject({ code: 'unauthenticated' });
    await zalo.stop();
  });

  test('sweeps sessions that are over, and no others', async () => {
    const { portal, place, clock, myTips } = await start();
    await portal.signIn('lan');
    clock.at = new Date(clock.at.getTime() + limits.sessionIdleMinutesMax * minuteMs);
    const fresh = await portal.signIn('minh');
    const database = openDatabase(place);
    const citizens = createCitizenService({
      database,
      findStaff: async () => null,
      keys: parseSecretKeys(key('k1', 1)),
      graph: createGraphClient({ appSecret: 'unused', baseUrl: portal.origin }),
      logger: pino({ level: 'silent' }),
      now: () => clock.at,
    });

    expect(await citizens.sweepSessions(clock.at)).toBe(1);

    expect(await myTips(fresh.token)).toBe(200);
    await database.close();
  });

  if (!engine.showsTheRest) return;

  test('refuses a token that Zalo does not take, and asks for another', async () => {
    const { portal } = await start();
    const answer = await portal.ask(null, 'POST', '/api/session', { zaloAccessToken: 'not-a-token' });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({
      code: 'unauthenticated',
      issues: [{ path: ['zaloAccessToken'] }],
    });
  });

  test('says that Zalo is away when it is, and takes the same token afterwards', async () => {
    const { portal } = await start();
    const zaloAccessToken = await portal.accessToken('lan');
    await portal.setFault('outage');
    const away = await portal.ask(null, 'POST', '/api/session', { zaloAccessToken });
    expect(away.status).toBe(503);
    expect(away.headers.get('retry-after')).toBe('5');
    expect(((await away.json()) as Problem).code).toBe('zalo_unavailable');

    await portal.setFault('none');
    expect((await portal.ask(null, 'POST', '/api/session', { zaloAccessToken })).status).toBe(200);
  });

  test('tells the administrator, not the citizen, when our own secret is wrong', async () => {
    const zalo = await startSandbox();
    const lines: string[] = [];
    const database = await engine.open();
    const citizens = createCitizenService({
      database,
      findStaff: async () => null,
      keys: parseSecretKeys(key('k1', 1)),
      graph: createGraphClient({ appSecret: 'wrong', baseUrl: zalo.bases.graph }),
      logger: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
      now: () => zalo.clock.at,
    });
    const zaloAccessToken = textAt(
      await zalo.tool('mini-app-tokens', { user: 'an', kind: 'access' }),
      'token',
    );

    await expect(citizens.signIn({ zaloAccessToken })).rejects.toMatchObject({ code: 'zalo_unavailable' });

    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 50, reason: 'zalo -242' }]);
    await zalo.stop();
  });
});

test('signing in without what Zalo gave names the field in Vietnamese', async () => {
  const portal = await startTestPortal();
  for (const body of [{}, { zaloAccessToken: '' }, { zaloAccessToken: 'có dấu' }, { zaloAccessToken: 1 }]) {
    const answer = await portal.ask(null, 'POST', '/api/session', body);
    const problem = (await answer.json()) as Problem;
    expect([answer.status, problem.code]).toEqual([400, 'invalid_input']);
    expect(problem.issues?.[0]?.path).toEqual(['zaloAccessToken']);
    expect(problem.issues?.[0]?.message).toMatch(/[à-ỹđ]/i);
  }
});
