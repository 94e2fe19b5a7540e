import { describe, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import {
  actAtOa,
  bindOfficer,
  changeOa,
  chatTexts,
  hourMs,
  insideOf,
  movableClock,
  orderOf,
  patience,
  sendSeveral,
  textsOf,
} from '../../support/forwarding.ts';
import { copyOfPack, setInFile } from '../../support/pack-copies.ts';
import { phonePhoto } from '../../support/photos.ts';
import { startTestPortal } from '../../support/portal.ts';

const unit = 'tay-thanh';
const parent = 'ca-quan';
const passedOn = 'Chuyển từ Công an phường Tây Thạnh: nhóm của đơn vị chưa nhận được';

describe.each(testDatabases)('the chain of destinations, on $engine', (engine) => {
  async function start(options: Omit<Parameters<typeof startTestPortal>[0], 'place'> = {}) {
    const place = await engine.place();
    const portal = await startTestPortal({ place, ...options });
    const deliveries = async () =>
      (await insideOf(place, ({ outbox }) => outbox.listDeliveries({}))).items.map(
        ({ destination, state, reason }) => ({ destination, state, reason }),
      );
    return { place, portal, deliveries };
  }

  test('a group that is switched off hands its tips to the officers, 1-1 and in order', async () => {
    const { place, portal, deliveries } = await start();
    await bindOfficer(portal, place, { unit, user: 'an', at: new Date() });
    await bindOfficer(portal, place, { unit, user: 'binh', at: new Date() });
    await changeOa(portal, unit, { groupDisabled: true });

    const codes = await sendSeveral(portal, 3);

    for (const user of ['an', 'binh']) {
      await expect.poll(() => chatTexts(portal, unit, user), patience).toHaveLength(3);
      expect(orderOf(await chatTexts(portal, unit, user), codes)).toEqual([0, 1, 2]);
    }
    expect(await textsOf(portal, unit)).toEqual([]);
    expect(await textsOf(portal, parent)).toEqual([]);
    await expect
      .poll(deliveries, patience)
      .toContainEqual({ destination: `oa-officers:${unit}`, state: 'sent', reason: null });
    expect(await deliveries()).toContainEqual({
      destination: `oa-group:${unit}:duty`,
      state: 'passed',
      reason: 'zalo -237',
    });
  });

  test('where nobody is left to try, it is parked with every reason, and a person’s retry begins anew', async () => {
    const { place, portal } = await start();
    await changeOa(portal, unit, { groupDisabled: true });
    await changeOa(portal, parent, { package: 'none' });
    const [code] = await sendSeveral(portal, 1);
    const parked = () => insideOf(place, ({ outbox }) => outbox.listDeliveries({ state: 'parked' }));

    await expect.poll(async () => (await parked()).items, patience).toHaveLength(1);
    const [delivery] = (await parked()).items;
    expect(delivery).toMatchObject({
      destination: `oa-group:${unit}:duty`,
      reason: 'oa-group: zalo -237; oa-officers: no officer in their window; parent-group: zalo -224',
    });
    await changeOa(portal, unit, { groupDisabled: false });
    await insideOf(place, ({ outbox }) => outbox.retry(delivery?.id ?? '', new Date()));

    await expect.poll(() => textsOf(portal, unit), patience).toHaveLength(1);
    expect((await textsOf(portal, unit))[0]).toContain(code);
    expect((await parked()).items).toEqual([]);
  });

  if (!engine.showsTheRest) return;

  test('without an officer who may be written to, the unit above gets the tip, with its photo and whose it is', async () => {
    const { portal, deliveries } = await start();
    await changeOa(portal, unit, { package: 'none' });
    const { id } = await portal.sendPhoto(await phonePhoto());

    const [code] = await sendSeveral(portal, 1, { photoIds: [id] });

    await expect.poll(() => portal.messages(parent), patience).toHaveLength(2);
    const [text, photo] = await portal.messages(parent);
    expect(text?.text.split('\n').slice(0, 2)).toEqual([`TIN BÁO ${code}`, passedOn]);
    expect(photo).toMatchObject({ kind: 'image', text: `Ảnh 1/1 · ${code?.slice(3)}` });
    expect(await portal.messages(unit)).toEqual([]);
    await expect.poll(deliveries, patience).toContainEqual({
      destination: `oa-officers:${unit}`,
      state: 'passed',
      reason: 'no officer in their window',
    });
  });

  test('an officer whose window is closed, or who left, is no failure of the message', async () => {
    const clock = movableClock();
    const { place, portal, deliveries } = await start({ now: clock.now });
    await bindOfficer(portal, place, { unit, user: 'cu', at: clock.now() });
    clock.move(6 * 24 * hourMs);
    await bindOfficer(portal, place, { unit, user: 'an', at: clock.now() });
    await bindOfficer(portal, place, { unit, user: 'binh', at: clock.now() });
    await actAtOa(portal, { unit, user: 'an', event: 'unfollow' });
    clock.move(2 * 24 * hourMs);
    await changeOa(portal, unit, { groupDisabled: true });

    await sendSeveral(portal, 1);

    await expect.poll(() => chatTexts(portal, unit, 'binh'), patience).toHaveLength(1);
    await expect
      .poll(deliveries, patience)
      .toContainEqual({ destination: `oa-officers:${unit}`, state: 'sent', reason: null });
    expect(await textsOf(portal, parent)).toEqual([]);
    const officers = await insideOf(place, (stores) => stores.officers.list(unit));
    expect(officers.map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ['active', null],
      ['unreachable', 'zalo -213'],
      ['active', null],
    ]);
  });

  test('an officer whose answer was lost has the text once', async () => {
    const { place, portal } = await start();
    await bindOfficer(portal, place, { unit, user: 'an', at: new Date() });
    await changeOa(portal, unit, { groupDisabled: true });
    // The endpoint that serves this OA is found out by its answers.
    await sendSeveral(portal, 1);
    await expect.poll(() => chatTexts(portal, unit, 'an'), patience).toHaveLength(1);
    await portal.setFault('lost-answer', unit);

    const [code = ''] = await sendSeveral(portal, 1);

    // The assistant greets whoever follows, as a message of its own.
    const sent = async () =>
      (await insideOf(place, ({ outbox }) => outbox.listDeliveries({ state: 'sent' }))).items.filter(
        ({ destination }) => destination === `oa-officers:${unit}`,
      );
    await expect.poll(sent, patience).toHaveLength(2);
    expect((await sent())[0]).toMatchObject({ attempts: 2 });
    const texts = (await chatTexts(portal, unit, 'an')).filter((text) => text.includes(code));
    expect(texts).toHaveLength(1);
    expect(texts[0]).not.toContain('(gửi lại)');
  });

  test('a unit without an OA, or with a chain of its own, goes where its pack says', async () => {
    const pack = await copyOfPack('tan-phu');
    await setInFile(pack, 'units.json', 'units.7.destinations', ['parent-group']);
    const { portal, deliveries } = await start({ pack });
    const codes = await sendSeveral(portal, 2, { unitId: unit });
    const first = (await portal.portal()).units[7]?.id ?? '';
    const [code] = await sendSeveral(portal, 1, { unitId: first, place: null });

    await expect.poll(() => textsOf(portal, parent), patience).toHaveLength(1);
    await expect.poll(() => textsOf(portal, unit), patience).toHaveLength(2);
    expect(orderOf(await textsOf(portal, unit), codes)).toEqual([0, 1]);
    expect((await textsOf(portal, parent))[0]).toContain(code);
    expect(await deliveries()).toContainEqual({
      destination: `oa-group:${first}:duty`,
      state: 'passed',
      reason: 'not a destination of this unit',
    });
  });
});
