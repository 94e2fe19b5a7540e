import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TipView } from '#contract/tips.ts';
import { type Database, openDatabase } from '../../../server/db/database.ts';
import { minuteMs, nextLook, noticesTo, stepsByCode, toldTo } from '../../support/clocks.ts';
import { testDatabases } from '../../support/databases.ts';
import { unitOf } from '../../support/desk.ts';
import { hourMs, movableClock, patience, sendSeveral } from '../../support/forwarding.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

const unit = 'tay-thanh';
const parent = 'ca-quan';
describe.each(testDatabases)('a tip that nobody takes up, on $engine', (engine) => {
  const start = async () => {
    const clock = movableClock();
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: clock.now });
    const consentVersion = (await portal.portal()).consent.version;
    const send = async (more: object = {}) =>
      readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion, ...more })));
    const told = async () => [...(await toldTo(portal, unit)), ...(await toldTo(portal, parent))];
    const steps = async (code: string) => (await stepsByCode(place)).get(code);
    return { clock, place, portal, send, told, steps };
  };

  test('is told of in the unit’s group, to its commander and to the unit above, each once', async () => {
    const { clock, portal, send, told, steps } = await start();
    const { code, receipt } = await send();
    clock.move(9 * minuteMs);
    await nextLook();
    expect(await told()).toEqual([]);

    clock.move(1 * minuteMs);
    await expect.poll(told, patience).toEqual([`remind ${code}`]);
    clock.move(5 * minuteMs);
    await expect.poll(told, patience).toEqual([`remind ${code}`, `commander ${code}`]);
    clock.move(5 * minuteMs);
    const all = [`remind ${code}`, `commander ${code}`, `parent ${code}`];
    await expect.poll(told, patience).toEqual(all);
    clock.move(24 * hourMs);
    await nextLook();

    expect(await told()).toEqual(all);
    expect(await toldTo(portal, parent)).toEqual([`parent ${code}`]);
    expect(await steps(code)).toEqual(['1 remind done', '1 commander done', '1 parent done']);
    const { status, timeline } = (await (await portal.viewTip(code, receipt)).json()) as TipView;
    expect(status).toBe('escalated');
    expect(timeline.map(({ event, unit: at }) => [event, at?.id])).toEqual([
      ['received', unit],
      ['escalated', parent],
    ]);
  });

  test('is told of by the next server when the one that took it stood still for hours', async () => {
    const { clock, place, portal, send } = await start();
    const [waited, fresh] = [await send(), await send()];
    clock.move(10 * minuteMs);
    await expect.poll(() => toldTo(portal, unit), patience).toHaveLength(2);
    await unitOf(portal).acknowledge(fresh.code);
    await portal.stop();
    clock.move(5 * hourMs);

    const next = await startTestPortal({ place, now: clock.now });

    await expect.poll(() => toldTo(next, parent), patience).toEqual([`parent ${waited.code}`]);
    await nextLook();
    expect(await toldTo(next, unit)).toHaveLength(2);
    expect(await toldTo(next, parent)).toHaveLength(1);
  });

  test('has each climb in a history that is whole', async () => {
    const { clock, place, portal, send, told } = await start();
    const { code } = await send();
    for (const minutes of [10, 5, 5]) {
      clock.move(minutes * minuteMs);
      await nextLook();
    }
    await expect.poll(told, patience).toHaveLength(3);

    const { entries, tipId } = await historyOf(place, code);
    expect(entries).toEqual([
      ['received', 'citizen', unit, undefined],
      ['reminded', 'clock', unit, 'remind'],
      ['reminded', 'clock', unit, 'commander'],
      ['escalated', 'clock', parent, 'parent'],
    ]);
    expect(await portal.tips.verifyHistory(tipId)).toEqual({ isIntact: true, entries: 4 });
    await unitOf(portal).acknowledge(code);
  });

  test('that cannot be written to holds up no other, and is tried again', async () => {
    const { clock, place, send, told, steps } = await start();
    const [bad, good] = [await send(), await send()];
    const setSequence = (sequence: number) =>
      inStore(place, (kysely) =>
        kysely.updateTable('tips').set({ history_sequence: sequence }).where('code', '=', bad.code).execute(),
      );
    await setSequence(500);
    clock.move(10 * minuteMs);

    await expect.poll(told, patience).toEqual([`remind ${good.code}`]);
    expect((await steps(bad.code))?.[0]).toBe('1 remind waiting');
    await setSequence(1);
    clock.move(1.5 * minuteMs);
    await expect.poll(told, patience).toContain(`remind ${bad.code}`);
  });

  if (!engine.showsTheRest) return;

  test('says in the groups for how long, whose it is and where to open it', async () => {
    const { clock, portal, send } = await start();
    const { code } = await send();
    for (const minutes of [10, 5, 5]) {
      clock.move(minutes * minuteMs);
      await nextLook();
    }

    await expect.poll(() => noticesTo(portal, parent), patience).toHaveLength(1);
    const [remind, commander] = await noticesTo(portal, unit);
    const [above] = await noticesTo(portal, parent);
    const expected = [
      [remind, 'NHẮC TIẾP NHẬN', 10, 'Đề nghị trực ban mở tin và tiếp nhận.'],
      [commander, 'KÍNH GỬI CHỈ HUY', 15, 'Đề nghị chỉ huy phân công người tiếp nhận ngay.'],
      [above, 'CHUYỂN CẤP TRÊN', 20, 'Đề nghị đơn vị cấp trên tiếp nhận hoặc chỉ đạo ngay.'],
    ] as const;
    for (const [message, title, minutes, request] of expected) {
      const [first, ...lines] = message?.text.split('\n') ?? [];
      expect(first).toMatch(new RegExp(`^${title} \\d\\d:\\d\\d:\\d\\d · ${code}$`));
      expect(lines).toEqual([
        `Chưa có người tiếp nhận sau ${minutes} phút.`,
        'Đơn vị: Công an phường Tây Thạnh',
        request,
        expect.stringMatching(new RegExp(`^Mở bàn trực: .*/desk/tips/${code}$`)),
      ]);
    }
  });

  test('shows nothing of a restricted tip but its code', async () => {
    const { clock, portal, send, told } = await start();
    const { code } = await send({ category: 'xam-hai-tre-em', description: 'ZEBRA-WORDS' });
    clock.move(10 * minuteMs);
    await expect.poll(told, patience).toEqual([`remind ${code}`]);

    const text = JSON.stringify(await portal.messages(unit));
    expect(text).not.toContain('ZEBRA');
    expect(text).not.toContain('Xâm hại');
  });

  test('is left alone once taken up in time', async () => {
    const { clock, portal, send, told, steps } = await start();
    const { code } = await send();
    clock.move(9 * minuteMs);
    await unitOf(portal).acknowledge(code);
    clock.move(hourMs);
    await nextLook();

    expect(await told()).toEqual([]);
    expect(await steps(code)).toEqual(['1 remind void', '1 commander void', '1 parent void']);
  });

  test('climbs no further once taken up between two steps, also while its sender is asked', async () => {
    const { clock, portal, send, told, steps } = await start();
    const { code, receipt } = await send();
    clock.move(11 * minuteMs);
    await expect.poll(told, patience).toEqual([`remind ${code}`]);
    await unitOf(portal).ask(code, 'Ở số nhà bao nhiêu?');
    clock.move(hourMs);
    await portal.ask(`Receipt ${receipt}`, 'POST', `/api/tips/${code}/messages`, {
      text: 'Số 12',
      photoIds: [],
    });
    clock.move(hourMs);
    await nextLook();

    expect(await told()).toEqual([`remind ${code}`]);
    expect(await steps(code)).toEqual(['1 remind done', '1 commander void', '1 parent void']);
  });

  test('begins anew when its sender reopens it', async () => {
    const { clock, portal, send, told, steps } = await start();
    const { code, receipt } = await send();
    await unitOf(portal).answer(code, 'Đã xử lý');
    clock.move(hourMs);
    await portal.ask(`Receipt ${receipt}`, 'POST', `/api/tips/${code}/reopen`, {});
    clock.move(15 * minuteMs);

    await expect.poll(told, patience).toEqual([`commander ${code}`]);
    expect(await steps(code)).toEqual([
      ...['1 remind void', '1 commander void', '1 parent void'],
      ...['2 remind late', '2 commander done', '2 parent waiting'],
    ]);
  });

  test('climbs within minutes when it is a fire', async () => {
    const { clock, send, told } = await start();
    const { code } = await send({ category: 'chay-no' });

    clock.move(81_000);
    await expect.poll(told, patience).toEqual([`remind ${code}`]);
    clock.move(40_000);
    await expect.poll(told, patience).toEqual([`remind ${code}`, `commander ${code}`]);
    clock.move(40_000);
    await expect.poll(told, patience).toContain(`parent ${code}`);
  });

  test('is told of once, not three times in a row, after the clock jumped ahead; a clock set back repeats nothing', async () => {
    const { clock, send, told, steps } = await start();
    const { code } = await send();
    clock.move(3 * hourMs);
    await expect.poll(told, patience).toEqual([`parent ${code}`]);
    clock.move(-3 * hourMs);
    await nextLook();
    clock.move(3 * hourMs);
    await nextLook();

    expect(await told()).toEqual([`parent ${code}`]);
    expect(await steps(code)).toEqual(['1 remind late', '1 commander late', '1 parent done']);
  });

  test('that came while the clock was set back is told of by that clock', async () => {
    const { clock, send, told } = await start();
    clock.move(-48 * hourMs);
    const { code } = await send();
    clock.move(10 * minuteMs);

    await expect.poll(told, patience).toEqual([`remind ${code}`]);
  });

  test('is one of 240 in a handful of messages that name them all', { timeout: 120_000 }, async () => {
    const { clock, place, portal, told } = await start();
    const consentVersion = (await portal.portal()).consent.version;
    const codes = new Set<string>();
    for (let nr = 0; nr < 240; nr += 40) {
      const receipts = await Promise.all(
        Array.from({ length: 40 }, () => portal.tips.submit(noisyKaraoke({ consentVersion }), randomUUID())),
      );
      for (const { code } of receipts) codes.add(code);
    }
    // The group has them all before the reminders are due: Zalo's hour is not what this is about.
    await expect
      .poll(async () => (await portal.messages(unit)).length, { timeout: 90_000, interval: 500 })
      .toBe(240);
    clock.move(10 * minuteMs);
    const reminded = async () =>
      [...(await stepsByCode(place)).values()].filter(([first]) => first === '1 remind done').length;
    await expect.poll(reminded, patience).toBe(240);
    clock.move(minuteMs);

    await expect.poll(async () => (await told()).length, patience).toBe(240);
    await nextLook();
    expect((await told()).toSorted()).toEqual([...codes].map((code) => `remind ${code}`).toSorted());
    const notices = await noticesTo(portal, unit);
    expect(notices.length).toBeLessThanOrEqual(4);
    for (const { text } of notices) expect(text.length).toBeLessThanOrEqual(2_000);
  });

  test('of three within a minute, one is told of at once and the others together', async () => {
    const { clock, portal, send, told } = await start();
    const first = await send();
    clock.move(10_000);
    const others = [await send(), await send()];
    clock.move(9.9 * minuteMs);
    await expect.poll(told, patience).toEqual([`remind ${first.code}`]);
    clock.move(12_000);
    await nextLook();
    expect(await noticesTo(portal, unit)).toHaveLength(1);
    clock.move(minuteMs);

    await expect.poll(() => noticesTo(portal, unit), patience).toHaveLength(2);
    expect((await told()).slice(1)).toEqual(others.map(({ code }) => `remind ${code}`));
  });
});

