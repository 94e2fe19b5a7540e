import { expect, test } from 'vitest';
import { dialable } from '../../../src/platform/tel-link.ts';

test.each([
  ['113', '113'],
  ['028 3864 0501', '02838640501'],
  ['(028) 3864.0501', '02838640501'],
  ['+84 28-3864-0501', '+842838640501'],
])('the number %s is dialled as %s', (written, dialled) => {
  expect(dialable(written)).toBe(dialled);
});

test.each(['', 'số thử', '*#06#', '**21*0900000000#', '113;ext=1', '1', '1234567890123456'])(
  'nothing is dialled for “%s”',
  (written) => {
    expect(dialable(written)).toBeNull();
  },
);
