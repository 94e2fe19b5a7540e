import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { requestWithProof } from '../../../src/api/proven-request.ts';
import { sendTip } from '../../../src/api/tips.ts';
import { serveAnswers } from '../../support/answering-server.ts';
import { noisyKaraoke, startTestPortal } from '../../support/portal.ts';

/** Ends at once: every number solves it. */
const challenge = {
  token: 'k1.a.0.s',
  seed: 's',
  puzzles: 2,
  zeroBits: 0,
  expiresAt: '2026-11-24T08:05:00Z',
};
const asked = JSON.stringify({ code: 'proof_required', title: 'Cần một bước xác nhận', challenge });

async function serveProofs(isEnough: (proofs: (string | undefined)[]) => boolean) {
  const proofs: (string | undefined)[] = [];
  const keys = new Set<unknown>();
  const origin = await serveAnswers((request, response) => {
    proofs.push(request.headers.proof?.toString());
    keys.add(request.headers['idempotency-key']);
    const isIn = isEnough(proofs);
    response.writeHead(isIn ? 201 : 428, { 'Content-Type': 'application/json' });
    response.end(isIn ? '{"ok":1}' : asked);
  });
  vi.stubEnv('VITE_API_ORIGIN', origin);
  return { proofs, keys };
}

const request = { method: 'POST', json: {}, headers: { 'Idempotency-Key': 'a key' } } as const;

test('tips past the limit of an address are sent all the same, by working for each', async () => {
  const portal = await startTestPortal({ environment: { RATE_LIMITS: 'on' } });
  vi.stubEnv('VITE_API_ORIGIN', portal.origin);
  const tip = noisyKaraoke({ consentVersion: (await portal.portal()).consent.version });
  let provings = 0;
  const onProving = () => {
    provings += 1;
  };
  for (let sent = 0; sent < 33; sent += 1) {
    expect(await sendTip(tip, randomUUID(), { onProving })).toMatchObject({ ok: true });
  }
  expect(provings).toBe(3);
});

test('a challenge that ran out is answered by solving the next one, under the same key', async () => {
  const { proofs, keys } = await serveProofs((all) => all.length === 3);
  expect(await requestWithProof('/api/x', request)).toEqual({ ok: true, value: { ok: 1 } });
  expect(proofs).toEqual([undefined, 'k1.a.0.s:0,0', 'k1.a.0.s:0,0']);
  expect(keys.size).toBe(1);
});

test('a server that is never content is asked no more than three times, and its words are shown', async () => {
  const { proofs } = await serveProofs(() => false);
  expect(await requestWithProof('/api/x', request)).toMatchObject({
    ok: false,
    problem: { kind: 'refused', code: 'proof_required', title: 'Cần một bước xác nhận' },
  });
  expect(proofs).toHaveLength(3);
});

test('what nobody wants any more is not sent again', async () => {
  const { proofs } = await serveProofs(() => false);
  const abort = new AbortController();
  const sending = requestWithProof('/api/x', request, {
    signal: abort.signal,
    onProving: () => abort.abort(),
  });
  expect(await sending).toMatchObject({ ok: false });
  expect(proofs).toHaveLength(1);
});
