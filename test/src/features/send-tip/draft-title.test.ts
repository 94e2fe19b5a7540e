import { expect, test } from 'vitest';
import { draftTitle } from '../../../../src/features/send-tip/drafts/draft-title.rules.ts';

test('a draft is known by its first words, cut between words', () => {
  expect(draftTitle({ description: '  Xe đậu\n chắn lối  ' })).toBe('Xe đậu chắn lối');
  const long = 'Nhóm thanh niên tụ tập đua xe, nẹt pô trước chợ từ mười giờ đêm đến gần sáng.';
  expect(draftTitle({ description: long })).toBe(
    'Nhóm thanh niên tụ tập đua xe, nẹt pô trước chợ từ mười giờ…',
  );
  expect(draftTitle({ description: 'ộ'.repeat(200) })).toBe(`${'ộ'.repeat(60)}…`);
  expect(draftTitle({ description: '🚨'.repeat(61) })).toBe(`${'🚨'.repeat(60)}…`);
});

test('one without words is named as such', () => {
  expect(draftTitle({ description: ' \n ' })).toBe('Chưa có nội dung');
});
