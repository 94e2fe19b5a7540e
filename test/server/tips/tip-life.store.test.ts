import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import type { ReopenedTip, SentTipMessage, TipReceipt, TipView } from '#contract/tips.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, unitOf } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

describe.each(testDatabases)('a tip after it was sent, on $engine', (engine) => {
  const start = async (more: Parameters<typeof startTestPortal>[0] = {}) => {
    const portal = await startTestPortal({ place: await engine.place(), ...more });
    const consentVersion = (await portal.portal()).consent.version;
    const send = async (changes: object = {}): Promise<TipReceipt> =>
      readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion, ...changes })));
    const sent = await send();
    const path = `/api/tips/${sent.code}`;
    const authorization = `Receipt ${sent.receipt}`;
    const post = (step: string, body: unknown, key?: string) =>
      portal.ask(authorization, 'POST', `${path}/${step}`, body, key);
    const view = async () => (await (await portal.ask(authorization, 'GET', path)).json()) as TipView;
    return { portal, send, sent, path, authorization, post, view };
  };
  const codeOf = async (response: Response) => [response.status, ((await response.json()) as Problem).code];

  test('goes the whole way between sender and unit, and the sender reads each step', async () => {
    const { portal, sent, post, view } = await start();

    await unitOf(portal).acknowledge(sent.code);
    await unitOf(portal).ask(sent.code, 'Loa kéo ở số nhà bao nhiêu?');
    expect((await view()).status).toBe('waiting_citizen');

    const answer = await post('messages', { text: 'Dạ, số 12 hẻm 237.', photoIds: [] });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      id: '4',
      status: 'in_progress',
    } satisfies Partial<SentTipMessage>);

    await unitOf(portal).answer(sent.code, 'Đã nhắc nhở và lập biên bản.');
    const answered = await view();
    expect(answered).toMatchObject({
      status: 'answered',
      can: { sendMessage: true, rate: true, reopen: true },
      reopensLeft: 2,
      rating: null,
    });
    expect(answered.timeline.map(({ event, unit }) => [event, unit?.id ?? null])).toEqual([
      ['received', 'tay-thanh'],
      ['acknowledged', 'tay-thanh'],
      ['asked', 'tay-thanh'],
      ['message_citizen', null],
      ['answered', 'tay-thanh'],
    ]);
    expect(answered.messages.map(({ from, text }) => [from, text])).toEqual([
      ['unit', 'Loa kéo ở số nhà bao nhiêu?'],
      ['citizen', 'Dạ, số 12 hẻm 237.'],
      ['unit', 'Đã nhắc nhở và lập biên bản.'],
    ]);

    expect((await post('rating', { stars: 2, text: 'Chiều lại hát tiếp' })).status).toBe(201);
    expect((await view()).rating).toMatchObject({ stars: 2, text: 'Chiều lại hát tiếp' });
    expect((await view()).can.rate).toBe(false);
    expect(JSON.stringify(await view())).not.toMatch(/sandbox:|Nguyễn Thị Mẫu|Trần Văn Thử/);
  });

  test('takes a message, a rating under one key once, whatever the retries', async () => {
    const { portal, sent, post, view } = await start();
    const key = randomUUID();
    const message = { text: 'Còn một chuyện nữa', photoIds: [] };

    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => (await post('messages', message, key)).json()),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await view()).messages).toHaveLength(1);
    expect(await codeOf(await post('messages', { ...message, text: 'Khác' }, key))).toEqual([
      409,
      'idempotency_conflict',
    ]);
    await unitOf(portal).answer(sent.code, 'Đã xử lý');
    expect(await codeOf(await post('rating', { stars: 4 }, key))).toEqual([409, 'idempotency_conflict']);
    const ratingKey = randomUUID();
    const ratings = [
      await post('rating', { stars: 4 }, ratingKey),
      await post('rating', { stars: 4 }, ratingKey),
    ];
    expect(ratings.map(({ status }) => status)).toEqual([201, 201]);
    expect(await ratings[0]?.json()).toEqual(await ratings[1]?.json());
  });

  test('a key that was used for one tip is a conflict on another', async () => {
    const { portal, send, post } = await start();
    const other = await send();
    const key = randomUUID();
    const message = { text: 'Còn một chuyện nữa', photoIds: [] };
    expect((await post('messages', message, key)).status).toBe(201);

    const again = await portal.ask(
      `Receipt ${other.receipt}`,
      'POST',
      `/api/tips/${other.code}/messages`,
      message,
      key,
    );

    expect(await codeOf(again)).toEqual([409, 'idempotency_conflict']);
  });

  test('answers a replay of its sending as it was answered first, whatever has happened since', async () => {
    let at = new Date('2026-11-24T01:00:00.000Z');
    const { portal } = await start({ now: () => at });
    const tip = noisyKaraoke({ consentVersion: (await portal.portal()).consent.version });
    const key = randomUUID();
    const first = await readReceipt(await portal.sendTip(tip, key));
    await unitOf(portal).answer(first.code, 'Đã xử lý');
    at = new Date(at.getTime() + 60 * 60_000);
    await portal.ask(`Receipt ${first.receipt}`, 'POST', `/api/tips/${first.code}/reopen`, {});

    expect(await readReceipt(await portal.sendTip(tip, key))).toEqual(first);
  });

  test('keeps one chain when sender and unit write at the same moment', async () => {
    const { portal, sent, post, view } = await start();
    const writers = 12;

    await Promise.all([
      ...Array.from({ length: writers }, (_, index) =>
        post('messages', { text: `Lời thứ ${index}`, photoIds: [] }),
      ),
      ...Array.from({ length: writers }, (_, index) => unitOf(portal).ask(sent.code, `Câu hỏi thứ ${index}`)),
    ]);

    const { timeline, messages } = await view();
    expect(timeline.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 1 + 2 * writers }, (_, index) => index + 1),
    );
    expect(new Set(messages.map(({ text }) => text)).size).toBe(2 * writers);
  });

  test('names the field of what is not right, in Vietnamese', async () => {
    const { portal, sent, post } = await start();
    await unitOf(portal).answer(sent.code, 'Đã xử lý');
    const cases: [string, unknown, number, string, (string | number)[]][] = [
      ['messages', { text: '', photoIds: [] }, 400, 'invalid_input', ['text']],
      [
        'messages',
        { text: 'ắ'.repeat(limits.messageCharsMax + 1), photoIds: [] },
        400,
        'invalid_input',
        ['text'],
      ],
      ['messages', { text: 'a' }, 400, 'invalid_input', ['photoIds']],
      ['messages', { text: 'a', photoIds: ['1'] }, 400, 'invalid_input', ['photoIds', 0]],
      ['messages', { text: 'a', photoIds: [randomUUID()] }, 422, 'photo_expired', ['photoIds', 0]],
      ['rating', { stars: 0 }, 400, 'invalid_input', ['stars']],
      ['rating', { stars: 6 }, 400, 'invalid_input', ['stars']],
      ['rating', { stars: 2.5 }, 400, 'invalid_input', ['stars']],
      ['rating', { stars: 5, text: 'x'.repeat(limits.ratingCharsMax + 1) }, 400, 'invalid_input', ['text']],
      ['reopen', { reason: 'x'.repeat(limits.reopenReasonCharsMax + 1) }, 400, 'invalid_input', ['reason']],
      ['reopen', { why: 'x' }, 400, 'invalid_input', ['why']],
    ];
    for (const [step, body, status, code, field] of cases) {
      const response = await post(step, body);
      const problem = (await response.json()) as Problem;
      expect([response.status, problem.code], JSON.stringify([step, body]).slice(0, 80)).toEqual([
        status,
        code,
      ]);
      expect(problem.issues?.map((issue) => issue.path)).toContainEqual(field);
      for (const { message } of problem.issues ?? []) expect(message).toMatch(/[à-ỹđ]/i);
    }
    // A refusal leaves nothing behind.
    expect((await post('rating', { stars: 5 })).status).toBe(201);
  });

  if (!engine.showsTheRest) return;

  test('shows what the unit added as new, once', async () => {
    const { portal, sent, post, view } = await start();
    const fresh = async () => {
      const { timeline, messages } = await view();
      return [timeline, messages].map((list) => list.filter(({ isNew }) => isNew).length);
    };
    expect(await fresh()).toEqual([0, 0]);

    await unitOf(portal).acknowledge(sent.code);
    await post('messages', { text: 'Vẫn còn ồn', photoIds: [] });
    await unitOf(portal).answer(sent.code, 'Đã xử lý');

    expect(await fresh()).toEqual([2, 1]);
    expect(await fresh()).toEqual([0, 0]);
  });

  test('stays new while the sender’s phone only lists it', async () => {
    const { portal, sent, path, authorization, view } = await start();
    await unitOf(portal).acknowledge(sent.code);
    const peek = async () =>
      (await (await portal.ask(authorization, 'GET', `${path}?peek=true`)).json()) as TipView;
    const news = ({ timeline }: TipView) => timeline.filter(({ isNew }) => isNew).length;

    expect(news(await peek())).toBe(1);
    expect(news(await peek())).toBe(1);
    expect(news(await view())).toBe(1);
    expect(news(await peek())).toBe(0);
    expect(await codeOf(await portal.ask(authorization, 'GET', `${path}?peek=no`))).toEqual([
      400,
      'invalid_input',
    ]);
  });

  test('tells the unit’s group that something new came, without a word of it', async () => {
    const { portal, sent, post } = await start();
    await unitOf(portal).answer(sent.code, 'Đã xử lý');
    await post('messages', { text: 'ZEBRA-MESSAGE', photoIds: [] });
    await post('reopen', { reason: 'ZEBRA-REASON' });

    await expect.poll(() => portal.messages('tay-thanh'), { timeout: 5_000 }).toHaveLength(3);
    const [, message, reopened] = await portal.messages('tay-thanh');
    for (const update of [message, reopened]) expect(update?.text).toContain(sent.code);
    expect(message?.text).not.toBe(reopened?.text);
    expect(JSON.stringify([message, reopened])).not.toContain('ZEBRA');
  });

  test('is reopened twice at most, each time with as long to take it up', async () => {
    let at = new Date('2026-11-24T01:00:00.000Z');
    const { portal, sent, post, view } = await start({ now: () => at });
    expect(await codeOf(await post('reopen', {}))).toEqual([409, 'move_not_allowed']);

    for (const left of [1, 0]) {
      await unitOf(portal).answer(sent.code, 'Đã xử lý');
      at = new Date(at.getTime() + 60 * 60_000);
      const reopened = (await (await post('reopen', { reason: 'Chưa được' })).json()) as ReopenedTip;
      expect(reopened).toEqual({
        status: 'received',
        at: at.toISOString(),
        acknowledgeBy: new Date(at.getTime() + 15 * 60_000).toISOString(),
        reopensLeft: left,
      });
    }
    await unitOf(portal).answer(sent.code, 'Đã xử lý');

    expect(await codeOf(await post('reopen', {}))).toEqual([409, 'reopen_limit']);
    expect((await view()).can.reopen).toBe(false);
    expect((await view()).messages.filter(({ from }) => from === 'citizen')).toHaveLength(2);
  });

  test('is rated once for each answer, and only when there is one', async () => {
    const { portal, sent, post } = await start();
    expect(await codeOf(await post('rating', { stars: 5 }))).toEqual([409, 'move_not_allowed']);
    await unitOf(portal).answer(sent.code, 'Đã xử lý');
    expect((await post('rating', { stars: 5 })).status).toBe(201);
    expect(await codeOf(await post('rating', { stars: 1 }))).toEqual([409, 'already_rated']);

    await post('reopen', {});
    await unitOf(portal).answer(sent.code, 'Đã xử lý lại');

    expect((await post('rating', { stars: 3 })).status).toBe(201);
  });

  test('takes no more messages than its limit, and says so', async () => {
    const { post, view } = await start();
    for (let round = 0; round < limits.citizenMessagesMax / 20; round += 1) {
      await Promise.all(
        Array.from({ length: 20 }, () => post('messages', { text: 'Còn nữa', photoIds: [] })),
      );
    }
    expect((await view()).messages).toHaveLength(limits.citizenMessagesMax);
    expect((await view()).can.sendMessage).toBe(false);
    expect(await codeOf(await post('messages', { text: 'Còn nữa', photoIds: [] }))).toEqual([
      409,
      'messages_full',
    ]);
  });

  test('the desk’s moves are refused where the table has none', async () => {
    const { portal, sent } = await start();
    await unitOf(portal).acknowledge(sent.code);

    const officer = deskOf(portal, 'officer', 'tay-thanh');
    expect(await codeOf(await officer.try(sent.code, 'acknowledge'))).toEqual([409, 'move_not_allowed']);
    const draft = { text: 'Đã xử lý' };
    expect(await codeOf(await officer.try('TB-222222', 'draft-reply', draft))).toEqual([
      404,
      'tip_not_found',
    ]);
    await unitOf(portal).answer(sent.code, 'Đã xử lý');
    const question = { text: 'Gì nữa?' };
    expect(await codeOf(await officer.try(sent.code, 'ask', question))).toEqual([409, 'move_not_allowed']);
  });
});
