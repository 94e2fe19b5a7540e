import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type StaffRole, staffRoles } from '#contract/vocabulary.ts';
import { scopesFor } from '../../../server/rights/staff-rights.rules.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, staffKey, staffOfStore } from '../../support/desk.ts';
import { openEventStream } from '../../support/event-stream.ts';
import { eventually } from '../../support/eventually.ts';
import {
  noisyKaraoke,
  readReceipt,
  startTestPortal,
  type TestPortal,
  talkTo,
  testSecretKeys,
} from '../../support/portal.ts';
import { killServer, spawnServer } from '../../support/server-process.ts';

/** An open desk, from its opening on. */
async function watch(
  portal: Pick<TestPortal, 'origin'>,
  authorization: string,
  lastEventId?: string,
): Promise<Awaited<ReturnType<typeof openEventStream>>> {
  const desk = await openEventStream(`${portal.origin}/api/staff/events`, {
    Authorization: authorization,
    ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
  });
  await eventually(() =>
    expect(desk.events.some(({ kind }) => kind === 'ready' || kind === 'reset')).toBe(true),
  );
  return desk;
}

const watchAs = (portal: Pick<TestPortal, 'origin'>, role: StaffRole, unit: string) =>
  watch(portal, staffKey(role, unit));

async function sendTo(portal: TestPortal, changes: object = {}) {
  const consentVersion = (await portal.portal()).consent.version;
  return readReceipt(await portal.sendTip({ ...noisyKaraoke({ consentVersion }), ...changes }));
}

