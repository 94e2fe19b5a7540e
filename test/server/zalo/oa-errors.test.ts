import { describe, expect, test } from 'vitest';
import { classify, oaErrors } from '../../../server/zalo/oa-errors.rules.ts';
import type { ZaloAnswer } from '../../../server/zalo/zalo-http.ts';

const noon = new Date('2026-11-24T05:00:00.000Z');
const json = (body: Record<string, unknown>, httpStatus = 200): ZaloAnswer => ({
  kind: 'json',
  httpStatus,
  body,
});
const send = (answer: ZaloAnswer, now = noon) => classify(answer, 'send', now);
const read = (answer: ZaloAnswer) => classify(answer, 'read', noon);

describe('every error code of Zalo has its class', () => {
  test('the table names each code once', () => {
    expect(new Set(oaErrors.map(({ code }) => code)).size).toBe(oaErrors.length);
  });

  test.each([
    ['token', [-216, -220, 401, -401, 216, 452]],
    ['reupload', [-100]],
    ['use_v2', [-235]],
    ['use_v3', [-240]],
    ['pause_oa', [-204, -205]],
    ['human', [-209, -212, -219, -221, -223, -224, -237, -238, -241, -242, -320, -321, -403]],
    ['permanent', [-201, -210, -213, -217, -227, -230, -232, -233, -244, -248, -249, -1340, -1341]],
    ['retry', [-32, -211, -214, -218, -234]],
    ['unknown', [-200]],
  ] as const)('%s', (kind, codes) => {
    for (const code of codes)
      expect(send(json({ error: code, message: 'x' }))).toMatchObject({ kind, reason: `zalo ${code}` });
  });

  test('no code of the table is left out above', () => {
    expect(oaErrors).toHaveLength(43);
  });

  test('a send that failed in a way Zalo does not document may have been delivered', () => {
    expect(send(json({ error: -9999 }))).toEqual({ kind: 'unknown', reason: 'zalo -9999' });
    expect(read(json({ error: -9999 }))).toMatchObject({ kind: 'retry' });
    expect(read(json({ error: -200 }))).toMatchObject({ kind: 'retry' });
  });
});

describe('success', () => {
  test.each([[{ error: 0 }], [{ error: '0' }], [{}], [{ error: null }]])(
    'is error 0 or no error: %j',
    (body) => {
      expect(send(json({ ...body, data: { message_id: 'm' } }))).toEqual({
        kind: 'ok',
        data: { message_id: 'm' },
      });
    },
  );

  test('is never an error page, whatever its body says', () => {
    expect(send(json({ error: 0 }, 404))).toEqual({ kind: 'unknown', reason: 'http 404' });
    expect(read(json({ message: 'Not found' }, 404))).toMatchObject({ kind: 'retry', reason: 'http 404' });
  });

  test('an error that is no number is no success', () => {
    expect(send(json({ error: 'Unauthorized' }))).toMatchObject({ kind: 'unknown' });
    expect(send(json({ error: '-216' }))).toMatchObject({ kind: 'token' });
  });
});

describe('an ending without a clear answer', () => {
  const doubtful: [string, ZaloAnswer][] = [
    ['time-out', { kind: 'broken', httpStatus: null, reason: 'timeout' }],
    ['connection lost', { kind: 'broken', httpStatus: null, reason: 'network ECONNRESET' }],
    ['half a body', { kind: 'broken', httpStatus: 200, reason: 'answer not json' }],
    ['error page', { kind: 'broken', httpStatus: 502, reason: 'http 502' }],
    ['server error with a body', json({ error: -32 }, 500)],
  ];

  test.each(doubtful)('%s: a send is looked for, a read is done again', (_name, answer) => {
    expect(send(answer).kind).toBe('unknown');
    expect(read(answer).kind).toBe('retry');
  });

  test('without a connection nothing was sent, so nothing needs to be looked for', () => {
    expect(send({ kind: 'not_sent', reason: 'ECONNREFUSED' })).toEqual({
      kind: 'retry',
      afterMs: null,
      reason: 'ECONNREFUSED',
    });
  });

  test('HTTP 401 is a token problem with any body, HTTP 429 a limit', () => {
    expect(send({ kind: 'broken', httpStatus: 401, reason: 'http 401' }).kind).toBe('token');
    expect(send(json({ error: 0 }, 401)).kind).toBe('token');
    expect(send({ kind: 'broken', httpStatus: 429, reason: 'http 429' })).toMatchObject({
      kind: 'retry',
      afterMs: 60_000,
    });
  });
});

describe('how long to wait', () => {
  test('a minute or more after the call limit', () => {
    expect(send(json({ error: -32 }))).toMatchObject({ afterMs: 60_000 });
  });

  test.each([
    ['2026-11-24T15:00:00.000Z', 8],
    ['2026-11-24T22:59:00.000Z', 1 / 60],
    ['2026-11-24T23:00:00.000Z', 24],
    ['2026-11-24T17:00:00.000Z', 6],
  ])('at night until six in the morning in Vietnam: at %s for %f hours', (at, hours) => {
    const verdict = send(json({ error: -234 }), new Date(at));
    expect(verdict).toMatchObject({ kind: 'retry', afterMs: hours * 3_600_000 });
  });
});
