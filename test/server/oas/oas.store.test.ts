import { describe, expect, test } from 'vitest';
import type { ConsentLink, StaffOa, StaffOas } from '#contract/oas.ts';
import { consentTo } from '../../support/consent.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { actAtOa, changeOa, hourMs, movableClock, patience } from '../../support/forwarding.ts';
import { startTestPortal, type TestPortal } from '../../support/portal.ts';

const unit = 'tay-thanh';
const admin = staffKey('admin', 'ca-quan');

async function oasOf(portal: TestPortal, authorization = admin): Promise<StaffOas> {
  return (await (await portal.ask(authorization, 'GET', '/api/staff/oas')).json()) as StaffOas;
}
async function oaOf(portal: TestPortal, unitId = unit): Promise<StaffOa | undefined> {
  return (await oasOf(portal)).items.find((item) => item.unit.id === unitId);
}
async function makeLink(portal: TestPortal, body: object = {}, unitId = unit): Promise<ConsentLink> {
  const made = await portal.ask(admin, 'POST', `/api/staff/oas/${unitId}/consent-link`, body);
  expect(made.status).toBe(201);
  return (await made.json()) as ConsentLink;
}
/** Opens the link, chooses the OA and presses a button; where Zalo then sends the person. */
async function consent(link: ConsentLink, oaId: string, answer: 'yes' | 'no' = 'yes'): Promise<string> {
  const page = await fetch(link.url);
  expect(await page.text()).toContain('Cho phép ứng dụng dùng OA');
  return await consentTo(link.url, oaId, answer);
}
async function returnTo(address: string) {
  const response = await fetch(address);
  const html = await response.text();
  return {
    status: response.status,
    heading: /<h1>([^<]*)<\/h1>/.exec(html)?.[1],
    html,
    headers: response.headers,
  };
}

