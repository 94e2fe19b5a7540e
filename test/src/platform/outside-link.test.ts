import { expect, test } from 'vitest';
import { oaPage, outsideAddress } from '../../../src/platform/outside-link.ts';

test('the page of an OA is on zalo.me, whatever the id is', () => {
  expect(oaPage('4318657068771012646')).toBe('https://zalo.me/4318657068771012646');
  expect(oaPage('../evil?x=')).toBe('https://zalo.me/..%2Fevil%3Fx%3D');
});

test.each([
  ['https://dichvucong.gov.vn', 'https://dichvucong.gov.vn/'],
  ['http://dichvucong.gov.vn', null],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['dichvucong.gov.vn', null],
  ['', null],
])('“%s” is left for as %s', (url, address) => {
  expect(outsideAddress(url)).toBe(address);
});
