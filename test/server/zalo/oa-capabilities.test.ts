import { describe, expect, test } from 'vitest';
import { readOaDescription, standingOf } from '../../../server/zalo/oa-capabilities.rules.ts';

const start = new Date('2026-11-24T02:00:00.000Z');
const tokens = {
  accessToken: 'a',
  refreshToken: 'r',
  obtainedAt: start.toISOString(),
  expiresInS: 90_000,
};
const hoursOn = (hours: number) => new Date(start.getTime() + hours * 3_600_000);

describe('how an OA stands', () => {
  test('is connected until its token should long have been renewed, then expiring', () => {
    expect(standingOf({ state: 'connected', tokens }, hoursOn(22.4))).toBe('connected');
    expect(standingOf({ state: 'connected', tokens }, hoursOn(22.5))).toBe('expiring');
    expect(standingOf({ state: 'connected', tokens }, hoursOn(100))).toBe('expiring');
  });

  test('is disabled where Zalo says so, and needs a new consent where its tokens are refused, however old', () => {
    expect(standingOf({ state: 'paused', tokens }, start)).toBe('disabled');
    expect(standingOf({ state: 'needs_reconnect', tokens }, hoursOn(100))).toBe('needs_reconnect');
  });
});

describe('what Zalo says of an OA', () => {
  test('is read under either name of its id, and what is missing is not guessed', () => {
    expect(readOaDescription({ oa_id: '7', oa_type: '4', name: 'CA', is_verified: 'true' })).toEqual({
      oaId: '7',
      capabilities: {
        name: 'CA',
        type: 'state_agency',
        isVerified: true,
        packageName: null,
        packageValidThrough: null,
      },
    });
    expect(readOaDescription({ oaid: '7', oa_type: 3 })?.capabilities).toMatchObject({
      type: null,
      isVerified: false,
    });
    for (const odd of [null, [], {}, { oaid: 7 }, 'x']) expect(readOaDescription(odd)).toBeNull();
  });
});
