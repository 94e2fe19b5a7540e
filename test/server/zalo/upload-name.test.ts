import { expect, test } from 'vitest';
import { asciiFileName } from '../../../server/zalo/upload-name.rules.ts';

test.each([
  ['ảnh hiện trường.JPEG', 'anh-hien-truong.jpg'],
  ['Đường số 12', 'duong-so-12.jpg'],
  ['TB-7K3M9Q-1.jpg', 'TB-7K3M9Q-1.jpg'],
  ['照片', 'anh.jpg'],
  ['', 'anh.jpg'],
  [`${'x'.repeat(100)}.jpg`, `${'x'.repeat(60)}.jpg`],
])('a picture named "%s" is uploaded as %s', (name, ascii) => {
  expect(asciiFileName(name)).toBe(ascii);
});
