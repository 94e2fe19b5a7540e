import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import type { SenderChat, SenderChatCode, SenderReach } from '#contract/sender-ways.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, staffKey } from '../../support/desk.ts';
import { actAtOa, chatTexts, hourMs, movableClock, patience } from '../../support/forwarding.ts';
import { noisyKaraoke, readReceipt, startTestPortal, type TestPortal } from '../../support/portal.ts';

const unit = 'tay-thanh';
const reply = 'Đã nhắc nhở chủ quán, lập biên bản.';
const updated = 'Tin báo của bạn có cập nhật';

type Notification = { user: string; templateData: Record<string, string> };

async function notificationsOf(portal: TestPortal, user: string): Promise<Notification[]> {
  const response = await fetch(`${portal.origin}/sandbox/api/notifications?user=${user}`);
  return (await response.json()) as Notification[];
}

describe.each(testDatabases)('an answer on its way to the sender, on $engine', (engine) => {
  const start = async () => {
    const clock = movableClock();
    const place = await engine.place();
    const portal = await startTestPortal({ place, now: clock.now });
    const consentVersion = (await portal.portal()).consent.version;
    const lan = `Bearer ${(await portal.signIn('lan')).token}`;
    // As after `requestSendNotification`.
    await portal.post('/sandbox/api/mini-app', { user: 'lan', acceptsNotifications: true });
    const send = async (more: object = {}, authorization: string | null = lan) =>
      readReceipt(
        await portal.ask(authorization, 'POST', '/api/tips', {
          ...noisyKaraoke({ consentVersion, anonymous: false }),
          ...more,
        }),
      );
    const officer = deskOf(portal, 'officer', unit);
    const chief = deskOf(portal, 'commander', unit);
    const answer = async (code: string, text = reply) => {
      await officer.do(code, 'acknowledge');
      await officer.do(code, 'draft-reply', { text });
      await chief.do(code, 'approve-reply');
    };
    const code = async (tip: string, authorization = lan) => {
      const response = await portal.ask(authorization, 'POST', `/api/tips/${tip}/chat`);
      return { status: response.status, body: (await response.json()) as SenderChatCode & Problem };
    };
    const chat = async (tip: string) =>
      (await (await portal.ask(lan, 'GET', `/api/tips/${tip}/chat`)).json()) as SenderChat;
    const reach = async (tip: string) =>
      (await (
        await portal.ask(staffKey('officer', unit), 'GET', `/api/staff/tips/${tip}/sender`)
      ).json()) as SenderReach;
    const link = async (tip: string) => {
      const { body } = await code(tip);
      await actAtOa(portal, { unit, user: 'lan', event: 'user_send_text', text: body.text });
      await expect.poll(async () => (await chat(tip)).state, patience).toBe('linked');
    };
    const said = () => chatTexts(portal, unit, 'lan');
    return { clock, place, portal, lan, send, answer, code, chat, reach, link, said };
  };

  test('comes in full into the chat that they tied to the tip, and nowhere else', async () => {
    const { portal, send, answer, link, said, reach } = await start();
    const tip = await send();
    await link(tip.code);
    await expect.poll(said, patience).toContainEqual(expect.stringContaining('Đã nối.'));
    const before = (await said()).length;
    await answer(tip.code);
    await expect.poll(said, patience).toContainEqual(`Trả lời tin báo ${tip.code}:\n${reply}`);
    expect((await said()).length).toBe(before + 1);
    expect(await notificationsOf(portal, 'lan')).toEqual([]);
    expect(await reach(tip.code)).toMatchObject({
      chat: { window: 'free' },
      notification: true,
      last: { way: 'chat', reason: null },
    });
  });

  test('is tied to a chat by a code that is good once, there, and for half an hour', async () => {
    const { clock, portal, send, code, chat } = await start();
    const tip = await send();
    const { body } = await code(tip.code);
    expect(body).toMatchObject({ unit: { id: unit }, oaId: expect.stringMatching(/^\d+$/) });
    await actAtOa(portal, { unit: 'son-ky', user: 'lan', event: 'user_send_text', text: body.text });
    clock.move(31 * 60_000);
    await actAtOa(portal, { unit, user: 'minh', event: 'user_send_text', text: body.text });
    await expect.poll(() => chatTexts(portal, unit, 'minh'), patience).not.toEqual([]);
    expect(await chat(tip.code)).toMatchObject({ state: 'none' });

    const next = (await code(tip.code)).body;
    await actAtOa(portal, { unit, user: 'lan', event: 'user_send_text', text: next.text });
    await expect.poll(async () => (await chat(tip.code)).state, patience).toBe('linked');
    await actAtOa(portal, { unit, user: 'minh', event: 'user_send_text', text: next.text });
    await expect
      .poll(() => chatTexts(portal, unit, 'minh').then((texts) => texts.length), patience)
      .toBeGreaterThan(2);
    expect((await chatTexts(portal, unit, 'minh')).join()).not.toContain('Đã nối.');
  });

  test('comes there no more once its sender says so, or is erased', async () => {
    const { place, portal, lan, send, answer, link, said, chat } = await start();
    const tip = await send();
    await link(tip.code);
    expect((await portal.ask(lan, 'DELETE', `/api/tips/${tip.code}/chat`)).status).toBe(204);
    expect(await chat(tip.code)).toMatchObject({ state: 'none' });
    await answer(tip.code);
    await expect.poll(async () => (await notificationsOf(portal, 'lan')).length, patience).toBe(1);
    expect((await said()).join()).not.toContain(reply);

    const other = await send();
    await link(other.code);
    expect((await portal.ask(lan, 'DELETE', '/api/me')).status).toBe(200);
    const database = openDatabase(place);
    expect(await database.kysely.selectFrom('sender_chats').select('tip_id').execute()).toEqual([]);
    await database.close();
  });

  if (!engine.showsTheRest) return;

  test('is cut into several messages where one would be too long for Zalo', async () => {
    const { send, answer, link, said } = await start();
    const tip = await send();
    await link(tip.code);
    const text = 'Công an phường đã kiểm tra và xử lý theo quy định. '.repeat(70).trim();
    await answer(tip.code, text);
    await expect.poll(said, patience).toContainEqual(expect.stringContaining('(2/2)'));
    const parts = (await said()).filter((one) => one.startsWith('Trả lời tin báo'));
    expect(parts).toHaveLength(2);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(2_000);
    expect(parts.map((part) => part.split('\n').slice(1).join('\n')).join(' ')).toBe(text);
  });

  test('is told of by a notification without a word of it where the chat is closed, and both sides see why', async () => {
    const { clock, portal, send, answer, link, said, reach } = await start();
    const tip = await send();
    await link(tip.code);
    clock.move(8 * 24 * hourMs);
    await answer(tip.code);
    await expect.poll(async () => (await notificationsOf(portal, 'lan')).length, patience).toBe(1);
    const [told] = await notificationsOf(portal, 'lan');
    expect(told?.templateData).toMatchObject({
      contentTitle: updated,
      // The screen's address in the app (src/text/paths.ts).
      buttonUrl: expect.stringMatching(/\/tin-cua-toi$/),
    });
    expect(JSON.stringify(told)).not.toContain(tip.code);
    expect(JSON.stringify(told)).not.toContain('biên bản');
    expect(await said()).not.toContainEqual(expect.stringContaining(reply));
    expect(await reach(tip.code)).toMatchObject({
      chat: { window: 'closed' },
      last: { way: 'notification', reason: expect.stringMatching(/\S/) },
    });
  });

  test('is told of by a notification where no chat was chosen', async () => {
    const { portal, send, answer, said } = await start();
    const tip = await send();
    await answer(tip.code);
    await expect.poll(async () => (await notificationsOf(portal, 'lan')).length, patience).toBe(1);
    expect(await said()).toEqual([]);
  });

  test('goes nowhere for anonymous and restricted tips: only their page has it', async () => {
    const { portal, send, code, answer, reach } = await start();
    const anonymous = await send({ anonymous: true }, null);
    const refusal = await code(anonymous.code, `Receipt ${anonymous.receipt}`);
    expect([refusal.status, refusal.body.code]).toEqual([409, 'chat_not_for_this_tip']);
    const restricted = await send({ category: 'xam-hai-tre-em' });
    expect((await code(restricted.code)).status).toBe(409);
    await answer(anonymous.code);
    await expect.poll(async () => (await reach(anonymous.code)).last, patience).toBeNull();
    expect(await notificationsOf(portal, 'lan')).toEqual([]);
  });
});
