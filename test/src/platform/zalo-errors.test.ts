import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcomeOfZaloError } from '../../../src/platform/zalo/zalo-errors.ts';

const online = { isOnline: true };

test.each([-201, -2002, -2003])('the code %i is an ordinary no', (code) => {
  expect(outcomeOfZaloError({ code, message: 'User denied', api: 'getLocation' }, online)).toEqual({
    kind: 'declined',
  });
});

test('codes that come as text mean the same', () => {
  expect(outcomeOfZaloError({ code: '-201' }, online)).toEqual({ kind: 'declined' });
});

test('a phone without network is named as such, unless Zalo gave a better reason', () => {
  const offline = { isOnline: false };
  expect(outcomeOfZaloError(new TypeError('Failed to fetch'), offline)).toMatchObject({ reason: 'offline' });
  expect(outcomeOfZaloError({ code: -1404 }, offline)).toMatchObject({ reason: 'unsupported' });
  expect(outcomeOfZaloError({ code: -201 }, offline)).toEqual({ kind: 'declined' });
});

test('anything at all that is thrown becomes an outcome, and never a refusal that nobody uttered', () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      const outcome = outcomeOfZaloError(thrown, online);
      const isRefusal = JSON.stringify(thrown)?.match(/-(201|2002|2003)\b/);
      expect(outcome.kind).toBe(isRefusal ? outcome.kind : 'unavailable');
    }),
  );
});
