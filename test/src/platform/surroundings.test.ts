import { describe, expect, test } from 'vitest';
import { basename, detectPlatformKind, sharedAddress } from '../../../src/platform/surroundings.ts';

const phone = {
  navigator: { userAgent: 'Mozilla/5.0 (Linux; Android 13) Chrome/149.0.0.0 Mobile Safari/537.36' },
};
const zaloPhone = {
  navigator: { userAgent: `${phone.navigator.userAgent} Zalo android/26010001 ZaloTheme/light` },
};

describe('where the page runs', () => {
  test('is Zalo’s Mini App when host and path say so, whatever the phone calls itself', () => {
    const location = { hostname: 'h5.zdn.vn', pathname: '/zapps/123/tin' };
    expect(detectPlatformKind(location, zaloPhone)).toBe('zalo');
    expect(detectPlatformKind(location, phone)).toBe('zalo');
  });

  test('is only Zalo’s in-app browser when our own page was opened from a chat', () => {
    expect(detectPlatformKind({ hostname: 'congan.example.vn', pathname: '/' }, zaloPhone)).toBe(
      'zalo-webview',
    );
  });

  test.each([
    ['our own page', 'congan.example.vn', '/'],
    ['our own machine', 'localhost', '/zapps/123/'],
    ['another page of Zalo’s host', 'h5.zdn.vn', '/'],
    ['a host that only looks like Zalo’s', 'h5.zdn.vn.example.com', '/zapps/123/'],
    ['Zalo’s host without an app', 'h5.zdn.vn', '/zapps/'],
  ])('is a plain browser on %s', (_, hostname, pathname) => {
    expect(detectPlatformKind({ hostname, pathname }, phone)).toBe('browser');
  });
});

describe('what the router strips', () => {
  test.each([
    ['h5.zdn.vn', '/zapps/123/', '/zapps/123'],
    ['h5.zdn.vn', '/zapps/123', '/zapps/123'],
    ['h5.zdn.vn', '/zapps/123/tin/gui', '/zapps/123'],
    ['h5.zdn.vn', '/', ''],
    ['localhost', '/zapps/123/', ''],
    ['congan.example.vn', '/tin', ''],
  ])('at %s%s is "%s"', (hostname, pathname, stripped) => {
    expect(basename({ hostname, pathname })).toBe(stripped);
  });
});

test('somebody else opens a screen of ours by the Mini App’s link inside Zalo, by the page’s own on the web', () => {
  const path = '/procedures/cu-tru-tam-tru';
  const inZalo = { hostname: 'h5.zdn.vn', pathname: '/zapps/123/procedures/x', origin: 'https://h5.zdn.vn' };
  expect(sharedAddress(path, inZalo)).toBe('https://zalo.me/s/123/procedures/cu-tru-tam-tru');
  const onWeb = { hostname: 'congan.example.vn', pathname: '/', origin: 'https://congan.example.vn' };
  expect(sharedAddress(path, onWeb)).toBe('https://congan.example.vn/procedures/cu-tru-tam-tru');
});
