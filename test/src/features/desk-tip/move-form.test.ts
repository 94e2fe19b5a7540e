import { describe, expect, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import { deskMoveNames, deskMoves } from '#contract/staff.ts';
import {
  bodyOf,
  type FormMove,
  issuesOf,
  type MoveFields,
  moveForms,
  noFields,
  splitMoves,
} from '../../../../src/features/desk-tip/move-form.rules.ts';

const filled: MoveFields = {
  text: ' Lý do ',
  unit: 'son-ky',
  person: 'sandbox:officer:son-ky',
  category: 'trom-cap',
};
const formMoves = deskMoveNames.filter((move): move is FormMove => move !== 'acknowledge');

describe('the form of a move', () => {
  test.each(formMoves)('%s sends what the server takes', (move) => {
    expect(issuesOf(move, filled)).toEqual([]);
    expect(deskMoves[move].safeParse({ ...bodyOf(move, filled), seenSequence: 3 }).error).toBeUndefined();
  });

  test.each(formMoves)('%s says itself what the server would refuse in an empty form', (move) => {
    const isTaken = deskMoves[move].safeParse(bodyOf(move, noFields)).success;
    expect(issuesOf(move, noFields).length === 0).toBe(isTaken);
  });

  test.each(formMoves.filter((move) => moveForms[move].text !== null))(
    '%s names by how many letters a text is too long, where the server would refuse it',
    (move) => {
      const charsMax = moveForms[move].text?.charsMax ?? 0;
      const withText = (length: number) => ({ ...filled, text: 'a'.repeat(length) });
      expect(issuesOf(move, withText(charsMax))).toEqual([]);
      expect(issuesOf(move, withText(charsMax + 7))).toEqual([{ field: 'text', kind: 'long', excess: 7 }]);
      expect(deskMoves[move].safeParse(bodyOf(move, withText(charsMax))).success).toBe(true);
      expect(deskMoves[move].safeParse(bodyOf(move, withText(charsMax + 7))).success).toBe(false);
    },
  );

  test('a remark that is not needed is left out, not sent empty', () => {
    expect(bodyOf('close', { ...noFields, text: '   ' })).toEqual({});
    expect(bodyOf('assign', { ...noFields, unit: 'doi-csgt' })).toEqual({ unitId: 'doi-csgt' });
    expect(limits.reasonCharsMax).toBeGreaterThan(0);
  });
});

describe('what stands under the thumb', () => {
  test('is taking up alone, as long as nobody has', () => {
    expect(splitMoves(['transfer', 'ask', 'acknowledge'])).toEqual({
      first: ['acknowledge'],
      others: ['ask', 'transfer'],
    });
  });

  test('is the drafted reply for who may send it, and every move is somewhere', () => {
    const { first, others } = splitMoves(['note', 'send-back', 'approve-reply', 'ask']);
    expect(first).toEqual(['approve-reply', 'send-back']);
    expect(others).toEqual(['ask', 'note']);
    const all = splitMoves(deskMoveNames);
    expect([...all.first, ...all.others].sort()).toEqual([...deskMoveNames].sort());
  });
});
