import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { type DeskMove, deskMoveNames } from '#contract/staff.ts';
import { staffRoles, type TipStatus, tipStatuses } from '#contract/vocabulary.ts';
import { eventOfMove } from '../../../server/features/tips/tip-desk.rules.ts';
import { statusAfter } from '../../../server/features/tips/tip-moves.rules.ts';
import { testDatabases } from '../../support/databases.ts';
import { deskOf, staffOfStore } from '../../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';

/** A body that is right for each move. */
const bodies: Record<DeskMove, object> = {
  acknowledge: {},
  assign: { unitId: 'doi-csgt' },
  transfer: { unitId: 'doi-csgt', reason: 'Thuộc đội giao thông' },
  escalate: { reason: 'Vượt thẩm quyền phường' },
  ask: { text: 'Ở số nhà bao nhiêu?' },
  note: { text: 'Đã gọi tổ trưởng' },
  'draft-reply': { text: 'Đã nhắc nhở.' },
  'approve-reply': {},
  'send-back': { remark: 'Viết rõ hơn' },
  close: {},
  decline: { advice: 'Vui lòng liên hệ UBND phường.' },
  reclassify: { category: 'trom-cap', reason: 'Mất xe' },
};

describe.each(testDatabases)('every move at the desk, on $engine', (engine) => {
  const start = async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const { database } = await staffOfStore(place);
    const consentVersion = (await portal.portal()).consent.version;
    /** A tip with a draft that waits, and then in this status. */
    const tipIn = async (status: TipStatus, kind: 'crime' | 'feedback'): Promise<string> => {
      const { code } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion, kind })));
      await deskOf(portal, 'officer', 'tay-thanh').do(code, 'draft-reply', { text: 'Đã nhắc nhở.' });
      await setStatus(code, status);
      return code;
    };
    const setStatus = (code: string, status: TipStatus) =>
      database.kysely.updateTable('tips').set({ status }).where('code', '=', code).execute();
    return { portal, tipIn };
  };
  /** All of them on SQLite; on PostgreSQL, where each costs more, one in seven. */
  const isTried = (index: number) => engine.engine === 'sqlite' || index % 7 === 0;

  test('that the table has leads to the status that it says', async () => {
    const { portal, tipIn } = await start();
    let tried = 0;
    for (const role of ['officer', 'commander'] as const) {
      for (const move of deskMoveNames) {
        for (const status of tipStatuses) {
          const after = statusAfter(eventOfMove[move], role, { status, kind: 'feedback' });
          if (after === null) continue;
          tried += 1;
          if (!isTried(tried)) continue;
          const code = await tipIn(status, 'feedback');
          const answer = await deskOf(portal, role, 'tay-thanh').do(code, move, bodies[move]);
          expect(answer.status, `${role} ${move} from ${status}`).toBe(after);
        }
      }
    }
    expect(tried).toBeGreaterThan(80);
  });

  if (!engine.showsTheRest) return;

  test('that the table does not have is refused to every role in every status, and changes nothing', async () => {
    const { portal, tipIn } = await start();
    let tried = 0;
    for (const kind of ['crime', 'feedback'] as const) {
      for (const status of tipStatuses) {
        const code = await tipIn(status, kind);
        const before = (await deskOf(portal, 'commander', 'tay-thanh').tip(code)).sequence;
        for (const role of staffRoles) {
          for (const move of deskMoveNames) {
            const isStaff = role === 'officer' || role === 'commander';
            const event = eventOfMove[move];
            if (isStaff && statusAfter(event, role, { status, kind }) !== null) continue;
            tried += 1;
            if (!isTried(tried)) continue;
            const answer = await deskOf(portal, role, 'tay-thanh').try(code, move, bodies[move]);
            const problem = (await answer.json()) as Problem;
            const name = `${role} ${move} ${kind} ${status}`;
            expect([403, 409], name).toContain(answer.status);
            if (answer.status === 409) {
              expect(problem, name).toMatchObject({
                code: 'move_not_allowed',
                present: { status, sequence: before },
              });
            }
          }
        }
        expect((await deskOf(portal, 'commander', 'tay-thanh').tip(code)).sequence).toBe(before);
      }
    }
    expect(tried).toBeGreaterThan(550);
  });
});
