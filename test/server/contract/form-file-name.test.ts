import { expect, test } from 'vitest';
import { formFileName, formRemark, formSentence, isPrintedForm } from '#contract/form-file-name.ts';
import { loadPack } from '../../../server/content/pack.ts';

const { forms } = await loadPack('tan-phu');
const formOf = (slug: string) => {
  const form = forms.find((one) => one.slug === slug);
  if (!form) throw new Error(`no form ${slug}`);
  return form;
};

test('a file is named as a person looks for it, and tells the filled from the blank', () => {
  expect(formFileName(formOf('ct01'), 'pdf', { isFilled: true })).toBe(
    'CT01 - Tờ khai thay đổi thông tin cư trú (đã điền).pdf',
  );
  expect(formFileName(formOf('dkx10'), 'docx', { isFilled: false })).toBe(
    'ĐKX10 - Giấy khai đăng ký xe.docx',
  );
  // Nobody knows it by a code.
  expect(formFileName(formOf('luu-tru'), 'pdf', { isFilled: true })).toBe('Thông báo lưu trú (đã điền).pdf');
});

test('no name of any form has what a file system refuses', () => {
  for (const form of forms.filter(({ isFillable }) => isFillable)) {
    expect(formFileName(form, 'pdf', { isFilled: true })).not.toMatch(/[\\/:*?"<>|]/);
  }
});

test('what stands in brackets behind a title is said apart from it', () => {
  const ct02 = formOf('ct02');
  expect(formSentence(ct02)).toBe('Tờ khai thay đổi thông tin cư trú');
  expect(formRemark(ct02)).toMatch(/^dùng cho công dân Việt Nam định cư ở nước ngoài/);
  expect(formRemark(formOf('ct01'))).toBeNull();
  expect([formOf('ct01'), formOf('luu-tru')].map(isPrintedForm)).toEqual([true, false]);
});