describe.each(testDatabases)('the events of the desk, on $engine', (engine) => {
  test('tell of a new tip, of all that happens to it, and of the clock, with codes and no words', async () => {
    const clock = { at: new Date() };
    const portal = await startTestPortal({ place: await engine.place(), now: () => clock.at });
    const desk = await watchAs(portal, 'officer', 'tay-thanh');
    expect(desk.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(desk.response.headers.get('cache-control')).toBe('no-store');
    expect(desk.response.headers.get('x-accel-buffering')).toBe('no');

    const tip = await sendTo(portal);
    await eventually(() => expect(desk.told()).toEqual([`tip.new ${tip.code}`]));
    expect(desk.events.at(-1)?.data).toEqual({
      code: tip.code,
      kind: 'feedback',
      category: 'tieng-on',
      unitId: 'tay-thanh',
      status: 'received',
      restricted: false,
      acknowledgeBy: tip.acknowledgeBy,
      createdAt: tip.createdAt,
      updatedAt: tip.createdAt,
      attention: null,
      sequence: 1,
      event: 'received',
      toStaffId: null,
    });

    clock.at = new Date(clock.at.getTime() + 16 * 60_000);
    await eventually(() => expect(desk.told().at(-1)).toBe(`tip.overdue ${tip.code}`));
    const officer = deskOf(portal, 'officer', 'tay-thanh');
    await officer.do(tip.code, 'acknowledge');
    await officer.do(tip.code, 'ask', { text: 'Nhà số mấy?' });
    const receipt = `Receipt ${tip.receipt}`;
    await portal.ask(receipt, 'POST', `/api/tips/${tip.code}/messages`, { text: 'Số 12', photoIds: [] });
    const happened = () => desk.events.map(({ data }) => data.event).filter((event) => event !== undefined);
    await eventually(() =>
      expect(happened()).toEqual(['received', 'reminded', 'acknowledged', 'asked', 'message_citizen']),
    );
    expect(desk.events.at(-1)?.data).toMatchObject({ status: 'in_progress', sequence: 5 });
    const all = JSON.stringify(desk.events);
    for (const word of ['karaoke', 'Nhà số', 'Số 12', '237', tip.receipt]) expect(all).not.toContain(word);
  });

  test('reach whom the lists show the tip, and nobody else learns that there is one', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const units = ['tay-thanh', 'ca-quan', 'son-ky', 'doi-csgt'];
    const people = staffRoles
      .filter((role) => scopesFor(role).includes('read'))
      .flatMap((role) => units.map((unit) => ({ role, unit })));
    const desks = await Promise.all(
      people.map(async (person) => ({ ...person, events: await watchAs(portal, person.role, person.unit) })),
    );
    const plain = await sendTo(portal);
    const restricted = await sendTo(portal, { category: 'xam-hai-tre-em', kind: 'crime' });
    const complaint = await sendTo(portal, { category: 'phan-anh-can-bo' });
    const last = await sendTo(portal, { place: null, unitId: 'son-ky' });
    await deskOf(portal, 'officer', 'son-ky').do(last.code, 'acknowledge');
    for (const { role, unit, events } of desks) {
      const listed = await deskOf(portal, role, unit).codes();
      await eventually(() => {
        const told = new Set(events.told().map((line) => line.split(' ')[1]));
        expect([...told].sort(), `${role} of ${unit}`).toEqual(listed.sort());
      });
    }
    const of = (role: StaffRole, unit: string) =>
      desks.find((desk) => desk.role === role && desk.unit === unit)?.events.told();
    expect(of('officer', 'tay-thanh')).toEqual([`tip.new ${plain.code}`]);
    expect(of('commander', 'tay-thanh')).toEqual([`tip.new ${plain.code}`, `tip.new ${restricted.code}`]);
    expect(of('officer', 'ca-quan')).not.toContain(`tip.new ${complaint.code}`);
    expect(of('commander', 'ca-quan')).toContain(`tip.new ${complaint.code}`);
    expect(of('commander', 'doi-csgt')).toEqual([]);
  });

  test('go on where they were after a restart: what came while nobody was there is told first', async () => {
    const place = await engine.place();
    const first = await startTestPortal({ place });
    const desk = await watchAs(first, 'officer', 'tay-thanh');
    const before = await sendTo(first);
    await eventually(() => expect(desk.told()).toEqual([`tip.new ${before.code}`]));
    await desk.close();
    const missed = await sendTo(first);
    await first.stop();

    const second = await startTestPortal({ place });
    const back = await watch(second, staffKey('officer', 'tay-thanh'), desk.lastId());
    expect(back.told()).toEqual([`tip.new ${missed.code}`]);
    expect(back.events.map(({ kind }) => kind)).toEqual(['tip.new', 'ready']);
    const stranger = await watch(second, staffKey('officer', 'son-ky'), desk.lastId());
    expect(stranger.events.map(({ kind }) => kind)).toEqual(['ready']);
    const lost = await watch(second, staffKey('officer', 'tay-thanh'), 'mất dấu'.length.toString());
    expect(lost.events.map(({ kind }) => kind)).toEqual(['reset']);
  });

  test('miss no tip that was stored before the server was killed', async () => {
    const place = await engine.place();
    const dying = await spawnServer({
      DATA_DIR: place.dataDir,
      PORT: '0',
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl, SECRET_KEYS: testSecretKeys } : {}),
    });
    const { consent } = await talkTo(dying.origin).portal();
    const desk = await watchAs(dying, 'officer', 'tay-thanh');
    let answered = 0;
    const sending = Array.from({ length: 12 }, async () => {
      await talkTo(dying.origin).sendTip(noisyKaraoke({ consentVersion: consent.version }));
      answered += 1;
      if (answered === 2) await killServer(dying.process);
    });
    await Promise.allSettled(sending);
    await desk.ended;

    const portal = await startTestPortal({ place });
    const back = await watch(portal, staffKey('officer', 'tay-thanh'), desk.lastId());
    const listed = await deskOf(portal, 'officer', 'tay-thanh').codes();
    expect(listed.length).toBeGreaterThanOrEqual(2);
    const told = [...desk.told(), ...back.told()].filter((line) => line.startsWith('tip.new'));
    expect(told.sort()).toEqual(listed.map((code) => `tip.new ${code}`).sort());
  });

  test('end with the server, and at once when the key is revoked or its owner disabled', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const { staff, hire } = await staffOfStore(place);
    const revoked = await hire('officer', 'tay-thanh');
    const disabled = await hire('officer', 'tay-thanh');
    const stays = await hire('officer', 'tay-thanh');
    const desks = await Promise.all(
      [revoked, disabled, stays].map(({ authorization }) => watch(portal, authorization)),
    );
    await portal.ask(staffKey('admin', 'tay-thanh'), 'DELETE', `/api/staff/keys/${revoked.keyId}`);
    // As by `npm run staff -- disable`: another process.
    await staff.setState(disabled.id, 'disabled');
    await eventually(() => expect(desks.map((desk) => desk.hasEnded())).toEqual([true, true, false]));
    const tip = await sendTo(portal);
    await eventually(() => expect(desks[2]?.told()).toEqual([`tip.new ${tip.code}`]));
    expect(desks.slice(0, 2).flatMap((desk) => desk.told())).toEqual([]);
    await portal.stop();
    await eventually(() => expect(desks[2]?.hasEnded()).toBe(true));
  });

  if (!engine.showsTheRest) return;

  test('tell both sides of a transfer, and who may no longer see a tip that it is gone', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const from = await watchAs(portal, 'officer', 'tay-thanh');
    const chief = await watchAs(portal, 'commander', 'tay-thanh');
    const to = await watchAs(portal, 'officer', 'son-ky');
    const above = await watchAs(portal, 'officer', 'ca-quan');
    const { code } = await sendTo(portal);
    const move = deskOf(portal, 'commander', 'tay-thanh');
    await move.do(code, 'assign', { staffId: 'sandbox:officer:tay-thanh' });
    await move.do(code, 'reclassify', { category: 'xam-hai-tre-em', reason: 'Đánh nhau trong nhà' });
    await eventually(() => expect(chief.told().at(-1)).toBe(`tip.changed ${code}`));
    // The officer is named on it and goes on seeing it; their colleagues above are not.
    await eventually(() =>
      expect(from.told()).toEqual([
        `tip.new ${code}`,
        `tip.changed ${code}`,
        `tip.gone ${code}`,
        `tip.changed ${code}`,
      ]),
    );
    expect(from.events.at(-3)?.data).toMatchObject({ toStaffId: 'sandbox:officer:tay-thanh' });
    await eventually(() =>
      expect(above.told()).toEqual([`tip.new ${code}`, `tip.changed ${code}`, `tip.gone ${code}`]),
    );
    await move.do(code, 'reclassify', { category: 'tieng-on', reason: 'Chỉ là hát' });
    await move.do(code, 'transfer', { unitId: 'son-ky', reason: 'Bên kia đường' });
    await eventually(() => expect(to.told()).toEqual([`tip.new ${code}`]));
    await eventually(() =>
      expect(from.events.at(-1)?.data).toMatchObject({ event: 'transferred', unitId: 'son-ky' }),
    );
    expect(from.told().at(-1)).toBe(`tip.changed ${code}`);
    // A complaint about officers goes up, and those below hear that it is gone, not what it is.
    const there = deskOf(portal, 'commander', 'son-ky');
    await there.do(code, 'reclassify', { category: 'phan-anh-can-bo', reason: 'Nói về cán bộ' });
    await eventually(() => expect(to.told().at(-1)).toBe(`tip.gone ${code}`));
    expect(to.events.at(-1)?.data).toEqual({ code });
    await eventually(() => expect(from.told().at(-1)).toBe(`tip.gone ${code}`));
  });

  test('reach 200 open desks within three seconds (1,000 of them: test/bench/desks.ts)', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const { hire } = await staffOfStore(place);
    const officers = await Promise.all(Array.from({ length: 25 }, () => hire('officer', 'tay-thanh')));
    const desks = await Promise.all(
      officers.flatMap(({ authorization }) => Array.from({ length: 8 }, () => watch(portal, authorization))),
    );
    const sentAtMs = performance.now();
    const tip = await sendTo(portal);
    await eventually(() => {
      for (const desk of desks) expect(desk.told()).toEqual([`tip.new ${tip.code}`]);
    });
    expect(performance.now() - sentAtMs).toBeLessThan(3_000);
  });
});

test('two servers on one PostgreSQL tell each other’s desks, also when one dies after it took a tip', async () => {
  const engine = testDatabases.find((each) => each.engine === 'postgres');
  if (!engine) throw new Error('There is one.');
  const place = await engine.place();
  const [one, other] = [await startTestPortal({ place }), await startTestPortal({ place })];
  const desk = await watchAs(other, 'officer', 'tay-thanh');
  const codes: string[] = [];
  for (let count = 0; count < 5; count += 1) codes.push((await sendTo(one)).code);
  await one.stop();
  codes.push((await sendTo(other)).code);
  await eventually(() => expect(desk.told()).toEqual(codes.map((code) => `tip.new ${code}`)));
  await sleep(600);
  expect(desk.told()).toHaveLength(codes.length);
});
