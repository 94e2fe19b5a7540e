import { expect, test } from 'vitest';
import { type ErrorCode, problems } from '#contract/problem.ts';
import type { ApiProblem } from '../../../../src/api/problem.ts';
import {
  afterAttempt,
  issueFields,
  provesNothingStored,
  stepOfIssues,
  toFieldIssues,
} from '../../../../src/features/send-tip/sending.rules.ts';

const refused = (code: ErrorCode, more: Partial<Extract<ApiProblem, { kind: 'refused' }>> = {}) => ({
  ok: false as const,
  problem: {
    kind: 'refused' as const,
    code,
    title: problems[code].title,
    status: problems[code].status,
    requestId: 'r-1',
    issues: [],
    retryAfterMs: null,
    ...more,
  },
});

test('every remark of the server stands beside its field, the first on a field wins', () => {
  expect(
    toFieldIssues([
      { path: ['description'], message: 'Quá ngắn.' },
      { path: ['description'], message: 'Và sai.' },
      { path: ['place', 'address'], message: 'Quá dài.' },
      { path: ['place', 'lat'], message: 'Không phải số.' },
      { path: ['contact', 'phone'], message: 'Chưa đúng.' },
      { path: ['photoIds', 2], message: 'Không có.' },
      { path: ['unitId'], message: 'Đã chia.' },
      { path: ['somethingNew'], message: '?' },
    ]),
  ).toEqual({
    description: 'Quá ngắn.',
    address: 'Quá dài.',
    place: 'Không phải số.',
    contactPhone: 'Chưa đúng.',
    photos: 'Không có.',
    ward: 'Đã chia.',
  });
});

test('the person is taken to the earliest step with a remark, in the order of the screen', () => {
  expect(stepOfIssues({ contactPhone: 'x', address: 'y' })).toBe('dia-diem');
  expect(issueFields({ consent: 'z', address: 'y', kind: 'x' })).toEqual(['kind', 'address', 'consent']);
  expect(stepOfIssues({})).toBeUndefined();
});

test('a divided ward leads back to the place, a wrong category to the first step', () => {
  const divided = refused('unit_divided', {
    issues: [{ path: ['unitId'], message: 'Nay thuộc hai phường.' }],
  });
  expect(afterAttempt(divided)).toEqual({
    kind: 'fix',
    step: 'dia-diem',
    issues: { ward: 'Nay thuộc hai phường.' },
  });
  const category = refused('category_unknown', { issues: [{ path: ['category'], message: 'Không có.' }] });
  expect(afterAttempt(category)).toMatchObject({ kind: 'fix', step: 'loai-tin' });
});

test('expired photos, a used key and a new consent each have their own way on', () => {
  expect(afterAttempt(refused('photo_expired'))).toEqual({ kind: 'renew-photos' });
  expect(afterAttempt(refused('idempotency_conflict'))).toEqual({ kind: 'conflict' });
  const consent = refused('consent_outdated', { issues: [{ path: ['consentVersion'], message: 'x' }] });
  expect(afterAttempt(consent)).toEqual({ kind: 'consent-changed' });
});

test('a busy server that names a time is given it; else the tip waits and goes by itself', () => {
  expect(afterAttempt(refused('busy', { retryAfterMs: 3_000 }))).toMatchObject({
    kind: 'pause',
    waitMs: 3_000,
  });
  expect(afterAttempt(refused('busy'))).toMatchObject({ kind: 'wait' });
  expect(
    afterAttempt({
      ok: false,
      problem: { kind: 'unexpected', status: 502, requestId: null, retryAfterMs: 1_000 },
    }),
  ).toMatchObject({ kind: 'pause', waitMs: 1_000 });
});

test('without a line the tip waits; what the server refuses for good does not', () => {
  expect(afterAttempt({ ok: false, problem: { kind: 'offline' } })).toEqual({
    kind: 'wait',
    problem: { kind: 'offline' },
  });
  expect(afterAttempt({ ok: false, problem: { kind: 'timeout' } })).toMatchObject({ kind: 'wait' });
  expect(afterAttempt(refused('rate_limited'))).toMatchObject({ kind: 'wait' });
  expect(afterAttempt(refused('idempotency_key_invalid'))).toMatchObject({ kind: 'failed' });
  expect(afterAttempt(refused('unauthenticated'))).toEqual({ kind: 'not-signed-in' });
});

test('only a refusal that looked at the key first proves that nothing is stored', () => {
  expect(provesNothingStored(refused('unit_unknown'))).toBe(true);
  expect(provesNothingStored(refused('idempotency_conflict'))).toBe(false);
  expect(provesNothingStored(refused('storage_unavailable'))).toBe(false);
  expect(provesNothingStored({ ok: false, problem: { kind: 'timeout' } })).toBe(false);
  expect(provesNothingStored({ ok: false, problem: { kind: 'offline' } })).toBe(false);
});
