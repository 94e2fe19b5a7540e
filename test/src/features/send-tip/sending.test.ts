import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import {
  changeDraftAtom,
  discardDraftAtom,
  draftAtom,
} from '../../../../src/features/send-tip/draft.atoms.ts';
import { hasKeptDraft, hasUnsavedTip } from '../../../../src/features/send-tip/kept-draft.ts';
import {
  recoverAttemptedAtom,
  sendAsNewTipAtom,
  sendDraftAtom,
  sendingAtom,
} from '../../../../src/features/send-tip/sending.atoms.ts';
import { forgetSentTipAtom, readUnsaved, sentTipAtom } from '../../../../src/features/send-tip/sent-tip.ts';
import { keptText, sessionText } from '../../../../src/lib/kept-text.ts';
import { createStore } from '../../../../src/lib/store.ts';
import { serveAnswers } from '../../../support/answering-server.ts';
import { inTayThanh, startTestPortal, type TestPortal } from '../../../support/portal.ts';
import { karaokeDraft } from './draft-builder.ts';

type Answer = { status: number; headers: Record<string, string>; body: string };
/** What happens on the line to each attempt in turn; afterwards it is a good one. */
type LineFault = 'lose-answer' | 'lose-request' | Answer;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** A line between the phone and a real portal that can be made bad. */
async function lineTo(portal: TestPortal, faults: LineFault[]) {
  const attempts: { key: string | undefined; body: string; authorization: string | undefined }[] = [];
  const forward = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const isTip = request.url === '/api/tips';
    if (isTip) {
      const { 'idempotency-key': key, authorization } = request.headers;
      attempts.push({ key: String(key), body, authorization });
    }
    const fault = isTip ? faults.shift() : undefined;
    if (fault === 'lose-request') return response.destroy();
    if (typeof fault === 'object') return response.writeHead(fault.status, fault.headers).end(fault.body);
    const answer = await fetch(`${portal.origin}${request.url}`, {
      method: request.method ?? 'GET',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': String(request.headers['idempotency-key'] ?? ''),
      },
      ...(body && { body }),
    });
    if (fault === 'lose-answer') return response.destroy();
    return response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(await answer.text());
  };
  const origin = await serveAnswers((request, response) => void forward(request, response));
  vi.stubEnv('VITE_API_ORIGIN', origin);
  return attempts;
}

/** A phone on which the default draft is written, and the portal it talks to over a line with these faults. */
async function phoneWith(faults: LineFault[], draft: Parameters<typeof karaokeDraft>[0] = {}) {
  const server = await startTestPortal();
  const attempts = await lineTo(server, faults);
  const phone = createStore();
  phone.set(forgetSentTipAtom);
  phone.set(discardDraftAtom);
  const { key: _fixed, ...written } = karaokeDraft(draft);
  phone.set(changeDraftAtom, written);
  return { phone, server, attempts, portal: await server.portal() };
}

const busy: Answer = {
  status: 503,
  headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '0' },
  body: JSON.stringify({
    type: 'about:blank',
    code: 'busy',
    title: 'Đang bận.',
    status: 503,
    requestId: 'r',
  }),
};

test('a tip arrives once, without any credential, and its draft leaves the phone', async () => {
  const { phone, server, attempts, portal } = await phoneWith([]);

  await phone.set(sendDraftAtom, portal);

  expect(phone.get(sentTipAtom)).toMatchObject({ unit: { id: 'tay-thanh' }, status: 'received' });
  expect(attempts).toHaveLength(1);
  expect(attempts[0]?.authorization).toBeUndefined();
  expect(phone.get(draftAtom).description).toBe('');
  expect(hasKeptDraft(keptText)).toBe(false);
  await expect.poll(() => server.messages('tay-thanh')).toHaveLength(1);
});

test('a lost answer costs nothing: the same key again brings the receipt of the one tip', async () => {
  const { phone, server, attempts, portal } = await phoneWith(['lose-answer']);

  await phone.set(sendDraftAtom, portal);
  expect(phone.get(sendingAtom)).toEqual({ kind: 'failed', problem: { kind: 'offline' } });
  expect(phone.get(draftAtom).description).toBe('Hát karaoke loa kéo sau 23 giờ.');
  expect(hasKeptDraft(keptText)).toBe(true);

  await phone.set(sendDraftAtom, portal);

  expect(phone.get(sentTipAtom)?.code).toMatch(/^TB-/);
  expect(attempts[1]).toEqual(attempts[0]);
  await expect.poll(() => server.messages('tay-thanh')).toHaveLength(1);
});

test('words changed after a lost answer ask which is meant; the tip that arrived can be had', async () => {
  const { phone, server, portal } = await phoneWith(['lose-answer']);
  await phone.set(sendDraftAtom, portal);
  phone.set(changeDraftAtom, { description: 'Đã sửa lại cho rõ hơn.' });

  await phone.set(sendDraftAtom, portal);
  expect(phone.get(sendingAtom)).toEqual({ kind: 'conflict' });
  await phone.set(recoverAttemptedAtom, portal);

  const receipt = phone.get(sentTipAtom);
  const view = await server.viewTip(receipt?.code ?? '', receipt?.receipt ?? '');
  expect(await view.json()).toMatchObject({ description: 'Hát karaoke loa kéo sau 23 giờ.' });
  await expect.poll(() => server.messages('tay-thanh')).toHaveLength(1);
});