describe.each(testDatabases)('the units’ OAs, on $engine', (engine) => {
  const start = async (now?: () => Date) => {
    const place = await engine.emptyPlace();
    const portal = await startTestPortal({ place, ...(now ? { now } : {}) });
    const oaIds = new Map((await portal.portal()).units.map(({ id, oaId }) => [id, oaId ?? '']));
    return { portal, oaIdOf: (id: string) => oaIds.get(id) ?? '' };
  };

  test('are listed with what they are, what they can do and how they stand, in one’s reach alone', async () => {
    const { portal, oaIdOf } = await start();
    const all = await oasOf(portal);
    expect(all.items).toHaveLength(18);
    expect(all).toMatchObject({ nextCursor: null, silentAfterHours: 24 });
    expect(all.items.find((item) => item.unit.id === unit)).toMatchObject({
      state: 'connected',
      reason: null,
      oa: {
        id: oaIdOf(unit),
        name: 'Công an phường Tây Thạnh',
        type: 'state_agency',
        isVerified: true,
        package: { name: 'Tăng trưởng' },
      },
      groups: { duty: true, sos: true },
      sendsBy: { group: 'v3', chat: 'v3' },
      isSilent: false,
    });
    for (const role of ['officer', 'commander', 'admin'] as const) {
      const own = await oasOf(portal, staffKey(role, unit));
      expect(own.items.map((item) => item.unit.id)).toEqual([unit]);
    }
    expect((await portal.ask(staffKey('editor', unit), 'GET', '/api/staff/oas')).status).toBe(403);
  });

  test('are connected by a link that somebody consents to, once, and say so on a page', async () => {
    const { portal, oaIdOf } = await start();
    const link = await makeLink(portal);
    expect(new URL(link.url).searchParams.get('redirect_uri')).toMatch(/\/oauth\/zalo-oa$/);
    const back = await consent(link, oaIdOf(unit));

    const page = await returnTo(back);
    expect([page.status, page.heading]).toEqual([200, 'Đã kết nối Zalo OA']);
    expect(page.html).toContain('Công an phường Tây Thạnh');
    expect(page.html).toContain('Đã thấy nhóm trực ban');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");

    expect(await returnTo(back)).toMatchObject({
      status: 400,
      heading: 'Liên kết này không còn dùng được',
    });
    expect((await oaOf(portal))?.state).toBe('connected');
  });

  test('go from connected to expiring, to needing a new consent, and back', async () => {
    const clock = movableClock();
    const { portal, oaIdOf } = await start(clock.now);
    const state = async () => (await oaOf(portal))?.state;
    expect(await state()).toBe('connected');
    clock.move(23 * hourMs);
    expect(await state()).toBe('expiring');
    // Somebody else has used the refresh token: the next message finds out.
    await consentElsewhere(portal, oaIdOf(unit));
    await portal.setFault('token-expired', unit);
    await actAtOa(portal, { unit, user: 'lan', event: 'follow' });
    clock.move(3 * hourMs);
    await sendSomething(portal);
    await expect.poll(state, patience).toBe('needs_reconnect');
    expect((await oaOf(portal))?.reason).toMatch(/^zalo/);
    await portal.setFault('none', unit);
    const back = await consent(await makeLink(portal), oaIdOf(unit));
    expect((await returnTo(back)).heading).toBe('Đã kết nối Zalo OA');
    expect(await state()).toBe('connected');
  });

  if (!engine.showsTheRest) return;

  test('are not connected by a link that was made up, is over, was replaced, or comes back without a code', async () => {
    const clock = movableClock();
    const { portal, oaIdOf } = await start(clock.now);
    const gone = 'Liên kết này không còn dùng được';
    for (const query of [
      '',
      '?state=x&code=y&oa_id=1',
      '?code=y&oa_id=1',
      `?state=${'a'.repeat(600)}&oa_id=<b>`,
    ]) {
      const page = await returnTo(`${portal.origin}/oauth/zalo-oa${query}`);
      expect([page.status, page.heading], query).toEqual([400, gone]);
    }
    const replaced = await consent(await makeLink(portal), oaIdOf(unit));
    const over = await consent(await makeLink(portal), oaIdOf(unit));
    expect((await returnTo(replaced)).heading).toBe(gone);
    clock.move(hourMs);
    expect((await returnTo(over)).heading).toBe(gone);
    const refused = await consent(await makeLink(portal), oaIdOf(unit), 'no');
    expect((await returnTo(refused)).heading).toBe('Chưa kết nối');
  });

  test('are not mixed up: another unit’s, or another than was meant, is told so and connects nothing', async () => {
    const { portal, oaIdOf } = await start();
    const taken = await consent(await makeLink(portal), oaIdOf('son-ky'));
    expect((await returnTo(taken)).heading).toBe('OA này đang thuộc đơn vị khác');
    const meant = await consent(await makeLink(portal, { oaId: '12345', replace: true }), oaIdOf(unit));
    expect((await returnTo(meant)).heading).toBe('Chưa đúng OA của đơn vị');
    // The address says one OA, the code is another's.
    const swapped = new URL(await consent(await makeLink(portal), oaIdOf('son-ky')));
    swapped.searchParams.set('oa_id', oaIdOf(unit));
    expect((await returnTo(swapped.href)).heading).toBe('Chưa đúng OA của đơn vị');
    expect(await oaOf(portal)).toMatchObject({ state: 'connected', oa: { id: oaIdOf(unit) } });
  });

  test('keep what they were when Zalo does not answer, and the link is used up', async () => {
    const { portal, oaIdOf } = await start();
    const back = await consent(await makeLink(portal), oaIdOf(unit));
    await portal.setFault('outage');
    expect((await returnTo(back)).heading).toBe('Chưa liên lạc được với Zalo');
    await portal.setFault('none');
    expect((await oaOf(portal))?.state).toBe('connected');
  });

  test('are linked by administrators of the unit or above, and of no other', async () => {
    const { portal } = await start();
    const ask = async (authorization: string, unitId: string, body: unknown = {}) =>
      (await portal.ask(authorization, 'POST', `/api/staff/oas/${unitId}/consent-link`, body)).status;
    expect(await ask(staffKey('admin', unit), unit)).toBe(201);
    expect(await ask(staffKey('commander', unit), unit)).toBe(403);
    expect(await ask(staffKey('admin', 'son-ky'), unit)).toBe(404);
    expect(await ask(staffKey('admin', unit), 'nowhere')).toBe(404);
    expect(await ask(staffKey('admin', unit), unit, { oaId: 'abc' })).toBe(400);
    expect(await ask(staffKey('admin', unit), unit, { extra: true })).toBe(400);
  });

  test('that Zalo has told nothing of for a day are silent, and /readyz warns of it and stays ready', async () => {
    const clock = movableClock();
    const { portal } = await start(clock.now);
    const readiness = async () =>
      (await (await fetch(`${portal.origin}/readyz`)).json()) as { warnings?: { oas?: string[] } };
    expect((await readiness()).warnings?.oas).toBeUndefined();
    clock.move(25 * hourMs);
    expect((await oaOf(portal))?.isSilent).toBe(true);
    const ready = await fetch(`${portal.origin}/readyz`);
    expect(ready.status).toBe(200);
    expect(((await ready.json()) as { warnings: { oas: string[] } }).warnings.oas).toContain(
      `${unit}: silent`,
    );
    await actAtOa(portal, { unit, user: 'lan', event: 'user_send_text', text: 'chào' });
    await expect.poll(async () => (await oaOf(portal))?.isSilent, patience).toBe(false);
    expect((await readiness()).warnings?.oas).not.toContain(`${unit}: silent`);
    expect((await oaOf(portal, 'son-ky'))?.isSilent).toBe(true);
  });

  test('whose group was not there yet say so on the page', async () => {
    const { portal, oaIdOf } = await start();
    await changeOa(portal, unit, { permissions: ['message'] });
    const back = await consent(await makeLink(portal), oaIdOf(unit));
    expect((await returnTo(back)).html).toContain('Chưa thấy nhóm trực ban');
  });
});

/** The OA's administrator consents for the same app somewhere else, which ends our tokens. */
async function consentElsewhere(portal: TestPortal, oaId: string): Promise<void> {
  const oauth = `${portal.origin}/sandbox/zalo/oauth/v4/oa`;
  const page = await fetch(`${oauth}/permission`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ oa_id: oaId, answer: 'yes' }),
  });
  const code = new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? '';
  await fetch(`${oauth}/access_token`, {
    method: 'POST',
    headers: { secret_key: 'appSecretForTests' },
    body: new URLSearchParams({ app_id: '360846524940903967', grant_type: 'authorization_code', code }),
  });
}

async function sendSomething(portal: TestPortal): Promise<void> {
  const consentVersion = (await portal.portal()).consent.version;
  const response = await portal.sendTip({
    kind: 'feedback',
    category: 'tieng-on',
    description: 'Loa kéo sau 23 giờ',
    place: { lat: 10.812798, lng: 106.622345, accuracyM: 15, address: '237 Tây Thạnh' },
    anonymous: true,
    photoIds: [],
    consentVersion,
  });
  expect(response.status).toBe(201);
}
