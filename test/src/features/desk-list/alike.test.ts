import { describe, expect, test } from 'vitest';
import type { DeskTipItem } from '#contract/staff.ts';
import { groupAlike } from '../../../../src/features/desk-list/alike.rules.ts';

let number = 0;
const tip = (excerpt: string, more: Partial<DeskTipItem> = {}): DeskTipItem => {
  number += 1;
  return {
    code: `TB-${number}`,
    kind: 'feedback',
    category: { id: 'gay-roi', name: 'Gây rối' },
    unit: { id: 'tay-thanh', name: 'Tây Thạnh' },
    status: 'received',
    anonymous: true,
    restricted: false,
    photoCount: 0,
    createdAt: '2026-11-24T01:00:00Z',
    updatedAt: '2026-11-24T01:00:00Z',
    acknowledgeBy: '2026-11-24T01:15:00Z',
    minutesLeft: 15,
    lawDueAt: null,
    attention: null,
    sequence: 1,
    excerpt,
    ...more,
  };
};
const fight = (count: number) => `Có nhóm người đánh nhau trước cổng trường, khoảng ${count} người`;
const sizes = (tips: DeskTipItem[]) =>
  groupAlike(tips).map((row) => (row.kind === 'tip' ? 1 : row.tips.length));

describe('what the list puts into one row', () => {
  test('is what says nearly the same, in the place of the most pressing one', () => {
    const [a, other, b, c] = [
      tip(fight(5)),
      tip('Xe tải đậu chắn hẻm số 7 suốt đêm'),
      tip(fight(12)),
      tip(fight(20)),
    ];
    const rows = groupAlike([a, other, b, c]);
    expect(rows).toEqual([
      { kind: 'alike', key: `alike:${a.code}`, tips: [a, b, c] },
      { kind: 'tip', tip: other },
    ]);
  });

  test('is found without marks and in capitals too', () => {
    expect(
      sizes([
        tip(fight(5)),
        tip(fight(5).toUpperCase()),
        tip('co nhom nguoi danh nhau truoc cong truong, khoang 9 nguoi'),
      ]),
    ).toEqual([3]);
  });

  test('stays together once it was taken up, and stands one by one when it is over', () => {
    const taken = { status: 'acknowledged', minutesLeft: null } as const;
    expect(sizes([tip(fight(1), taken), tip(fight(2), taken), tip(fight(3), taken)])).toEqual([3]);
    const closed = { status: 'closed', minutesLeft: null } as const;
    expect(sizes([tip(fight(1), closed), tip(fight(2), closed), tip(fight(3), closed)])).toEqual([1, 1, 1]);
  });

  test('are never only two, nor words that anybody writes', () => {
    expect(sizes([tip(fight(5)), tip(fight(6))])).toEqual([1, 1]);
    expect(sizes([tip('Cháy nhà'), tip('Cháy nhà'), tip('Cháy nhà')])).toEqual([1, 1, 1]);
  });

  test.each([
    ['another category', { category: { id: 'trom-cap', name: 'Trộm' } }],
    ['another kind', { kind: 'crime' }],
    ['another unit', { unit: { id: 'son-ky', name: 'Sơn Kỳ' } }],
    ['one that somebody works on', { status: 'acknowledged' }],
    ['a restricted one', { restricted: true }],
  ] as [string, Partial<DeskTipItem>][])('never takes in %s', (_, more) => {
    expect(sizes([tip(fight(1)), tip(fight(2)), tip(fight(3)), tip(fight(4), more)])).toEqual([3, 1]);
  });

  test('loses none and repeats none of a thousand', () => {
    const tips = Array.from({ length: 1_000 }, (_, index) =>
      tip(
        index % 3 === 0
          ? fight(index)
          : `Việc số ${index}: ${'abcdefghij'[index % 10]?.repeat(6)} ở một nơi nào đó khác hẳn ${String.fromCharCode(97 + (index % 26)).repeat(5)}`,
      ),
    );
    const codes = groupAlike(tips)
      .flatMap((row) => (row.kind === 'tip' ? [row.tip] : row.tips))
      .map(({ code }) => code);
    expect(codes.sort()).toEqual(tips.map(({ code }) => code).sort());
  });
});