test('two servers on one PostgreSQL take each step once', { timeout: 120_000 }, async () => {
  const postgres = testDatabases.find(({ engine }) => engine === 'postgres');
  if (!postgres) throw new Error('no PostgreSQL');
  const clock = movableClock();
  const place = await postgres.place();
  const one = await startTestPortal({ place, now: clock.now });
  // The sandbox of the second is another: it speaks to the groups of the first.
  const two = await startTestPortal({ place: { ...place, dataDir: one.dataDir }, now: clock.now });
  const codes = [...(await sendSeveral(one, 20)), ...(await sendSeveral(two, 20))];
  const expected = (step: string) => codes.map((code) => `${step} ${code}`);
  for (const minutes of [10, 1, 4, 1, 4, 1]) {
    clock.move(minutes * minuteMs);
    await nextLook();
  }

  const told = async () => [...(await toldTo(one, unit)), ...(await toldTo(one, parent))].toSorted();
  const all = [...expected('remind'), ...expected('commander'), ...expected('parent')].toSorted();
  await expect.poll(async () => (await told()).length, patience).toBe(all.length);
  await nextLook();
  expect(await told()).toEqual(all);
  const steps = await stepsByCode(place);
  for (const code of codes)
    expect(steps.get(code)).toEqual(['1 remind done', '1 commander done', '1 parent done']);
});

async function inStore<Result>(
  place: { dataDir: string; databaseUrl: string | null },
  work: (kysely: Database['kysely']) => Promise<Result>,
): Promise<Result> {
  const database = openDatabase(place);
  try {
    return await work(database.kysely);
  } finally {
    await database.close();
  }
}

const historyOf = (place: { dataDir: string; databaseUrl: string | null }, code: string) =>
  inStore(place, async (kysely) => {
    const rows = await kysely
      .selectFrom('tip_history')
      .innerJoin('tips', 'tips.id', 'tip_history.tip_id')
      .select([
        'tips.id',
        'tip_history.event',
        'tip_history.actor',
        'tip_history.unit_id',
        'tip_history.details',
      ])
      .where('tips.code', '=', code)
      .orderBy('tip_history.sequence')
      .execute();
    const entries = rows.map((row) => [
      ...[row.event, row.actor, row.unit_id],
      (JSON.parse(row.details) as { clockStep?: string }).clockStep,
    ]);
    return { entries, tipId: rows[0]?.id ?? '' };
  });
