import { expect, test } from 'vitest';
import { attachmentTitle } from '../../../server/features/news/attachment-name.rules.ts';

test.each([
  ['Thông báo số 12.2026.pdf', 'Thông báo số 12.2026'],
  ['../../etc/passwd', 'etc passwd'],
  ['C:\\Ke hoach\\tep.PDF', 'C Ke hoach tep'],
  ['hoa-don.pdf.exe', 'hoa-don'],
  ['hoa-don.exe.pdf', 'hoa-don'],
  ['bai\u202efdp.exe', 'baifdp'],
  ['.pdf', ''],
  ['...', ''],
  ['Mẫu\u200b  CT01', 'Mẫu CT01'],
])('the file “%s” is called “%s”: no path, no second ending, nothing that turns it around', (name, title) => {
  expect(attachmentTitle(name)).toBe(title);
});
