import { expect, test } from 'vitest';
import { loadPack } from '../../../../server/content/pack.ts';
import { answerLines } from '../../../../src/features/fill-form/answer-lines.rules.ts';
import { helpFor } from '../../../../src/features/fill-form/field-help.rules.ts';

const { forms } = await loadPack('tan-phu-2025');
const ct01 = forms.find(({ slug }) => slug === 'ct01');
const fieldOf = (key: string) => {
  const field = ct01?.fields.find((one) => one.key === key);
  if (!field) throw new Error(`CT01 has no ${key}`);
  return field;
};

test('help on a phone is about answering, not about boxes and lines of paper', () => {
  expect(helpFor(fieldOf('personalId'))).toBe('12 số trên thẻ căn cước.');
  expect(helpFor(fieldOf('members'))).toBeUndefined();
  expect(helpFor(fieldOf('fullName'))).toBe('Viết đúng giấy khai sinh.');
  expect(helpFor(fieldOf('householderName'))).toBe('Thường trú, tạm trú, tách hộ: ghi chủ hộ mới.');
  expect(helpFor(fieldOf('gender'))).toBeUndefined();
  expect(helpFor({ kind: 'text', hint: '(5)' })).toBeUndefined();
});

test('no help of any form shows the number of a note', () => {
  for (const field of forms.flatMap(({ fields }) => fields)) {
    expect(helpFor(field) ?? '', field.label).not.toMatch(/^\(\d|^\d+ (ô|dòng)/);
  }
});

test('answers are read once more as a person would say them', () => {
  const answers = {
    request: 'Đăng ký tạm trú\n\nTách hộ',
    members: [{}, { fullName: 'Lê Bé', dob: '11/06/2012' }, { fullName: 'Lê Nhỏ' }],
  };
  expect(answerLines(fieldOf('request'), answers)).toEqual(['Đăng ký tạm trú', 'Tách hộ']);
  expect(answerLines(fieldOf('members'), answers)).toEqual(['1. Lê Bé · 11/06/2012', '2. Lê Nhỏ']);
  expect(answerLines(fieldOf('dob'), answers)).toEqual([]);
});
