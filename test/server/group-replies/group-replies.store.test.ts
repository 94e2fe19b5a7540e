import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { MadeBindingCode } from '#contract/staff-identity.ts';
import type { NewTip } from '#contract/tips.ts';
import { stableGroupId } from '../../../server/zalo/sandbox/zalo-ids.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, staffKey, staffOfStore } from '../../support/desk.ts';
import { actAtOa, insideOf, movableClock, patience, textsOf } from '../../support/forwarding.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

const unit = 'tay-thanh';
const minuteMs = 60_000;

describe.each(testDatabases)('a reply in the OA’s group, on $engine', (engine) => {
  const start = async (environment: Record<string, string> = {}) => {
    const place = await engine.place();
    const clock = movableClock();
    const portal = await startTestPortal({ place, now: clock.now, environment });
    const consentVersion = (await portal.portal()).consent.version;
    const send = async (more: Partial<NewTip> = {}) => {
      const receipt = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion, ...more })));
      const text = async () =>
        (await portal.messages(unit)).find((message) => message.text.includes(receipt.code));
      await expect.poll(text, patience).toBeDefined();
      return { ...receipt, messageId: (await text())?.id ?? '' };
    };
    const say = (text: string, quoted?: string, user = `truc-ban-1:${unit}`) =>
      actAtOa(portal, {
        unit,
        user,
        event: 'user_send_group_text',
        group: 'duty',
        text,
        ...(quoted === undefined ? {} : { quoteMessageId: quoted }),
      });
    const commander = deskOf(portal, 'commander', unit);
    const statusOf = async (code: string) => (await commander.tip(code)).status;
    /** Everything said so far has been worked on: this comes after it. */
    const settled = async () => {
      const marker = await send({ description: 'Tin đánh dấu để chờ' });
      await say('ok', marker.messageId);
      await expect.poll(() => statusOf(marker.code), patience).toBe('acknowledged');
    };
    return { place, clock, portal, send, say, commander, statusOf, settled };
  };

  test('“đã nhận”, quoting the tip, takes it up; who is not known as staff stays without a name', async () => {
    const { portal, send, say, commander, statusOf } = await start();
    const tip = await send();
    await say('đã nhận ạ', tip.messageId);
    await expect.poll(() => statusOf(tip.code), patience).toBe('acknowledged');
    const { history } = await commander.tip(tip.code);
    expect(history.at(-1)).toMatchObject({
      event: 'acknowledged',
      actor: 'unit',
      unit: { id: unit },
      staff: null,
      via: 'group',
    });
    const seen = await (await portal.viewTip(tip.code, tip.receipt)).json();
    expect(seen).toMatchObject({ status: 'acknowledged' });
    expect(await textsOf(portal, unit)).toHaveLength(2);
  });

  test('twice, or after the desk was quicker, changes nothing more', async () => {
    const { send, say, commander, statusOf, settled } = await start();
    const tip = await send();
    await commander.do(tip.code, 'note', { text: 'Đang xem' });
    await say('ok', tip.messageId);
    await say('đã nhận', tip.messageId);
    await settled();
    await commander.do(tip.code, 'draft-reply', { text: 'Đã xử lý' });
    await say('ok', tip.messageId);
    await settled();
    const events = (await commander.tip(tip.code)).history.map(({ event }) => event);
    expect(events).toEqual(['received', 'noted', 'acknowledged', 'reply_drafted']);
    expect(await statusOf(tip.code)).toBe('in_progress');
  });

  test('to a reminder of one tip takes that one up; to one of several only those it names', async () => {
    const { portal, clock, send, say, statusOf, settled } = await start();
    const first = await send();
    clock.move(11 * minuteMs);
    const reminder = async () =>
      (await portal.messages(unit)).filter(({ text }) => text.startsWith('NHẮC TIẾP NHẬN'));
    await expect.poll(reminder, patience).toHaveLength(1);
    await say('ok', (await reminder())[0]?.id);
    await expect.poll(() => statusOf(first.code), patience).toBe('acknowledged');

    const second = await send();
    const third = await send();
    clock.move(11 * minuteMs);
    await expect.poll(reminder, patience).toHaveLength(2);
    const both = (await reminder())[1];
    expect(both?.text).toContain(second.code);
    expect(both?.text).toContain(third.code);
    await say('ok', both?.id);
    await settled();
    expect([await statusOf(second.code), await statusOf(third.code)]).toEqual(['received', 'received']);
    await say(`đã nhận ${third.code}`, both?.id);
    await expect.poll(() => statusOf(third.code), patience).toBe('acknowledged');
    expect(await statusOf(second.code)).toBe('received');
  });

  if (!engine.showsTheRest) return;

  test('of a member who is bound to the staff is theirs by name', async () => {
    const { place, portal, send, say, commander, statusOf } = await start();
    const officer = await (await staffOfStore(place)).hire('officer', unit, 'Nguyễn Thị Trực');
    const made = await portal.ask(staffKey('admin', unit), 'POST', '/api/staff/bindings', {
      staffId: officer.id,
    });
    const { code } = (await made.json()) as MadeBindingCode;
    const { token } = await portal.signIn('truc');
    expect((await portal.ask(`Bearer ${token}`, 'POST', '/api/me/staff', { code })).status).toBe(200);

    const tip = await send();
    await say('nhận r', tip.messageId, 'truc');
    await expect.poll(() => statusOf(tip.code), patience).toBe('acknowledged');
    expect((await commander.tip(tip.code)).history.at(-1)).toMatchObject({
      staff: { id: officer.id, name: 'Nguyễn Thị Trực' },
      via: 'group',
    });
  });

  test('that says something else, quotes nothing, or quotes a colleague does nothing, and is not answered', async () => {
    const { portal, send, say, statusOf, settled } = await start();
    const tip = await send();
    await say('Đã nhận chưa?', tip.messageId);
    await say('đang bận', tip.messageId);
    await say('đã nhận');
    await say(`đã nhận ${tip.code}`);
    await say('ai trực đấy');
    const colleagues = (await portal.messages(unit)).find(({ text }) => text === 'ai trực đấy');
    await say('ok', colleagues?.id);
    await settled();
    expect(await statusOf(tip.code)).toBe('received');
    const ours = (await textsOf(portal, unit)).filter((text) => text.startsWith('TIN BÁO'));
    expect(ours).toHaveLength(2);
  });

  test('takes no restricted tip up for who is not known to be allowed to read it', async () => {
    const { commander, send, say, settled } = await start();
    const tip = await send({ category: 'xam-hai-tre-em', kind: 'crime' });
    await say('đã nhận', tip.messageId);
    await settled();
    expect(await commander.tip(tip.code)).toMatchObject({ restricted: true, status: 'received' });
  });

  test('to a message whose id is not ours goes by the code in what it quotes, in our own groups alone', async () => {
    const { portal, clock, send, statusOf } = await start();
    const tip = await send();
    const oaId = (await portal.portal()).units.find(({ id }) => id === unit)?.oaId ?? '';
    const post = (groupId: string, id: string) => {
      const timestamp = String(clock.now().getTime());
      const body = JSON.stringify({
        app_id: '360846524940903967',
        oa_id: oaId,
        sender: { id: '77' },
        recipient: { id: groupId },
        event_name: 'user_send_group_text',
        message: {
          msg_id: id,
          text: 'đã nhận',
          quote_msg: { msg_id: 'unknown', text: `TIN BÁO ${tip.code} · Phản ánh` },
        },
        timestamp,
      });
      const mac = createHash('sha256')
        .update(`360846524940903967${body}${timestamp}oaSecretKeyForTests`)
        .digest('hex');
      return portal.post('/webhooks/zalo-oa', body, { 'X-ZEvent-Signature': `mac=${mac}` });
    };
    await post('f'.repeat(20), 'g1');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await statusOf(tip.code)).toBe('received');
    await post(stableGroupId(oaId, 'duty'), 'g2');
    await expect.poll(() => statusOf(tip.code), patience).toBe('acknowledged');
  });

  test('to a digest of many alike takes all of them up', async () => {
    const { place, portal, clock, statusOf, say } = await start({ RATE_LIMITS: 'on' });
    const consentVersion = (await portal.portal()).consent.version;
    const codes: string[] = [];
    for (let nr = 0; nr < 8; nr += 1) {
      const tip = noisyKaraoke({
        consentVersion,
        description: 'Hát karaoke loa kéo quá to ở hẻm mười hai Tây Thạnh',
      });
      codes.push((await readReceipt(await portal.sendTip(tip))).code);
    }
    await expect.poll(() => textsOf(portal, unit), patience).toHaveLength(5);
    const states = () => insideOf(place, ({ outbox }) => outbox.countByState());
    // The digest closes a minute after the first of them went into it.
    await expect.poll(states, patience).toMatchObject({ folded: 3 });
    clock.move(2 * minuteMs);
    const digest = async () =>
      (await portal.messages(unit)).find(({ text }) => text.includes('TIN TƯƠNG TỰ'));
    await expect.poll(digest, patience).toBeDefined();
    await say('ok', (await digest())?.id);
    for (const code of codes.slice(5)) await expect.poll(() => statusOf(code), patience).toBe('acknowledged');
    expect(await statusOf(codes[0] ?? '')).toBe('received');
  });
});
