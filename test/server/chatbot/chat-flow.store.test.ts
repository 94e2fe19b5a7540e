import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { StaffConversations } from '#contract/conversations.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import { hourMs, movableClock, patience } from '../../support/forwarding.ts';
import { chatOf, linkOf } from '../../support/oa-chat.ts';
import { startTestPortal, type TestPortal } from '../../support/portal.ts';

const minuteMs = 60_000;

/** The chats that an officer of Tây Thạnh is told of. */
async function waitingAt(portal: TestPortal): Promise<StaffConversations['items']> {
  const answer = await portal.ask(staffKey('officer', 'tay-thanh'), 'GET', '/api/staff/conversations');
  return ((await answer.json()) as StaffConversations).items;
}

/** Long enough for a message that is not answered to have been worked on. */
const quietMs = 800;
const staysQuiet = async (chat: ReturnType<typeof chatOf>, count: number) => {
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  expect(await chat.answers()).toHaveLength(count);
};

describe.each(testDatabases)('a chat with an OA, on $engine', ({ place, showsTheRest }) => {
  test('is answered once, however often and in whatever order Zalo tells of it', async () => {
    const portal = await startTestPortal({ place: await place() });
    const chat = chatOf(portal, 'tay-thanh', 'lan');
    await chat.act({ text: 'đăng ký tạm trú', delayMs: 600 });
    await chat.act({ text: 'mất căn cước', copies: 5 });

    await chat.waitFor(2);
    await staysQuiet(chat, 2);
    const heads = (await chat.answers()).map(({ text }) => text?.split('\n')[0]);
    expect(heads.sort()).toEqual(['CẤP LẠI THẺ CĂN CƯỚC (MẤT, HỎNG)', 'ĐĂNG KÝ TẠM TRÚ']);
  });

  test('keeps its answers in the order of what was asked while Zalo is away, and forgets what is long past', async () => {
    const clock = movableClock();
    const portal = await startTestPortal({ place: await place(), now: clock.now });
    const chat = chatOf(portal, 'tay-thanh', 'lan');
    await chat.ask('xin chào');
    await portal.setFault('outage', 'tay-thanh');
    await chat.say('sang tên xe');
    await chat.say('làm hộ chiếu');
    await staysQuiet(chat, 1);
    await portal.setFault('none', 'tay-thanh');
    await chat.waitFor(3);
    const heads = (await chat.answers()).slice(1).map(({ text }) => text?.split('\n')[0]);
    expect(heads).toEqual(['SANG TÊN XE', 'HỘ CHIẾU PHỔ THÔNG']);

    await portal.setFault('outage', 'tay-thanh');
    await chat.say('tách hộ');
    await staysQuiet(chat, 3);
    clock.move(20 * minuteMs);
    await portal.setFault('none', 'tay-thanh');
    await staysQuiet(chat, 3);
  });

  test('is listed from the place that the page before named, and from no other', async () => {
    const portal = await startTestPortal({ place: await place() });
    for (const cursor of ['%00~%00', 'x', '2026-11-24T01:00:00.000Z~%27', '9999~1']) {
      const answer = await portal.ask(
        staffKey('officer', 'tay-thanh'),
        'GET',
        `/api/staff/conversations?cursor=${cursor}`,
      );
      expect([cursor, answer.status]).toEqual([cursor, 400]);
    }
    const placeAfter = '2026-11-24T01:00:00.000Z~0199d0a0-0000-7000-8000-000000000000';
    const answer = await portal.ask(
      staffKey('officer', 'tay-thanh'),
      'GET',
      `/api/staff/conversations?cursor=${placeAfter}`,
    );
    expect(answer.status).toBe(200);
  });

  test('gives words to the form of a tip once, for half an hour, and keeps none of them readable', async () => {
    const clock = movableClock();
    const where = await place();
    const portal = await startTestPortal({ place: where, now: clock.now });
    const chat = chatOf(portal, 'tay-thanh', 'lan');
    const said = 'Quán nhậu xyzzy hát karaoke ồn tới khuya';
    const linkOfTip = async () => new URL(linkOf((await chat.ask(said))[0], 'Mở mẫu báo tin'));
    const take = (link: URL) => portal.post('/api/chat-words', { id: link.searchParams.get('loi') });

    const link = await linkOfTip();
    expect(link.href).not.toMatch(/xyzzy|karaoke/);
    expect(await (await take(link)).json()).toEqual({ words: said });
    // The answer may have been lost.
    expect((await take(link)).status).toBe(200);
    clock.move(3 * minuteMs);
    expect((await take(link)).status).toBe(404);

    const database = openDatabase(where);
    const rows = [
      ...(await database.kysely.selectFrom('chat_words').selectAll().execute()),
      ...(await database.kysely.selectFrom('chat_conversations').selectAll().execute()),
      ...(await database.kysely.selectFrom('chat_answers').selectAll().execute()),
      ...(await database.kysely.selectFrom('outbox_messages').selectAll().execute()),
    ];
    await database.close();
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(rows)).not.toMatch(/xyzzy|karaoke/);

    const second = await linkOfTip();
    clock.move(31 * minuteMs);
    expect((await take(second)).status).toBe(404);
    expect((await portal.post('/api/chat-words', { id: 'x' })).status).toBe(400);
  });

  test('is forgotten with whoever takes back their consent', async () => {
    const where = await place();
    const portal = await startTestPortal({ place: where });
    const chat = chatOf(portal, 'tay-thanh', 'lan');
    await chat.ask('cho gặp cán bộ');
    await chat.ask('#tro-ly');
    await chat.ask('hàng xóm hát karaoke');
    await chat.act({ event: 'user.revoke.consent' });
    const database = openDatabase(where);
    const countAll = async () => {
      const tables = ['chat_conversations', 'chat_words', 'chat_answers'] as const;
      const rows = await Promise.all(
        tables.map((table) => database.kysely.selectFrom(table).selectAll().execute()),
      );
      return rows.flat().length;
    };
    await expect.poll(countAll, patience).toBe(0);
    await database.close();
  });

  if (!showsTheRest) return;

  test('remembers what was spoken of for half an hour', async () => {
    const clock = movableClock();
    const portal = await startTestPortal({ place: await place(), now: clock.now });
    const chat = chatOf(portal, 'tay-thanh', 'lan');
    await chat.ask('đăng ký tạm trú');
    const [fee] = await chat.ask('lệ phí bao nhiêu');
    expect(fee?.text).toContain('Đăng ký tạm trú, lệ phí:');
    clock.move(31 * minuteMs);
    const [nothing] = await chat.ask('lệ phí bao nhiêu');
    expect(nothing?.text).toContain('Bạn hỏi giấy tờ cho việc gì?');
  });

  test('is left to people until an hour has passed, but for a cry for help, and the desk knows that somebody waits', async () => {
    const clock = movableClock();
    const portal = await startTestPortal({ place: await place(), now: clock.now });
    const chat = chatOf(portal, 'tay-thanh', 'lan');
    expect(await waitingAt(portal)).toEqual([]);
    await chat.ask('cho gặp cán bộ');
    await expect.poll(() => waitingAt(portal), patience).toMatchObject([{ reason: 'asked' }]);
    await expect
      .poll(async () => (await portal.messages('tay-thanh')).map(({ text }) => text).join('\n'), patience)
      .toContain('CÓ NGƯỜI DÂN CHỜ TRONG CHAT OA');

    await chat.say('thủ tục tạm trú');
    await staysQuiet(chat, 1);
    const [cry] = await chat.ask('cứu tôi với');
    expect(cry?.text).toContain('113');

    clock.move(hourMs + minuteMs);
    const [again] = await chat.ask('thủ tục tạm trú');
    expect(again?.text).toContain('ĐĂNG KÝ TẠM TRÚ');
    // Nobody has answered yet: that shows, also while the assistant speaks again.
    expect((await waitingAt(portal))[0]?.waitingSince).not.toBeNull();
  });

  test('is quiet while an officer writes, and the assistant’s again once it is closed', async () => {
    const portal = await startTestPortal({ place: await place() });
    const chat = chatOf(portal, 'tay-thanh', 'lan');
    await chat.ask('xin chào');
    await chat.act({ event: 'oa_send_text', text: 'Chào chị', officer: 'truc-ban-1' });
    await expect
      .poll(() => waitingAt(portal), patience)
      .toMatchObject([{ reason: 'officer', waitingSince: null, answeredAt: expect.any(String) }]);
    await chat.say('dạ em hỏi tạm trú');
    await staysQuiet(chat, 1);
    const [item] = await waitingAt(portal);
    expect(item?.waitingSince).not.toBeNull();

    const path = `/api/staff/conversations/${item?.id}/close`;
    expect((await portal.ask(staffKey('officer', 'son-ky'), 'POST', path)).status).toBe(404);
    expect((await portal.ask(staffKey('editor', 'tay-thanh'), 'POST', path)).status).toBe(403);
    expect((await portal.ask(staffKey('officer', 'tay-thanh'), 'POST', path)).status).toBe(204);
    expect(await waitingAt(portal)).toEqual([]);
    expect((await chat.ask('đăng ký tạm trú'))[0]?.text).toContain('ĐĂNG KÝ TẠM TRÚ');
  });

  test('stays the assistant’s when Zalo tells late what an officer wrote before it was closed', async () => {
    const portal = await startTestPortal({ place: await place() });
    const chat = chatOf(portal, 'tay-thanh', 'lan');
    await chat.ask('xin chào');
    await chat.act({ event: 'oa_send_text', text: 'Chào chị', officer: 'truc-ban-1' });
    await expect.poll(() => waitingAt(portal), patience).toHaveLength(1);
    const [item] = await waitingAt(portal);
    const toldAfterMs = 500;
    await chat.act({
      ...{ event: 'oa_send_text', text: 'Xin chị chờ', officer: 'truc-ban-1', delayMs: toldAfterMs },
    });
    const path = `/api/staff/conversations/${item?.id}/close`;
    expect((await portal.ask(staffKey('officer', 'tay-thanh'), 'POST', path)).status).toBe(204);

    await pause(2 * toldAfterMs);

    expect(await waitingAt(portal)).toEqual([]);
    expect((await chat.ask('đăng ký tạm trú'))[0]?.text).toContain('ĐĂNG KÝ TẠM TRÚ');
    await chat.act({ event: 'oa_send_text', text: 'Tôi đây', officer: 'truc-ban-1' });
    await expect.poll(() => waitingAt(portal), patience).toHaveLength(1);
  });

  test('answers a flood of one person’s with a few messages, and somebody else’s at once', async () => {
    const portal = await startTestPortal({ place: await place() });
    const flood = chatOf(portal, 'tay-thanh', 'flood');
    for (let count = 0; count < 40; count += 1) await flood.say(`đăng ký tạm trú ${count}`);
    const calm = chatOf(portal, 'tay-thanh', 'lan');
    expect((await calm.ask('xin chào'))[0]?.text).toContain('Chào bạn');

    await expect
      .poll(async () => (await flood.answers()).at(-1)?.text ?? '', patience)
      .toContain('đến nhanh quá');
    expect((await flood.answers()).length).toBeLessThanOrEqual(13);
    const before = (await flood.answers()).length;
    for (let count = 0; count < 10; count += 1) await flood.say('cứu tôi với');
    await flood.waitFor(before + 1);
    await staysQuiet(flood, before + 1);
    expect((await flood.answers()).at(-1)?.text).toContain('113');
  });

  test('tells an officer what came too late to be answered, and its sender that it did', async () => {
    const clock = movableClock();
    const portal = await startTestPortal({ place: await place(), now: clock.now });
    const chat = chatOf(portal, 'tay-thanh', 'lan');
    await chat.act({ text: 'đăng ký tạm trú', delayMs: 700 });
    clock.move(40 * minuteMs);
    const [late] = await chat.waitFor(1);
    expect(late?.text).toContain('Hệ thống bị gián đoạn');
    expect(await waitingAt(portal)).toMatchObject([{ reason: 'late' }]);
  });

  test('takes a position back that was sent by mistake, once', async () => {
    const portal = await startTestPortal({ place: await place() });
    const chat = chatOf(portal, 'tay-thanh', 'lan');
    const [alerted] = await chat.ask({ event: 'user_send_location', lat: 10.812798, lng: 106.622345 });
    expect(alerted?.text).toContain('Nếu gửi nhầm');
    const [more] = await chat.ask({ event: 'user_send_location', lat: 10.8129, lng: 106.6224 });
    expect(more?.text).toContain('Đã gửi thêm vị trí mới');
    expect((await chat.press('Tôi gửi nhầm'))[0]?.text).toContain('Đã báo cho trực ban là bạn gửi nhầm');
    expect((await chat.ask('#gui-nham'))[0]?.text).toContain('Không có tin cứu giúp nào đang mở');
  });
});
