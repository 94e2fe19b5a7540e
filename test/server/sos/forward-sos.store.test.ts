import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import type { SosView } from '#contract/sos.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { openEventStream } from '../../support/event-stream.ts';
import { actAtOa, changeOa, movableClock, patience } from '../../support/forwarding.ts';
import { startTestPortal } from '../../support/portal.ts';
import { deepInTayThanh, sosDeskWith, sosOf } from '../../support/sos.ts';

const unit = 'tay-thanh';
const minuteMs = 60_000;
/** Longer than messages about changes gather. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 4_500));

describe.each(testDatabases)('what officers hear of an alert, on $engine', (engine) => {
  const start = async () => {
    const clock = movableClock();
    const portal = await startTestPortal({ place: await engine.place(), now: clock.now });
    const sos = sosOf(portal);
    const titles = async (code: string, where = unit) =>
      (await sos.heard(where, { code })).map((text) =>
        text.split('\n')[0]?.replace(/ ·? ?\d\d:\d\d:\d\d$/, ''),
      );
    const isForwarded = async (receipt: { id: string; receipt: string }) =>
      expect.poll(async () => (await sos.view(receipt)).forwardedAt, patience).not.toBeNull();
    return { clock, portal, sos, titles, isForwarded };
  };

  test('the first message waits for no place; twenty better ones are one more message, and then a far move', async () => {
    const { clock, sos, titles, isForwarded } = await start();
    const receipt = await sos.send({ unitId: unit });
    await isForwarded(receipt);
    for (let nr = 0; nr < 20; nr += 1) {
      const fix = { ...deepInTayThanh, lat: 10.8128 + nr * 1e-6, accuracyM: 400 / (nr + 1) };
      const at = new Date(clock.now().getTime() - 1_000 + nr).toISOString();
      const answer = await sos.try(receipt, 'positions', { fixes: [{ ...fix, at }] });
      expect(answer.status).toBe(201);
    }
    await expect.poll(() => titles(receipt.code), patience).toHaveLength(2);
    await settle();
    expect(await titles(receipt.code)).toEqual([`KHẨN CẤP ${receipt.code}`, `${receipt.code} · CẬP NHẬT`]);
    const [first, second] = await sos.heard(unit, receipt);
    expect(first).toContain('Chưa có vị trí');
    expect(second).toMatch(/Vị trí: 10\.812819,106\.622345 \(±20 m/);

    // Half a kilometre on, and only once the group may hear again.
    const far = { lat: deepInTayThanh.lat + 0.0045, lng: deepInTayThanh.lng, accuracyM: 10 };
    await sos.try(receipt, 'positions', { fixes: [{ ...far, at: clock.now().toISOString() }] });
    await settle();
    expect(await titles(receipt.code)).toHaveLength(2);
    clock.move(minuteMs);
    await expect.poll(() => sos.heard(unit, receipt), patience).toHaveLength(4);
    const view = await sos.view(receipt);
    expect(view.place?.lat).toBeCloseTo(far.lat, 6);
    expect(view.climbs.map(({ step }) => step)).toEqual(['commander']);
  });

  test('with Zalo off the sender reads “stored”, the desk has it, and the group gets it when Zalo is back', async () => {
    const { portal, sos, isForwarded } = await start();
    await portal.setFault('outage');
    const receipt = await sos.send();
    const stream = await openEventStream(`${portal.origin}/api/sos/${receipt.id}/events`, {
      Authorization: `Receipt ${receipt.receipt}`,
    });
    await settle();
    expect(await sos.view(receipt)).toMatchObject({ status: 'stored', forwardedAt: null, forwardedTo: [] });
    expect((await sosDeskWith(portal, staffKey('officer', unit)).list()).items).toMatchObject([
      { id: receipt.id, status: 'stored' },
    ]);
    await portal.setFault('none');
    await isForwarded(receipt);
    const texts = await sos.heard(unit, receipt);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^KHẨN CẤP .*\(gửi lại\)\n/);
    // The same standing may be told twice: what was committed as the stream opened is in its first word and follows it.
    const told = () => stream.events.map(({ kind, data }) => `${kind} ${data.status}`);
    await expect
      .poll(() => told().filter((one, index, all) => one !== all[index - 1]), patience)
      .toEqual(['sos stored', 'sos forwarded']);
    await stream.close();
  });

  if (!engine.showsTheRest) return;

  test('what the sender adds reaches the group, with a phone and a situation, as one message', async () => {
    const { sos, isForwarded } = await start();
    const receipt = await sos.send();
    await isForwarded(receipt);
    const key = randomUUID();
    const added = await Promise.all([
      sos.try(receipt, 'updates', { situation: 'fire' }),
      sos.try(receipt, 'updates', { phone: '0987 654 321' }, key),
      sos.try(receipt, 'updates', { phone: '0987 654 321' }, key),
    ]);
    expect(added.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(((await added[0].json()) as SosView).situation).toBe('fire');
    await expect.poll(() => sos.heard(unit, receipt), patience).toHaveLength(2);
    await settle();
    const [, update, ...more] = await sos.heard(unit, receipt);
    expect(update).toContain('Cháy, nổ');
    expect(update).toContain('Gọi lại: 0987654321');
    expect(more).toEqual([]);
  });

  test('who moves into another ward is that ward’s as well, and theirs to call', async () => {
    const { portal, sos, isForwarded } = await start();
    const receipt = await sos.send({ unitId: 'hoa-thanh' });
    await isForwarded(receipt);
    const at = new Date().toISOString();
    await sos.try(receipt, 'positions', { fixes: [{ ...deepInTayThanh, at }] });
    await expect.poll(() => sos.heard(unit, receipt), patience).toHaveLength(1);
    expect(await sos.view(receipt)).toMatchObject({ unit: { id: unit }, otherUnits: [{ id: 'hoa-thanh' }] });
    for (const each of [unit, 'hoa-thanh'])
      expect((await sosDeskWith(portal, staffKey('officer', each)).list()).items).toHaveLength(1);
  });

  test('taken back by its sender, the group is told, nothing climbs, and an officer may come in spite of it', async () => {
    const { clock, portal, sos, titles, isForwarded } = await start();
    const receipt = await sos.send({ place: deepInTayThanh, phone: '0912345678' });
    await isForwarded(receipt);
    for (let nr = 0; nr < 2; nr += 1) {
      const answer = await sos.try(receipt, 'cancel');
      expect(((await answer.json()) as SosView).status).toBe('cancelled');
    }
    await expect.poll(() => titles(receipt.code), patience).toHaveLength(2);
    expect((await sos.heard(unit, receipt))[1]).toMatch(
      /NGƯỜI GỬI HỦY[\s\S]*Đề nghị vẫn liên hệ[\s\S]*Gọi lại: 0912345678/,
    );
    const late = await sos.try(receipt, 'positions', {
      fixes: [{ ...deepInTayThanh, at: clock.now().toISOString() }],
    });
    expect(((await late.json()) as Problem).code).toBe('sos_closed');
    clock.move(10 * minuteMs);
    await settle();
    expect(await titles(receipt.code)).toHaveLength(2);
    const desk = sosDeskWith(portal, staffKey('officer', unit));
    expect((await desk.alert(receipt.id)).can).toEqual({ acknowledge: false, dispatch: true, close: true });
    expect((await desk.do(receipt.id, 'dispatch')).status).toBe('dispatched');
  });

  test('an answer of Zalo that was lost costs no alert, and at most one message that says it is sent again', async () => {
    const { portal, sos, titles, isForwarded } = await start();
    await portal.setFault('lost-answer', unit);
    const receipt = await sos.send();
    await expect.poll(() => titles(receipt.code), patience).not.toHaveLength(0);
    await portal.setFault('none', unit);
    await isForwarded(receipt);
    const texts = await sos.heard(unit, receipt);
    const first = texts.filter((text) => text.startsWith('KHẨN CẤP') && !text.includes('(gửi lại)'));
    expect(first.length).toBeLessThanOrEqual(1);
  });

  test('“đã nhận” in the SOS group takes it up, and its sender reads it as it happens', async () => {
    const { portal, sos, isForwarded } = await start();
    const receipt = await sos.send();
    const stream = await openEventStream(`${portal.origin}/api/sos/${receipt.id}/events`, {
      Authorization: `Receipt ${receipt.receipt}`,
    });
    await isForwarded(receipt);
    const message = (await portal.messages(unit)).find(({ text }) => text.includes(receipt.code));
    await actAtOa(portal, {
      ...{ unit, user: `truc-ban-1:${unit}`, event: 'user_send_group_text', group: 'sos' },
      ...{ text: 'đã nhận', quoteMessageId: message?.id ?? '' },
    });
    await expect.poll(() => stream.events.at(-1)?.data.status, patience).toBe('acknowledged');
    const view = stream.events.at(-1)?.data;
    expect(view).toMatchObject({ acknowledgedBy: { id: unit } });
    expect(JSON.stringify(stream.events)).not.toContain('sandbox:');
    expect(stream.events.map(({ data }) => data.version)).toEqual(
      stream.events.map(({ data }) => Number(data.version)).toSorted((a, b) => a - b),
    );
    await settle();
    // Who said so in the group need not be told there.
    expect(await sos.heard(unit, receipt)).toHaveLength(1);
    const desk = await sosDeskWith(portal, staffKey('officer', unit)).alert(receipt.id);
    expect(desk.acknowledgedBy).toEqual({
      unit: { id: unit, name: 'Công an phường Tây Thạnh' },
      staff: null,
    });
    await stream.close();
  });

  test('a unit whose group is gone is skipped: the unit above has it, and its sender reads who really has it', async () => {
    const { portal, sos, isForwarded } = await start();
    await changeOa(portal, unit, { groupDisabled: true });
    const receipt = await sos.send();
    await isForwarded(receipt);
    expect((await sos.view(receipt)).forwardedTo.map((each) => each.unit.id)).toEqual(['ca-quan']);
    expect((await sos.heard('ca-quan', receipt))[0]).toContain(
      'Chuyển từ Công an phường Tây Thạnh: nhóm của đơn vị chưa nhận được',
    );
  });
});
