import { describe, expect, test } from 'vitest';
import { nextLook } from '../../support/clocks.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { bindOfficer, chatTexts, movableClock, patience } from '../../support/forwarding.ts';
import { startTestPortal } from '../../support/portal.ts';
import { sosDeskWith, sosOf } from '../../support/sos.ts';

const unit = 'tay-thanh';
const parent = 'ca-quan';
const minuteMs = 60_000;

type Talk = ReturnType<typeof sosOf>;

/** Which steps each group has heard of: "commander", "parent", "everyone". */
async function climbs(sos: Talk, receipt: { code: string }) {
  const steps = async (where: string, group: 'sos' | 'duty') =>
    (await sos.heard(where, receipt, group))
      .map((text) =>
        text.startsWith('KÍNH GỬI CHỈ HUY')
          ? 'commander'
          : text.startsWith('CHUYỂN CẤP TRÊN')
            ? 'parent'
            : text.startsWith('CHƯA CÓ AI NHẬN')
              ? 'everyone'
              : null,
      )
      .filter((step) => step !== null);
  return {
    sos: await steps(unit, 'sos'),
    duty: await steps(unit, 'duty'),
    above: await steps(parent, 'sos'),
  };
}

describe.each(testDatabases)('an alert that nobody takes up, on $engine', (engine) => {
  test('climbs to the commander, the unit above and everybody else, a minute each and each once', async () => {
    const clock = movableClock();
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: clock.now });
    await bindOfficer(portal, place, { unit, user: 'chi-huy-that', at: clock.now() });
    const sos = sosOf(portal);
    const receipt = await sos.send();
    await expect.poll(() => sos.heard(unit, receipt), patience).toHaveLength(1);
    clock.move(58_000 - 4_000);
    await nextLook();
    expect(await climbs(sos, receipt)).toEqual({ sos: [], duty: [], above: [] });

    clock.move(8_000);
    const commander = { sos: ['commander'], duty: [], above: [] };
    await expect.poll(() => climbs(sos, receipt), patience).toEqual(commander);
    await expect
      .poll(async () => (await chatTexts(portal, unit, 'chi-huy-that')).join(), patience)
      .toContain('KÍNH GỬI CHỈ HUY');
    clock.move(minuteMs);
    await expect.poll(() => climbs(sos, receipt), patience).toEqual({ ...commander, above: ['parent'] });
    clock.move(minuteMs);
    const all = { ...commander, above: ['parent'], duty: ['everyone'] };
    await expect.poll(() => climbs(sos, receipt), patience).toEqual(all);
    clock.move(60 * minuteMs);
    await nextLook();
    expect(await climbs(sos, receipt)).toEqual(all);

    const [text = ''] = await sos.heard(parent, receipt);
    expect(text).toMatch(/^CHUYỂN CẤP TRÊN · SOS-\w{6} · \d\d:\d\d:\d\d\nChưa có người nhận sau 2 phút\./);
    expect(text).toContain('Đơn vị: Công an phường Tây Thạnh');
    expect(text).toContain('10.812798,106.622345');
    const view = await sos.view(receipt);
    expect(view.climbs.map(({ step }) => step)).toEqual(['commander', 'parent', 'everyone']);
    expect(view.forwardedTo.map((each) => each.unit.id)).toEqual([unit, parent]);
    const desk = await sosDeskWith(portal, staffKey('officer', parent)).do(receipt.id, 'acknowledge');
    expect(
      desk.history.filter(({ event }) => event === 'climbed').map(({ step, unit: at }) => [step, at?.id]),
    ).toEqual([
      ['commander', unit],
      ['parent', parent],
      ['everyone', unit],
    ]);
    // Everybody who was told hears that it was taken up.
    for (const where of [unit, parent])
      await expect
        .poll(async () => (await sos.heard(where, receipt)).at(-1), patience)
        .toMatch(/ĐÃ CÓ NGƯỜI NHẬN[\s\S]*Đã có người nhận: Công an/);
  });

  test('climbs no further once somebody has it, and makes up for every step after a standstill', async () => {
    const clock = movableClock();
    const place = await engine.place();
    const first = await startTestPortal({ place, now: clock.now });
    const sos = sosOf(first);
    const [waiting, taken] = [await sos.send(), await sos.send()];
    await expect.poll(async () => (await sos.view(waiting)).status, patience).toBe('forwarded');
    clock.move(62_000);
    await expect.poll(async () => (await climbs(sos, taken)).sos, patience).toEqual(['commander']);
    await sosDeskWith(first, staffKey('officer', unit)).do(taken.id, 'acknowledge');
    await first.stop();
    clock.move(5 * 60 * minuteMs);

    const next = sosOf(await startTestPortal({ place, now: clock.now }));
    const all = { sos: ['commander'], duty: ['everyone'], above: ['parent'] };
    await expect.poll(() => climbs(next, waiting), patience).toEqual(all);
    await nextLook();
    expect(await climbs(next, waiting)).toEqual(all);
    expect(await climbs(next, taken)).toEqual({ sos: ['commander'], duty: [], above: [] });
  });
});

test('two servers on one PostgreSQL take each step of each alert once, whatever the clock does', {
  timeout: 180_000,
}, async () => {
  const postgres = testDatabases.find(({ engine }) => engine === 'postgres');
  if (!postgres) throw new Error('no PostgreSQL');
  const clock = movableClock();
  const place = await postgres.place();
  const one = await startTestPortal({ place, now: clock.now });
  // The sandbox of the second is another: it speaks to the groups of the first.
  const two = await startTestPortal({ place: { ...place, dataDir: one.dataDir }, now: clock.now });
  const senders = [sosOf(one), sosOf(two)];
  const receipts = await Promise.all(
    Array.from({ length: 10 }, (_, nr) => (senders[nr % 2] ?? sosOf(one)).send()),
  );
  for (const ms of [61_000, -30_000, 31_000, minuteMs, -2 * minuteMs, 3 * minuteMs, 10 * minuteMs]) {
    clock.move(ms);
    await nextLook();
  }
  const all = { sos: ['commander'], duty: ['everyone'], above: ['parent'] };
  for (const receipt of receipts) await expect.poll(() => climbs(sosOf(one), receipt), patience).toEqual(all);
  await nextLook();
  for (const receipt of receipts) expect(await climbs(sosOf(one), receipt)).toEqual(all);
});
