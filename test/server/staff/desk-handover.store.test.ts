import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import type { TipView } from '#contract/tips.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, deskWith, staffOfStore } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

describe.each(testDatabases)('a tip that goes to others, on $engine', (engine) => {
  const start = async (changes: object = {}) => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const { hire } = await staffOfStore(place);
    const consentVersion = (await portal.portal()).consent.version;
    const sent = await readReceipt(await portal.sendTip({ ...noisyKaraoke({ consentVersion }), ...changes }));
    const view = async () =>
      (await (
        await portal.ask(`Receipt ${sent.receipt}`, 'GET', `/api/tips/${sent.code}`)
      ).json()) as TipView;
    const officer = (unit: string) => deskOf(portal, 'officer', unit);
    const commander = (unit: string) => deskOf(portal, 'commander', unit);
    return { portal, hire, sent, code: sent.code, view, officer, commander };
  };
  const refusal = async (answer: Response) => [answer.status, ((await answer.json()) as Problem).code];
  const texts = async (portal: { messages(unit: string): Promise<{ text: string }[]> }, unit: string) =>
    (await portal.messages(unit)).map(({ text }) => text);

  test('by transfer is the other unit’s from then on, with its own time, and both groups hear of it', async () => {
    const { portal, code, view, officer, commander } = await start();
    const { description } = await officer('tay-thanh').tip(code);

    const moved = await officer('tay-thanh').do(code, 'transfer', {
      unitId: 'doi-csgt',
      reason: 'ZEBRA-REASON: xe chắn đường',
    });

    expect(moved).toMatchObject({ status: 'transferred', unit: { id: 'doi-csgt' } });
    expect(Date.parse(moved.acknowledgeBy) - Date.parse(moved.at)).toBe(15 * 60_000);
    expect((await officer('doi-csgt').tip(code)).can).toContain('acknowledge');
    const before = await officer('tay-thanh').tip(code);
    expect(before.can).toEqual(['note']);
    expect(before.history.at(-1)).toMatchObject({
      event: 'transferred',
      text: 'ZEBRA-REASON: xe chắn đường',
      unit: { id: 'tay-thanh' },
      toUnit: { id: 'doi-csgt' },
    });
    expect(await refusal(await officer('tay-thanh').try(code, 'acknowledge'))).toEqual([403, 'forbidden']);
    expect(await refusal(await commander('tay-thanh').try(code, 'decline', { advice: 'Không' }))).toEqual([
      403,
      'forbidden',
    ]);
    await officer('tay-thanh').do(code, 'note', { text: 'Đã bàn giao qua điện thoại' });
    expect((await commander('ca-quan').tip(code)).can).toContain('acknowledge');
    expect((await view()).timeline.at(-1)).toMatchObject({ event: 'transferred', unit: { id: 'doi-csgt' } });
    expect(JSON.stringify(await view())).not.toContain('ZEBRA');
    await expect.poll(() => texts(portal, 'doi-csgt'), { timeout: 5_000 }).toHaveLength(1);
    expect((await texts(portal, 'doi-csgt'))[0]).toContain(description.slice(0, 40));
    await expect.poll(() => texts(portal, 'tay-thanh'), { timeout: 5_000 }).toHaveLength(2);
    expect((await texts(portal, 'tay-thanh'))[1]).toContain('đã được chuyển cho đơn vị khác');
  });

  test('by assignment is worked on by both, and stays with the unit that had it', async () => {
    const { portal, code, officer, commander } = await start();

    await officer('tay-thanh').do(code, 'assign', { unitId: 'cqdt' });

    expect(await officer('cqdt').tip(code)).toMatchObject({
      status: 'in_progress',
      unit: { id: 'tay-thanh' },
    });
    await officer('cqdt').do(code, 'draft-reply', { text: 'Đã xác minh.' });
    expect((await commander('cqdt').tip(code)).can).not.toContain('approve-reply');
    expect(await refusal(await commander('cqdt').try(code, 'approve-reply'))).toEqual([403, 'forbidden']);
    expect((await commander('tay-thanh').do(code, 'approve-reply')).status).toBe('answered');
    await expect.poll(() => texts(portal, 'cqdt'), { timeout: 5_000 }).toHaveLength(1);
  });

  test('when restricted is read by the commander and by whoever is named on it, and by nobody else', async () => {
    const { portal, code, hire, officer, commander } = await start({ category: 'xam-hai-tre-em' });
    const named = await hire('officer', 'tay-thanh', 'Nguyễn Thị Được Giao');
    const namedDesk = deskWith(portal, named.authorization);
    expect(await officer('tay-thanh').codes()).toEqual([]);
    expect(await namedDesk.codes()).toEqual([]);
    expect(await refusal(await namedDesk.try(code, 'acknowledge'))).toEqual([404, 'tip_not_found']);
    expect(await commander('ca-quan').codes()).toEqual([code]);

    await commander('tay-thanh').do(code, 'assign', { staffId: named.id });

    expect(await namedDesk.codes()).toEqual([code]);
    expect((await namedDesk.tip(code)).people).toEqual([{ id: named.id, name: 'Nguyễn Thị Được Giao' }]);
    expect(await officer('tay-thanh').codes()).toEqual([]);
    expect(await officer('ca-quan').codes()).toEqual([]);
    expect(await refusal(await officer('tay-thanh').try(code, 'note', { text: 'x' }))).toEqual([
      404,
      'tip_not_found',
    ]);
  });

  test('that turns out to be about officers goes up, and those below no longer know of it', async () => {
    const { portal, code, officer, commander } = await start();
    await officer('tay-thanh').do(code, 'assign', { unitId: 'son-ky' });

    const moved = await officer('tay-thanh').do(code, 'reclassify', {
      category: 'phan-anh-can-bo',
      reason: 'Phản ánh cán bộ',
    });

    expect(moved.unit.id).toBe('ca-quan');
    for (const unit of ['tay-thanh', 'son-ky']) {
      expect(await commander(unit).codes()).toEqual([]);
      expect(await refusal(await commander(unit).try(code, 'close'))).toEqual([404, 'tip_not_found']);
    }
    expect(await commander('ca-quan').tip(code)).toMatchObject({
      restricted: true,
      category: { id: 'phan-anh-can-bo' },
    });
    await expect.poll(() => texts(portal, 'ca-quan'), { timeout: 5_000 }).toHaveLength(1);
    expect((await texts(portal, 'ca-quan'))[0]).toContain('Tin hạn chế');
  });

  test('that turns out to be about officers at the unit at the top is hidden from those who had it too', async () => {
    const { code, officer, commander } = await start();
    await officer('tay-thanh').do(code, 'escalate', { reason: 'Ngoài khả năng của phường' });

    await commander('ca-quan').do(code, 'reclassify', {
      category: 'phan-anh-can-bo',
      reason: 'Phản ánh cán bộ phường',
    });

    expect(await commander('tay-thanh').codes()).toEqual([]);
    expect(await refusal(await commander('tay-thanh').try(code, 'note', { text: 'x' }))).toEqual([
      404,
      'tip_not_found',
    ]);
    expect((await commander('ca-quan').tip(code)).can).toContain('acknowledge');
  });

  if (!engine.showsTheRest) return;

  test('by escalation is the unit’s above, and the top has nobody above it', async () => {
    const { portal, code, officer } = await start();

    await officer('tay-thanh').do(code, 'escalate', { reason: 'Vượt thẩm quyền' });

    expect(await officer('ca-quan').tip(code)).toMatchObject({
      status: 'escalated',
      unit: { id: 'ca-quan' },
    });
    expect((await officer('tay-thanh').tip(code)).can).toEqual(['note']);
    expect((await officer('ca-quan').tip(code)).can).not.toContain('escalate');
    expect(await refusal(await officer('ca-quan').try(code, 'escalate', { reason: 'Nữa' }))).toEqual([
      422,
      'no_unit_above',
    ]);
    await expect.poll(() => texts(portal, 'ca-quan'), { timeout: 5_000 }).toHaveLength(1);
  });

  test('goes to no unit that is not there, nor to the one that has it, nor to a person elsewhere', async () => {
    const { code, hire, officer } = await start();
    const elsewhere = await hire('officer', 'son-ky');
    const editor = await hire('editor', 'tay-thanh');
    for (const unitId of ['nowhere', 'tay-thanh']) {
      expect(
        await refusal(await officer('tay-thanh').try(code, 'transfer', { unitId, reason: 'x' })),
      ).toEqual([422, 'unit_not_allowed']);
    }
    for (const staffId of [elsewhere.id, editor.id, 'nobody']) {
      expect(await refusal(await officer('tay-thanh').try(code, 'assign', { staffId }))).toEqual([
        422,
        'staff_unknown',
      ]);
    }
    expect((await officer('tay-thanh').tip(code)).sequence).toBe(1);
  });

  test('names the unit that usually takes such tips on', async () => {
    const { code, officer } = await start({ category: 'ma-tuy' });
    expect((await officer('tay-thanh').tip(code)).suggestedUnitId).toBe('cqdt');
    await officer('tay-thanh').do(code, 'transfer', { unitId: 'cqdt', reason: 'Ma túy' });
    expect((await officer('cqdt').tip(code)).suggestedUnitId).toBeNull();
  });

  test('about officers never goes down to those it may be about', async () => {
    const { code, sent, commander } = await start({ category: 'phan-anh-can-bo' });
    expect(sent.unit.id).toBe('ca-quan');
    for (const unitId of ['tay-thanh', 'son-ky', 'cqdt']) {
      for (const [move, body] of [
        ['transfer', { unitId, reason: 'x' }],
        ['assign', { unitId }],
      ] as const) {
        expect(await refusal(await commander('ca-quan').try(code, move, body))).toEqual([
          422,
          'unit_not_allowed',
        ]);
      }
    }
  });

  test('under another category has that category’s clock, which only becomes shorter', async () => {
    const { code, sent, officer } = await start();

    const fire = await officer('tay-thanh').do(code, 'reclassify', {
      category: 'chay-no',
      reason: 'Có cháy',
    });
    expect(Date.parse(fire.acknowledgeBy) - Date.parse(sent.createdAt)).toBe(2 * 60_000);
    const noise = await officer('tay-thanh').do(code, 'reclassify', { category: 'tieng-on', reason: 'Nhầm' });
    expect(noise.acknowledgeBy).toBe(fire.acknowledgeBy);

    expect((await officer('tay-thanh').tip(code)).history.at(-1)).toMatchObject({
      event: 'reclassified',
      fromCategory: { id: 'chay-no' },
      toCategory: { id: 'tieng-on' },
      text: 'Nhầm',
    });
    expect(
      await refusal(
        await officer('tay-thanh').try(code, 'reclassify', { category: 'khong-co', reason: 'x' }),
      ),
    ).toEqual([422, 'category_unknown']);
  });
});
