import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import type { SosReceipt } from '#contract/sos.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { patience } from '../../support/forwarding.ts';
import { startTestPortal } from '../../support/portal.ts';
import { deepInTayThanh, sosDeskWith, sosOf } from '../../support/sos.ts';

describe.each(testDatabases)('an alert, on $engine', (engine) => {
  test('is stored, in the ward’s SOS group, on the desk and taken up, and its sender reads each step', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const sos = sosOf(portal);
    const receipt = await sos.send({
      place: { ...deepInTayThanh, address: '237 Tây Thạnh' },
      phone: '+84 912 345 678',
      situation: 'robbery',
      text: 'Nó đang ở cửa sau [@group]',
    });
    expect(receipt).toMatchObject({
      unit: { id: 'tay-thanh' },
      otherUnits: [],
      status: 'stored',
      code: `SOS-${receipt.id.slice(-6).toUpperCase()}`,
    });
    expect(receipt.hotlines[0]?.phone).toBeTruthy();
    expect(Date.parse(receipt.acknowledgeBy) - Date.parse(receipt.createdAt)).toBe(60_000);

    await expect.poll(() => sos.heard('tay-thanh', receipt), patience).toHaveLength(1);
    const [text = ''] = await sos.heard('tay-thanh', receipt);
    const [title, ...lines] = text.split('\n');
    expect(title).toMatch(new RegExp(`^KHẨN CẤP ${receipt.code} · \\d\\d:\\d\\d:\\d\\d$`));
    expect(lines).toEqual([
      'Bị cướp, trộm',
      'Nơi: 237 Tây Thạnh',
      expect.stringMatching(/^Vị trí: 10\.812798,106\.622345 \(±15 m, đo lúc \d\d:\d\d\)$/),
      'Gọi lại: 0912345678',
      'Lời nhắn: Nó đang ở cửa sau',
      `Nhận tin: trích dẫn tin này, trả lời “đã nhận”, hoặc mở bàn trực: ${new URL(portal.origin).origin.replace('127.0.0.1', 'localhost')}/desk/sos/${receipt.id}`,
    ]);
    expect(text).not.toContain('google');
    expect(text).not.toContain('@');

    await expect.poll(async () => (await sos.view(receipt)).status, patience).toBe('forwarded');
    const forwarded = await sos.view(receipt);
    expect(forwarded.forwardedTo).toEqual([
      { unit: { id: 'tay-thanh', name: 'Công an phường Tây Thạnh' }, at: forwarded.forwardedAt },
    ]);
    expect(forwarded.can).toEqual({ cancel: true, sendPositions: true, update: true });

    const desk = sosDeskWith(portal, staffKey('officer', 'tay-thanh'));
    expect((await desk.list()).items).toMatchObject([
      {
        id: receipt.id,
        open: true,
        status: 'forwarded',
        phone: '0912345678',
        address: '237 Tây Thạnh',
        text: 'Nó đang ở cửa sau [@group]',
        place: { lat: 10.812798 },
        can: { acknowledge: true, dispatch: true, close: true },
      },
    ]);
    await desk.do(receipt.id, 'acknowledge');
    const again = await sosDeskWith(portal, staffKey('commander', 'tay-thanh')).do(receipt.id, 'acknowledge');
    expect(again.acknowledgedBy).toMatchObject({
      unit: { id: 'tay-thanh' },
      staff: { id: 'sandbox:officer:tay-thanh' },
    });
    await desk.do(receipt.id, 'dispatch', { note: 'Tổ 2 đang tới' });
    const dispatched = await sos.view(receipt);
    expect(dispatched.status).toBe('dispatched');
    expect(dispatched.acknowledgedBy).toEqual({ id: 'tay-thanh', name: 'Công an phường Tây Thạnh' });
    expect(JSON.stringify(dispatched)).not.toContain('Tổ 2');
    expect(await problemOf(await sos.try(receipt, 'cancel'))).toBe('sos_dispatched');

    const closed = await desk.do(receipt.id, 'close', { reason: 'resolved' });
    expect(closed.history.map(({ event, actor }) => `${event} ${actor}`)).toEqual([
      'created citizen',
      'forwarded outbox',
      'acknowledged unit',
      'dispatched unit',
      'closed unit',
    ]);
    expect(closed.history[3]?.text).toBe('Tổ 2 đang tới');
    expect(await sos.view(receipt)).toMatchObject({
      status: 'closed',
      closeReason: 'resolved',
      can: { cancel: false, sendPositions: false, update: false },
    });
    await expect.poll(() => sos.heard('tay-thanh', receipt), patience).toHaveLength(3);
    expect((await sos.heard('tay-thanh', receipt)).map((said) => said.split('\n')[0])).toEqual([
      expect.stringContaining('KHẨN CẤP'),
      expect.stringContaining('ĐÃ CÓ NGƯỜI NHẬN'),
      expect.stringContaining('ĐÃ KẾT THÚC'),
    ]);
  });

  test('is one, whatever is pressed twice, retried after a lost answer or sent 50 times at once', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const sos = sosOf(portal);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => sos.post({ place: deepInTayThanh }, key)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    const receipt = JSON.parse(bodies[0] ?? '') as SosReceipt;
    await sosDeskWith(portal, staffKey('officer', 'tay-thanh')).do(receipt.id, 'acknowledge');
    // A reload hours later: the same receipt opens it, whatever has become of it.
    expect(await sos.send({ place: deepInTayThanh }, key)).toEqual(receipt);

    expect((await sosDeskWith(portal, staffKey('officer', 'ca-quan')).list()).items).toHaveLength(1);
    await expect.poll(() => sos.heard('tay-thanh', receipt), patience).not.toHaveLength(0);
    const first = (await sos.heard('tay-thanh', receipt)).filter((text) => text.includes('KHẨN CẤP'));
    expect(first).toHaveLength(1);
    expect(await problemOf(await sos.post({ situation: 'fire' }, key))).toBe('idempotency_conflict');
  });

  test('that cannot be read is a 4xx that names the field, and stores nothing', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const sos = sosOf(portal);
    const bad = [
      [{ place: { lat: 91, lng: 106 } }, ['place', 'lat']],
      [{ place: { lat: 10 } }, ['place', 'lat']],
      [{ place: { lat: 10, lng: 'x' } }, ['place', 'lng']],
      [{ phone: 'gọi tôi' }, ['phone']],
      [{ situation: 'boredom' }, ['situation']],
      [{ text: 'x'.repeat(501) }, ['text']],
      [{ more: 1 }, ['more']],
    ] as const;
    for (const [body, path] of bad) {
      const answer = await sos.post(body);
      expect(answer.status, JSON.stringify(body)).toBe(400);
      const problem = (await answer.json()) as Problem;
      expect(problem.code).toBe('invalid_input');
      expect(problem.issues?.[0]?.path).toEqual(path);
    }
    expect(await problemOf(await sos.post({}, 'no-uuid'))).toBe('idempotency_key_invalid');
    const receipt = await sos.send();
    const wrong = {
      id: receipt.id,
      receipt: receipt.receipt.replace(/^./, (first) => (first === 'Z' ? 'Y' : 'Z')),
    };
    expect(await problemOf(await sos.get(wrong))).toBe('sos_not_found');
    expect(await problemOf(await sos.get({ ...receipt, id: 'x' }))).toBe('sos_not_found');
    expect((await portal.ask(null, 'GET', `/api/sos/${receipt.id}`)).status).toBe(401);
    expect((await portal.ask(null, 'POST', `/api/sos/${receipt.id}/positions`, {})).status).toBe(401);
    expect((await sosDeskWith(portal, staffKey('officer', 'ca-quan')).list()).items).toHaveLength(1);
  });

  if (!engine.showsTheRest) return;

  test('is taken whatever little is known, and told to the unit at the top when nothing is', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const sos = sosOf(portal);
    const cases = [
      [{}, 'ca-quan'],
      [{ unitId: 'tay-thanh' }, 'tay-thanh'],
      [{ unitId: 'khong-co' }, 'ca-quan'],
      [{ unitId: null, place: null, phone: null, situation: null, text: null }, 'ca-quan'],
      [{ unitId: 'tay-thanh', place: { address: 'chợ' } }, 'tay-thanh'],
      // A QR code says where somebody once stood: the point says where they are.
      [{ unitId: 'hoa-thanh', place: deepInTayThanh }, 'tay-thanh'],
      [{ unitId: 'tay-thanh', place: { lat: 21.03, lng: 105.85, accuracyM: 20 } }, 'tay-thanh'],
      [{ place: { lat: 21.03, lng: 105.85, accuracyM: 20 } }, 'ca-quan'],
    ] as const;
    for (const [body, unitId] of cases)
      expect((await sos.send(body)).unit.id, JSON.stringify(body)).toBe(unitId);
    await expect.poll(() => portal.messages('ca-quan'), patience).toHaveLength(4);
    expect((await portal.messages('ca-quan'))[0]?.text).toContain('Chưa có vị trí, chưa rõ địa bàn.');
    await expect.poll(() => portal.messages('tay-thanh'), patience).toHaveLength(4);
    expect((await portal.messages('tay-thanh'))[0]?.text).toContain(
      'Chưa có vị trí. Địa bàn người gửi chọn: Công an phường Tây Thạnh.',
    );
  });

  test('near a border goes to both sides, each of which can take it up, and the other hears of it', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const sos = sosOf(portal);
    const border = await borderPoint(portal);
    const receipt = await sos.send({ place: { ...border.point, accuracyM: 10 } });
    const [one, other] = border.units;
    expect([receipt.unit.id, ...receipt.otherUnits.map(({ id }) => id)].toSorted()).toEqual(
      [one, other].toSorted(),
    );
    for (const unit of border.units)
      await expect.poll(() => sos.heard(unit, receipt), patience).toHaveLength(1);
    await expect.poll(async () => (await sos.view(receipt)).forwardedTo.length, patience).toBe(2);

    for (const unit of border.units) {
      const seen = await sosDeskWith(portal, staffKey('officer', unit)).list();
      expect(seen.items.map(({ id }) => id)).toEqual([receipt.id]);
    }
    expect((await sosDeskWith(portal, staffKey('officer', 'doi-csgt')).list()).items).toEqual([]);
    await sosDeskWith(portal, staffKey('officer', other)).do(receipt.id, 'acknowledge');
    await expect
      .poll(async () => (await sos.heard(one, receipt)).at(-1), patience)
      .toContain('ĐÃ CÓ NGƯỜI NHẬN');
  });

  test('of violence at home says in the group what and where, and its words only at the desk', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const sos = sosOf(portal);
    const receipt = await sos.send({
      place: { ...deepInTayThanh, address: 'Nhà số 7' },
      situation: 'domestic_violence',
      text: 'ZEBRA đang say',
    });
    await expect.poll(() => sos.heard('tay-thanh', receipt), patience).toHaveLength(1);
    const [text = ''] = await sos.heard('tay-thanh', receipt);
    expect(text).toContain('Bạo lực gia đình');
    expect(text).toContain('Nhà số 7');
    expect(text).toContain('không gọi lại');
    expect(text).not.toContain('ZEBRA');
    const desk = sosDeskWith(portal, staffKey('officer', 'tay-thanh'));
    expect((await desk.alert(receipt.id)).text).toBe('ZEBRA đang say');
  });
});

const problemOf = async (response: Response): Promise<string> => ((await response.json()) as Problem).code;

/** A point within metres of a border between two wards, found by asking along a line. */
async function borderPoint(portal: { origin: string }) {
  for (let lng = 106.6; lng < 106.65; lng += 0.0004) {
    const point = { lat: 10.79, lng: Number(lng.toFixed(6)) };
    const answer = await fetch(
      `${portal.origin}/api/units/locate?lat=${point.lat}&lng=${point.lng}&accuracy=10`,
    );
    const { certainty, candidates } = (await answer.json()) as {
      certainty: string;
      candidates: { unit: { id: string } }[];
    };
    const [one, other, third] = candidates.map(({ unit }) => unit.id);
    if (certainty === 'near_border' && one && other && !third)
      return { point, units: [one, other] as [string, string] };
  }
  throw new Error('no border on this line');
}
