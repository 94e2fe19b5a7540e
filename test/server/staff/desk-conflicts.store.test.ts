import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, deskWith, staffOfStore } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

describe.each(testDatabases)('two people at one tip, on $engine', (engine) => {
  const start = async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const { hire } = await staffOfStore(place);
    const consentVersion = (await portal.portal()).consent.version;
    const { code } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
    return {
      portal,
      code,
      officer: deskOf(portal, 'officer', 'tay-thanh'),
      commander: deskOf(portal, 'commander', 'tay-thanh'),
      second: deskWith(portal, (await hire('commander', 'tay-thanh')).authorization),
    };
  };
  const problemOf = async (answer: Response) => [answer.status, (await answer.json()) as Problem] as const;

  test('acknowledge it once: the later one hears how it stands', async () => {
    const { code, officer, commander } = await start();

    const answers = await Promise.all([
      officer.try(code, 'acknowledge'),
      commander.try(code, 'acknowledge'),
      officer.try(code, 'acknowledge'),
    ]);

    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(2);
    for (const answer of refused) {
      const [status, problem] = await problemOf(answer);
      expect(status).toBe(409);
      expect(problem).toMatchObject({
        code: 'move_not_allowed',
        present: { status: 'acknowledged', sequence: 2 },
      });
    }
  });

  test('are two when a reply goes out: nobody approves their own words, a chief neither', async () => {
    const { portal, code, commander, second } = await start();
    await commander.do(code, 'draft-reply', { text: 'Đã nhắc nhở.' });

    const own = await commander.try(code, 'approve-reply');

    expect([own.status, ((await own.json()) as Problem).code]).toEqual([403, 'own_words']);
    expect((await commander.tip(code)).can).not.toContain('approve-reply');
    expect((await second.tip(code)).can).toContain('approve-reply');
    expect((await deskOf(portal, 'commander', 'doi-csgt').try(code, 'approve-reply')).status).toBe(404);
    expect((await second.do(code, 'approve-reply')).status).toBe('answered');
  });

  if (!engine.showsTheRest) return;

  test('do not act on what they have not seen', async () => {
    const { code, officer, commander } = await start();
    await officer.do(code, 'draft-reply', { text: 'Đã nhắc nhở.' });
    const seen = await commander.tip(code);
    await officer.do(code, 'draft-reply', { text: 'Đã sửa sau khi chỉ huy đọc.' });

    const [status, problem] = await problemOf(
      await commander.try(code, 'approve-reply', { seenSequence: seen.sequence }),
    );

    expect([status, problem.code]).toEqual([409, 'tip_changed']);
    expect(problem.present).toMatchObject({ status: 'in_progress', sequence: 3 });
    expect((await commander.tip(code)).status).toBe('in_progress');
  });

  test('find no draft where none waits: none was written, it was sent back, or the tip was reopened', async () => {
    const { code, officer, commander } = await start();
    const nothing = async () => {
      for (const move of ['approve-reply', 'send-back'] as const) {
        const answer = await commander.try(code, move, move === 'send-back' ? { remark: 'Xem lại' } : {});
        expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([409, 'no_draft']);
      }
    };
    await nothing();
    await officer.do(code, 'draft-reply', { text: 'Đã nhắc nhở.' });
    await commander.do(code, 'send-back', { remark: 'Viết rõ hơn' });
    await nothing();
    const { history } = await officer.tip(code);
    expect(history.at(-1)).toMatchObject({
      event: 'reply_sent_back',
      text: 'Viết rõ hơn',
      staff: { name: 'Trần Văn Thử (chỉ huy)' },
    });
  });
});
