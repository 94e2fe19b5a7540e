import { describe, expect, test } from 'vitest';
import type { StaffDeliveries } from '#contract/staff.ts';
import { TipWebhook, type Webhook, type Webhooks } from '#contract/webhooks.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, staffKey } from '../../support/desk.ts';
import { dumpStore } from '../../support/dumps.ts';
import { openEventStream } from '../../support/event-stream.ts';
import { hourMs, movableClock, patience } from '../../support/forwarding.ts';
import { inTayThanh, noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';
import { registerSystem, startReceiver } from '../../support/webhook-receiver.ts';

const admin = staffKey('admin', 'tay-thanh');

describe.each(testDatabases)('a unit’s own system, on $engine', (engine) => {
  const start = async () => {
    const clock = movableClock();
    const place = await engine.place();
    const log: string[] = [];
    const portal = await startTestPortal({ place, now: clock.now, log: (line) => log.push(line) });
    const consentVersion = (await portal.portal()).consent.version;
    const send = async (changes: object = {}) =>
      readReceipt(await portal.sendTip({ ...noisyKaraoke({ consentVersion }), ...changes }));
    /** Taken up, so that no clock says anything of it. */
    const sendAndTakeUp = async () => {
      const { code } = await send();
      await deskOf(portal, 'officer', 'tay-thanh').do(code, 'acknowledge');
      return [code, code] as const;
    };
    const systemOf = async (id: string): Promise<Webhook | undefined> => {
      const response = await portal.ask(staffKey('admin', 'ca-quan'), 'GET', '/api/staff/webhooks');
      return ((await response.json()) as Webhooks).items.find((webhook) => webhook.id === id);
    };
    return { clock, place, portal, log, send, sendAndTakeUp, systemOf };
  };

  test('hears of a tip and of all that happens to it: once, in order, signed, and of nobody a word', async () => {
    const { place, portal, log, send } = await start();
    const ward = await startReceiver();
    const district = await startReceiver();
    const other = await startReceiver();
    const { id } = await registerSystem(portal, ward, { url: `${ward.url}/nhan?khoa=mat-khau-cua-phuong` });
    await registerSystem(portal, district, { unitId: 'ca-quan' });
    await registerSystem(portal, other, { unitId: 'son-ky' });
    const personal = {
      description: 'Anh Bảy số nhà 19 đánh bạc ăn tiền',
      contact: { name: 'Nguyễn Thị Mách', phone: '0987654321' },
      place: { ...inTayThanh, address: 'hẻm 237 Tây Thạnh' },
    };
    const { code, receipt } = await send({ ...personal, kind: 'crime', anonymous: false });
    const officer = deskOf(portal, 'officer', 'tay-thanh');
    await officer.do(code, 'acknowledge');
    await officer.do(code, 'ask', { text: 'Xin cho biết giờ giấc' });
    const more = { text: 'Khoảng 22 giờ', photoIds: [] };
    await portal.ask(`Receipt ${receipt}`, 'POST', `/api/tips/${code}/messages`, more);
    await officer.do(code, 'draft-reply', { text: 'Đã lập biên bản' });
    await deskOf(portal, 'commander', 'tay-thanh').do(code, 'approve-reply');
    await officer.do(code, 'transfer', { unitId: 'son-ky', reason: 'Gần chợ' }).catch(() => {});
    await portal.ask(`Receipt ${receipt}`, 'POST', `/api/tips/${code}/reopen`, { reason: 'Vẫn còn' });
    await officer.do(code, 'transfer', { unitId: 'son-ky', reason: 'Gần chợ' });

    const changes = [
      'acknowledged',
      'asked',
      'message_citizen',
      'reply_drafted',
      'answered',
      'reopened',
      'transferred',
    ];
    const whole = [
      'tip.received received 1',
      ...changes.map((change, index) => `tip.changed ${change} ${index + 2}`),
    ];
    for (const receiver of [ward, district]) {
      await expect.poll(receiver.told, patience).toEqual(whole);
      expect(new Set(receiver.heard.map(({ id: message }) => message)).size).toBe(whole.length);
      for (const { isSigned, signatures, atSeconds, event } of receiver.heard) {
        expect([isSigned, signatures]).toEqual([true, 1]);
        expect(Math.abs(atSeconds - Date.now() / 1_000)).toBeLessThan(300);
        expect(TipWebhook.strict().parse(event)).toEqual(event);
      }
    }
    // To the unit that got it only now it is new, whatever its history.
    await expect.poll(other.told, patience).toEqual(['tip.received transferred 8']);

    const [first] = ward.heard;
    expect(first?.event).toMatchObject({
      type: 'tip.received',
      data: {
        code,
        unit: { id: 'tay-thanh' },
        kind: 'crime',
        category: 'tieng-on',
        status: 'received',
        restricted: false,
        link: `${portal.origin.replace('127.0.0.1', 'localhost')}/desk/tips/${code}`,
      },
    });
    expect(first?.event.data.lawDueAt).toMatch(/T16:59:59/);
    const told = [...ward.heard, ...district.heard, ...other.heard].map(({ body }) => body).join('\n');
    const words = [
      'Anh Bảy',
      'Mách',
      '0987654321',
      'hẻm 237',
      '10.81',
      '106.62',
      'biên bản',
      'Gần chợ',
      '22 giờ',
    ];
    for (const part of words) expect(told).not.toContain(part);

    await portal.stop();
    const left = `${await dumpStore(place)}\n${log.join('\n')}`;
    expect(left).toContain(id);
    for (const secret of ['whsec_', 'mat-khau-cua-phuong']) expect(left).not.toContain(secret);
  });

  test('that takes nothing for three days is told nothing any more, which commanders hear, until it is enabled', async () => {
    const { clock, portal, send, sendAndTakeUp, systemOf } = await start();
    const receiver = await startReceiver((response) => response.writeHead(503).end());
    const { id } = await registerSystem(portal, receiver);
    const commander = staffKey('commander', 'tay-thanh');
    const [own, foreign] = await Promise.all(
      [commander, staffKey('commander', 'son-ky')].map((Authorization) =>
        openEventStream(`${portal.origin}/api/staff/events`, { Authorization }),
      ),
    );
    const codes = await sendAndTakeUp();
    await expect.poll(() => receiver.heard.length, patience).toBeGreaterThan(0);
    await expect.poll(async () => (await systemOf(id))?.failingSince, patience).not.toBeNull();
    clock.move(73 * hourMs);

    await expect
      .poll(() => systemOf(id), patience)
      .toMatchObject({ state: 'disabled', disabledBecause: 'failing', waiting: 0, parked: 2 });
    const disabled = (events: typeof own) =>
      events?.events.filter(({ kind }) => kind === 'webhook.disabled').map(({ data }) => data);
    await expect.poll(() => disabled(own), patience).toEqual([{ id, unitId: 'tay-thanh' }]);
    expect(disabled(foreign)).toEqual([]);
    const parked = await portal.ask(admin, 'GET', '/api/staff/deliveries?state=parked');
    expect(((await parked.json()) as StaffDeliveries).items.slice(0, 2)).toMatchObject(
      codes.map((code) => ({ code, topic: 'webhook.tip', reason: 'webhook: disabled' })),
    );
    // What happens while nobody listens is not kept.
    await send();
    expect(await systemOf(id)).toMatchObject({ waiting: 0, parked: 2 });

    receiver.answer((response) => response.writeHead(204).end());
    const before = receiver.heard.length;
    expect((await portal.ask(admin, 'POST', `/api/staff/webhooks/${id}/enable`, {})).status).toBe(200);
    await expect.poll(() => receiver.codes().slice(before), patience).toEqual(codes);
    expect(await systemOf(id)).toMatchObject({ state: 'active', parked: 0 });
  });

  if (!engine.showsTheRest) return;

  test('that fails, hangs up or sends elsewhere is told again with the same id, and holds up nobody else', async () => {
    const { clock, portal, sendAndTakeUp, systemOf } = await start();
    const dead = await startReceiver();
    const well = await startReceiver();
    const { id } = await registerSystem(portal, dead);
    await registerSystem(portal, well);
    let tries = 0;
    dead.answer((response, _, request) => {
      tries += 1;
      if (tries % 3 === 0) request.socket.destroy();
      else if (tries % 3 === 1) response.writeHead(500).end('x'.repeat(100_000));
      else response.writeHead(302, { Location: well.url }).end();
    });
    const codes = [...(await sendAndTakeUp()), ...(await sendAndTakeUp())];

    await expect.poll(well.codes, patience).toEqual(codes);
    for (let done = 1; done <= 4; done += 1) {
      await expect.poll(() => tries, patience).toBeGreaterThanOrEqual(done);
      clock.move(60_000);
    }
    await expect.poll(() => tries, patience).toBeGreaterThan(4);
    expect(new Set(dead.codes())).toEqual(new Set([codes[0]]));
    expect(new Set(dead.heard.map((received) => received.id)).size).toBe(1);
    expect(new Set(dead.heard.map(({ atSeconds }) => atSeconds)).size).toBeGreaterThan(1);
    expect(new Set(dead.heard.map(({ body }) => body)).size).toBe(1);
    expect(await systemOf(id)).toMatchObject({ state: 'active', waiting: 4, parked: 0, lastSuccessAt: null });
    expect((await systemOf(id))?.lastFailure).toMatch(/^(http 500|http 302|connection)$/);

    dead.answer((response) => response.writeHead(200).end('ok'));
    clock.move(hourMs);
    await expect.poll(() => dead.told().length, patience).toBe(4);
    expect(dead.codes().slice(-4)).toEqual(codes);
    expect(dead.heard.every(({ isSigned }) => isSigned)).toBe(true);
    expect(well.heard).toHaveLength(4);
    await expect
      .poll(() => systemOf(id), patience)
      .toMatchObject({ waiting: 0, parked: 0, failingSince: null });
  });

  test('that is switched off is told nothing, and is forgotten with all that waits for it', async () => {
    const { portal, send, systemOf } = await start();
    const receiver = await startReceiver((response) => response.writeHead(500).end());
    const { id } = await registerSystem(portal, receiver);
    await send();
    await expect.poll(() => receiver.heard.length, patience).toBeGreaterThan(0);
    const off = await portal.ask(admin, 'POST', `/api/staff/webhooks/${id}/disable`, {});
    expect(await off.json()).toMatchObject({ state: 'disabled', disabledBecause: 'person' });
    const pendingOf = async () => {
      const found = await systemOf(id);
      return [found?.waiting, found?.parked];
    };
    await expect.poll(pendingOf, patience).toEqual([0, 1]);
    await send();
    expect(await pendingOf()).toEqual([0, 1]);

    expect((await portal.ask(admin, 'DELETE', `/api/staff/webhooks/${id}`)).status).toBe(204);
    expect(await systemOf(id)).toBeUndefined();
    const rest = await portal.ask(admin, 'GET', '/api/staff/deliveries?state=parked');
    expect(await rest.text()).not.toContain('webhook');
  });

  test('hears of restricted tips only where its unit has them and asked for it, and then only that there is one', async () => {
    const { portal, send } = await start();
    const ward = await startReceiver();
    const silentWard = await startReceiver();
    const district = await startReceiver();
    await registerSystem(portal, ward, { restricted: true });
    await registerSystem(portal, silentWard);
    await registerSystem(portal, district, { unitId: 'ca-quan', restricted: true });
    const complaint = await send({ category: 'phan-anh-can-bo', kind: 'crime' });
    const child = await send({ category: 'xam-hai-tre-em', kind: 'crime' });
    const plain = await send();
    // It turns out to be about the ward's own officers: the ward hears nothing any more.
    await deskOf(portal, 'officer', 'tay-thanh').do(plain.code, 'reclassify', {
      category: 'phan-anh-can-bo',
      reason: 'Nói về cán bộ',
    });
    const last = await send();

    await expect.poll(ward.codes, patience).toEqual([child.code, plain.code, last.code]);
    await expect.poll(silentWard.codes, patience).toEqual([plain.code, last.code]);
    await expect
      .poll(district.codes, patience)
      .toEqual([complaint.code, child.code, plain.code, plain.code, last.code]);
    const restricted = [...ward.heard, ...district.heard].filter(({ event }) => event.data.restricted);
    expect(restricted).toHaveLength(4);
    for (const { body, event } of restricted) {
      expect(event.data).toMatchObject({ kind: null, category: null, lawDueAt: null });
      for (const part of ['phan-anh-can-bo', 'xam-hai', 'crime']) expect(body).not.toContain(part);
    }
  });
});