test('words changed after a lost answer can also go as a tip of their own, under another key', async () => {
  const { phone, server, attempts, portal } = await phoneWith(['lose-answer']);
  await phone.set(sendDraftAtom, portal);
  phone.set(changeDraftAtom, { description: 'Đã sửa lại cho rõ hơn.' });
  await phone.set(sendDraftAtom, portal);

  await phone.set(sendAsNewTipAtom, portal);

  expect(phone.get(sentTipAtom)).not.toBeNull();
  expect(new Set(attempts.map(({ key }) => key)).size).toBe(2);
  await expect.poll(() => server.messages('tay-thanh')).toHaveLength(2);
});

test('when two versions were tried, the one that arrived is found', async () => {
  const { phone, server, portal } = await phoneWith(['lose-request', 'lose-answer']);
  await phone.set(sendDraftAtom, portal);
  phone.set(changeDraftAtom, { description: 'Bản thứ hai đã tới nơi.' });
  await phone.set(sendDraftAtom, portal);
  phone.set(changeDraftAtom, { description: 'Bản thứ ba thì chưa.' });
  await phone.set(sendDraftAtom, portal);
  expect(phone.get(sendingAtom)).toEqual({ kind: 'conflict' });

  await phone.set(recoverAttemptedAtom, portal);

  const receipt = phone.get(sentTipAtom);
  const view = await server.viewTip(receipt?.code ?? '', receipt?.receipt ?? '');
  expect(await view.json()).toMatchObject({ description: 'Bản thứ hai đã tới nơi.' });
});

test('a request that never arrived may be changed freely: there is nothing to be in conflict with', async () => {
  const { phone, server, portal } = await phoneWith(['lose-request']);
  await phone.set(sendDraftAtom, portal);
  phone.set(changeDraftAtom, { description: 'Nội dung khác hẳn.' });

  await phone.set(sendDraftAtom, portal);

  expect(phone.get(sentTipAtom)).not.toBeNull();
  await expect.poll(() => server.messages('tay-thanh')).toHaveLength(1);
});

test('a busy server is asked again three times by itself, then the person is', async () => {
  const patient = await phoneWith([busy, busy, busy]);
  await patient.phone.set(sendDraftAtom, patient.portal);
  expect(patient.phone.get(sentTipAtom)).not.toBeNull();
  expect(patient.attempts).toHaveLength(4);

  const hopeless = await phoneWith([busy, busy, busy, busy]);
  await hopeless.phone.set(sendDraftAtom, hopeless.portal);
  expect(hopeless.phone.get(sendingAtom)).toMatchObject({ kind: 'failed', problem: { code: 'busy' } });
  expect(hopeless.phone.get(draftAtom).description).not.toBe('');
});

test('a refusal leads to its field, keeps every word, and leaves nothing that could be in conflict', async () => {
  const { phone, portal } = await phoneWith([], { time: { kind: 'now', at: '2126-11-23T16:10:00.000Z' } });

  await phone.set(sendDraftAtom, portal);

  expect(phone.get(sendingAtom)).toEqual({ kind: 'fix', step: 'noi-dung' });
  expect(phone.get(draftAtom)).toMatchObject({
    description: 'Hát karaoke loa kéo sau 23 giờ.',
    attempted: [],
  });
});

test('a consent that has changed is asked for anew', async () => {
  const { phone, portal } = await phoneWith([]);
  const old = { ...portal, consent: { ...portal.consent, version: '2020-01-01' } };

  await phone.set(sendDraftAtom, old);

  expect(phone.get(sendingAtom)).toEqual({ kind: 'consent-changed' });
});

test('a point taken without a line is looked up before sending, and another unit than the one shown is shown first', async () => {
  const { lat, lng } = inTayThanh;
  const point = { lat, lng, accuracyM: 12 };
  const { phone, portal, attempts } = await phoneWith([], { point, unitId: 'son-ky' });

  await phone.set(sendDraftAtom, portal);
  expect(phone.get(sendingAtom)).toEqual({ kind: 'unit-changed' });
  expect(attempts).toHaveLength(0);

  await phone.set(sendDraftAtom, portal);
  expect(phone.get(sentTipAtom)?.unit.id).toBe('tay-thanh');
});

test('the codes can be asked for again until the person has saved them, and then nothing of the tip is left', async () => {
  const { phone, portal } = await phoneWith([]);
  await phone.set(sendDraftAtom, portal);
  const receipt = phone.get(sentTipAtom)?.receipt ?? '';

  expect(hasUnsavedTip(sessionText)).toBe(true);
  expect(JSON.stringify(readUnsaved(sessionText))).not.toContain(receipt.slice(0, 9));
  phone.set(forgetSentTipAtom);

  expect(phone.get(sentTipAtom)).toBeNull();
  expect(hasUnsavedTip(sessionText)).toBe(false);
});
