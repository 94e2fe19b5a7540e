import { describe, expect, test } from 'vitest';
import { handlingOf, sweptCaches } from '../../../src/service-worker/shell-cache.rules.ts';

const origin = 'https://congan.example.vn';
const opened = (path: string) => ({ method: 'GET', mode: 'navigate', url: `${origin}${path}` });

describe('without a line', () => {
  test.each(['/', '/sos', '/don-vi/tay-thanh', '/?w=tay-thanh&src=qr', '/apis'])(
    '%s opens as the kept page',
    (path) => expect(handlingOf(opened(path), origin)).toBe('page'),
  );

  test.each([
    '/api/docs',
    '/api/units/tay-thanh/poster.pdf',
    '/sandbox',
    '/healthz',
    '/feeds/tay-thanh.rss',
    '/sw.js',
  ])('%s is left to the server', (path) => expect(handlingOf(opened(path), origin)).toBe('none'));

  test('what the page asks of the server or of others is never answered from the phone', () => {
    const asked = (url: string, method = 'GET') => handlingOf({ method, mode: 'cors', url }, origin);
    expect(asked(`${origin}/api/portal`)).toBe('none');
    expect(asked(`${origin}/api/tips`, 'POST')).toBe('none');
    expect(asked('https://zalo.me/assets/x.js')).toBe('none');
    expect(asked(`${origin}/assets/index-1.js`)).toBe('asset');
  });
});

describe('a new build', () => {
  const cache = (version: number) => `an-ninh-shell:${version}`;

  test('keeps the one before for windows that are open with it, and nothing older', () => {
    expect(sweptCaches([cache(1), cache(2), cache(3)], cache(3))).toEqual([cache(1)]);
    expect(sweptCaches([cache(2), cache(3)], cache(3))).toEqual([]);
    expect(sweptCaches([cache(3)], cache(3))).toEqual([]);
  });

  test('that is an old one again keeps itself', () => {
    expect(sweptCaches([cache(1), cache(2), cache(3)], cache(1))).toEqual([cache(2)]);
  });

  test('leaves alone what others keep on the same origin', () => {
    expect(sweptCaches(['others', cache(1), cache(2), cache(3)], cache(3))).toEqual([cache(1)]);
  });
});
