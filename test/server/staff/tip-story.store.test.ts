import { describe, expect, test } from 'vitest';
import type { TipView } from '#contract/tips.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

describe.each(testDatabases)('the whole life of a tip, on $engine', (engine) => {
  test('goes from the sender to an officer, a commander, back to the sender, and up again when two stars say so', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const consentVersion = (await portal.portal()).consent.version;
    const sent = await readReceipt(
      await portal.sendTip(
        noisyKaraoke({
          consentVersion,
          anonymous: false,
          contact: { name: 'Lê Thị Hoa', phone: '0912345678' },
        }),
      ),
    );
    const receipt = `Receipt ${sent.receipt}`;
    const path = `/api/tips/${sent.code}`;
    const view = async () => (await (await portal.ask(receipt, 'GET', path)).json()) as TipView;
    const officer = deskOf(portal, 'officer', 'tay-thanh');
    const commander = deskOf(portal, 'commander', 'tay-thanh');

    const [waiting] = (await officer.list()).items;
    expect(waiting).toMatchObject({ code: sent.code, status: 'received', attention: null, minutesLeft: 15 });
    expect(waiting?.excerpt).toContain('karaoke');
    expect((await officer.tip(sent.code)).contact).toEqual({ name: 'Lê Thị Hoa', phone: '0912345678' });

    await officer.do(sent.code, 'acknowledge');
    await officer.do(sent.code, 'note', { text: 'ZEBRA-NOTE: đã gọi tổ trưởng dân phố' });
    await officer.do(sent.code, 'ask', { text: 'Loa kéo ở số nhà bao nhiêu?' });
    expect((await view()).status).toBe('waiting_citizen');
    const answer = { text: 'Dạ, số 12 hẻm 237.', photoIds: [] };
    expect((await portal.ask(receipt, 'POST', `${path}/messages`, answer)).status).toBe(201);

    await officer.do(sent.code, 'draft-reply', { text: 'ZEBRA-DRAFT: đã sử lý' });
    expect(await commander.codes('?attention=reply_to_approve')).toEqual([sent.code]);
    await commander.do(sent.code, 'send-back', { remark: 'ZEBRA-REMARK: sai chính tả' });
    expect((await officer.tip(sent.code)).draft).toBeNull();
    await officer.do(sent.code, 'draft-reply', { text: 'Đã nhắc nhở và lập biên bản.' });
    const { sequence, draft, can } = await commander.tip(sent.code);
    expect(draft?.text).toBe('Đã nhắc nhở và lập biên bản.');
    expect(can).toContain('approve-reply');
    expect((await officer.tip(sent.code)).can).not.toContain('approve-reply');
    await commander.do(sent.code, 'approve-reply', { seenSequence: sequence });

    const answered = await view();
    expect(answered.status).toBe('answered');
    expect(answered.messages.map(({ from, text }) => [from, text])).toEqual([
      ['unit', 'Loa kéo ở số nhà bao nhiêu?'],
      ['citizen', 'Dạ, số 12 hẻm 237.'],
      ['unit', 'Đã nhắc nhở và lập biên bản.'],
    ]);
    expect(answered.timeline.map(({ event }) => event)).toEqual([
      'received',
      'acknowledged',
      'asked',
      'message_citizen',
      'answered',
    ]);
    expect(JSON.stringify(answered)).not.toMatch(/ZEBRA|Nguyễn Thị Mẫu|sandbox:/);

    const rating = { stars: 2, text: 'Chiều lại hát tiếp' };
    expect((await portal.ask(receipt, 'POST', `${path}/rating`, rating)).status).toBe(201);

    expect(await view()).toMatchObject({ status: 'received', reopensLeft: 1, rating: { stars: 2 } });
    expect(await commander.codes('?attention=low_rating')).toEqual([sent.code]);
    const whole = await commander.tip(sent.code);
    expect(whole.history.map(({ event, staff }) => [event, staff?.name ?? null])).toEqual([
      ['received', null],
      ['acknowledged', 'Nguyễn Thị Mẫu (trực ban)'],
      ['noted', 'Nguyễn Thị Mẫu (trực ban)'],
      ['asked', 'Nguyễn Thị Mẫu (trực ban)'],
      ['message_citizen', null],
      ['reply_drafted', 'Nguyễn Thị Mẫu (trực ban)'],
      ['reply_sent_back', 'Trần Văn Thử (chỉ huy)'],
      ['reply_drafted', 'Nguyễn Thị Mẫu (trực ban)'],
      ['answered', 'Trần Văn Thử (chỉ huy)'],
      ['rated', null],
      ['reopened', null],
    ]);
    await expect
      .poll(async () => (await portal.messages('tay-thanh')).at(-1)?.text, { timeout: 5_000 })
      .toContain('chưa hài lòng');

    const database = openDatabase(place);
    const { id } = await database.kysely
      .selectFrom('tips')
      .select('id')
      .where('code', '=', sent.code)
      .executeTakeFirstOrThrow();
    await database.close();
    expect(await portal.tips.verifyHistory(id)).toEqual({ isIntact: true, entries: 11 });
  });
});
