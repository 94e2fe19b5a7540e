import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import { unitOf } from '../../support/desk.ts';
import {
  hourMs,
  insideOf,
  movableClock,
  orderOf,
  patience,
  sendSeveral,
  textsOf,
} from '../../support/forwarding.ts';
import { phonePhoto } from '../../support/photos.ts';
import { inTayThanh, noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

/** A point well inside Sơn Kỳ. */
const inSonKy = { lat: 10.80245, lng: 106.61545, accuracyM: 5 };

describe.each(testDatabases)('forwarding to the ward’s group, on $engine', (engine) => {
  // `slow` takes seconds of real time for each message.
  test.each([
    ['outage', 5],
    ['limit', 5],
    ['slow', 2],
    ['lost-answer', 3],
    ['token-expired', 5],
  ])('waits out a day of "%s" and then every tip is there once, in order', async (fault, count) => {
    const clock = movableClock();
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: clock.now });
    await portal.setFault(fault, 'tay-thanh');

    const before = await sendSeveral(portal, count);
    // Seen on the desk: the clock has nothing to add to what the group is sent.
    for (const code of before) await unitOf(portal).acknowledge(code);
    for (let hour = 0; hour < 24; hour += 8) {
      clock.move(8 * hourMs);
      await new Promise((resolve) => setTimeout(resolve, 1_100));
    }
    await portal.setFault('none');
    clock.move(10 * 60_000);
    const codes = [...before, ...(await sendSeveral(portal, 1))];

    await expect.poll(() => textsOf(portal, 'tay-thanh'), patience).toHaveLength(codes.length);
    const isDone = async () =>
      (await insideOf(place, ({ outbox }) => outbox.countByState())).sent === codes.length;
    await expect.poll(isDone, patience).toBe(true);
    const texts = await textsOf(portal, 'tay-thanh');
    expect(orderOf(texts, codes)).toEqual(codes.map((_code, index) => index));
    // Only the one whose outcome was unknown, and which was not found, says that it may have come before.
    const marked = texts.filter((text) => text.includes('(gửi lại)')).length;
    expect(marked).toBe(fault === 'outage' ? 1 : 0);
  });

  test('a new server sends what the one before it stored and could not send', async () => {
    const place = await engine.place();
    const before = await startTestPortal({ place });
    await before.setFault('outage');
    const codes = await sendSeveral(before, 3);
    await before.stop();

    const after = await startTestPortal({ place });
    await after.setFault('none');

    await expect.poll(() => textsOf(after, 'tay-thanh'), patience).toHaveLength(3);
    const texts = await textsOf(after, 'tay-thanh');
    expect(texts.map((text) => codes.findIndex((code) => text.includes(code)))).toEqual([0, 1, 2]);
  });

  if (!engine.showsTheRest) return;

  test('finds a message whose answer was lost instead of sending it twice', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    await portal.setFault('lost-answer', 'tay-thanh');

    const [first, second] = await sendSeveral(portal, 2);
    await expect.poll(() => textsOf(portal, 'tay-thanh'), patience).toHaveLength(1);
    await portal.setFault('none');

    await expect.poll(() => textsOf(portal, 'tay-thanh'), patience).toHaveLength(2);
    const texts = await textsOf(portal, 'tay-thanh');
    expect(texts[0]).toContain(first);
    expect(texts[1]).toContain(second);
    expect(texts.join()).not.toContain('(gửi lại)');
  });

  test('one ward’s trouble holds up no other ward', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    await portal.setFault('slow', 'tay-thanh');
    await sendSeveral(portal, 3);

    const [code] = await sendSeveral(portal, 1, { place: { ...inSonKy, address: 'hẻm 5' } });

    await expect.poll(() => textsOf(portal, 'son-ky'), { timeout: 1_500 }).toHaveLength(1);
    expect((await textsOf(portal, 'son-ky'))[0]).toContain(code);
  });
});

describe('forwarding', () => {
  test('does not hold a text up for pictures that cannot be uploaded', async () => {
    const portal = await startTestPortal();
    const consentVersion = (await portal.portal()).consent.version;
    const { id } = await portal.sendPhoto(await phonePhoto());
    await portal.post('/sandbox/api/oas', { unit: 'tay-thanh', permissions: ['message', 'group'] });

    await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion, photoIds: [id] })));
    await sendSeveral(portal, 1);

    await expect.poll(() => textsOf(portal, 'tay-thanh'), { timeout: 1_500 }).toHaveLength(2);
  });

  test('tells the group that the sender added something, and not what', async () => {
    const portal = await startTestPortal();
    const consentVersion = (await portal.portal()).consent.version;
    const { code, receipt } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
    const text = 'Chủ quán là ông Bảy, xe 59X1-123.45';

    const response = await portal.post(
      `/api/tips/${code}/messages`,
      { text, photoIds: [] },
      { Authorization: `Receipt ${receipt}`, 'Idempotency-Key': randomUUID() },
    );

    expect(response.status).toBe(201);
    await expect.poll(() => textsOf(portal, 'tay-thanh'), patience).toHaveLength(2);
    const [, update = ''] = await textsOf(portal, 'tay-thanh');
    expect(update).toContain(code);
    expect(update).toContain('Người báo vừa bổ sung thông tin.');
    expect(update).not.toContain('ông Bảy');
  });

  test('cannot be used to ring the whole squad', async () => {
    const portal = await startTestPortal();
    const consentVersion = (await portal.portal()).consent.version;
    const description = 'Cứu [@12345] và [@all], [[@1]@2] nhé';

    await readReceipt(
      await portal.sendTip(
        noisyKaraoke({ consentVersion, description, place: { ...inTayThanh, address: '[@all] số 1' } }),
      ),
    );

    await expect.poll(() => textsOf(portal, 'tay-thanh')).toHaveLength(1);
    expect((await portal.messages('tay-thanh'))[0]).toMatchObject({ mentions: [] });
    expect((await textsOf(portal, 'tay-thanh'))[0]).not.toMatch(/\[\s*@/);
  });

  test('finds by itself which endpoint an OA’s type answers on', async () => {
    const portal = await startTestPortal();
    await portal.post('/sandbox/api/oas', { unit: 'tay-thanh', groupV3: '-235' });

    await sendSeveral(portal, 2);

    await expect.poll(() => textsOf(portal, 'tay-thanh')).toHaveLength(2);
  });
});
