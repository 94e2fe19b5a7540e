import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import { refreshPortalAtom } from '../../../../src/api/portal.ts';
import {
  beginDraftAtom,
  changeDraftAtom,
  discardDraftAtom,
  draftAtom,
  keptDraftsAtom,
  rereadDraftsAtom,
} from '../../../../src/features/send-tip/draft.atoms.ts';
import { countTipsOnPhone, tipsOnPhoneAtom } from '../../../../src/features/send-tip/kept-draft.ts';
import {
  cancelSendingAtom,
  recoverAttemptedAtom,
  sendAsNewTipAtom,
  sendDraftAtom,
  sendingAtom,
  sendWaitingAtom,
} from '../../../../src/features/send-tip/sending.atoms.ts';
import {
  forgetSentTipAtom,
  readUnsaved,
  receiptsByKeyAtom,
  rereadUnsavedAtom,
  unsavedTipsAtom,
} from '../../../../src/features/send-tip/sent-tip.ts';
import { readDrafts } from '../../../../src/features/send-tip/tip-draft.ts';
import { keptText } from '../../../../src/lib/kept-text.ts';
import { createStore } from '../../../../src/lib/store.ts';
import { platformAtom } from '../../../../src/platform/platform.atom.ts';
import type { Outcome, Platform } from '../../../../src/platform/platform.ts';
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
        ...(request.headers.authorization && { Authorization: request.headers.authorization }),
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
  const portal = await server.portal();
  keptText.setItem('portal-1', JSON.stringify(portal));
  const phone = createStore();
  await phone.set(refreshPortalAtom);
  phone.set(rereadDraftsAtom);
  phone.set(rereadUnsavedAtom);
  for (const { key } of phone.get(unsavedTipsAtom)) phone.set(forgetSentTipAtom, key);
  for (const { id } of phone.get(keptDraftsAtom)) phone.set(discardDraftAtom, id);
  phone.set(beginDraftAtom);
  const { id: _id, key: _fixed, ...written } = karaokeDraft(draft);
  phone.set(changeDraftAtom, written);
  return { phone, server, attempts, portal };
}

/** The receipt of the tip that was sent last, if any. */
function sentTip(phone: ReturnType<typeof createStore>) {
  const [unsaved] = phone.get(unsavedTipsAtom);
  return unsaved ? phone.get(receiptsByKeyAtom)[unsaved.key] : undefined;
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

  expect(sentTip(phone)).toMatchObject({ unit: { id: 'tay-thanh' }, status: 'received' });
  expect(attempts).toHaveLength(1);
  expect(attempts[0]?.authorization).toBeUndefined();
  expect(phone.get(draftAtom).description).toBe('');
  expect(readDrafts(keptText)).toEqual({});
  await expect.poll(() => server.messages('tay-thanh')).toHaveLength(1);
});

test('a lost answer costs nothing: the same key again brings the receipt of the one tip', async () => {
  const { phone, server, attempts, portal } = await phoneWith(['lose-answer']);

  await phone.set(sendDraftAtom, portal);
  expect(phone.get(sendingAtom)).toEqual({ kind: 'waiting', problem: { kind: 'offline' } });
  expect(phone.get(draftAtom).description).toBe('Hát karaoke loa kéo sau 23 giờ.');
  expect(countTipsOnPhone(keptText)).toMatchObject({ waiting: 1, unsaved: 0 });

  await phone.set(sendDraftAtom, portal);

  expect(sentTip(phone)?.code).toMatch(/^TB-/);
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

  const receipt = sentTip(phone);
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

  expect(sentTip(phone)).toBeDefined();
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

  const receipt = sentTip(phone);
  const view = await server.viewTip(receipt?.code ?? '', receipt?.receipt ?? '');
  expect(await view.json()).toMatchObject({ description: 'Bản thứ hai đã tới nơi.' });
});

test('a request that never arrived may be changed freely: there is nothing to be in conflict with', async () => {
  const { phone, server, portal } = await phoneWith(['lose-request']);
  await phone.set(sendDraftAtom, portal);
  phone.set(changeDraftAtom, { description: 'Nội dung khác hẳn.' });

  await phone.set(sendDraftAtom, portal);

  expect(sentTip(phone)).toBeDefined();
  await expect.poll(() => server.messages('tay-thanh')).toHaveLength(1);
});

test('a busy server is asked again three times by itself, then the tip waits', async () => {
  const patient = await phoneWith([busy, busy, busy]);
  await patient.phone.set(sendDraftAtom, patient.portal);
  expect(sentTip(patient.phone)).toBeDefined();
  expect(patient.attempts).toHaveLength(4);

  const hopeless = await phoneWith([busy, busy, busy, busy]);
  await hopeless.phone.set(sendDraftAtom, hopeless.portal);
  expect(hopeless.phone.get(sendingAtom)).toMatchObject({ kind: 'waiting', problem: { code: 'busy' } });
  expect(hopeless.phone.get(draftAtom).description).not.toBe('');
});

test('what “has just happened” by a clock that is a day ahead goes all the same, without that time', async () => {
  const { phone, portal, attempts } = await phoneWith([], {
    time: { kind: 'now', at: '2126-11-23T16:10:00.000Z' },
  });

  await phone.set(sendDraftAtom, portal);

  expect(sentTip(phone)).toMatchObject({ status: 'received' });
  expect(attempts.map(({ key }) => key)).toEqual([attempts[0]?.key, attempts[0]?.key]);
  expect(attempts.map(({ body }) => body.includes('happenedAt'))).toEqual([true, false]);
});

test('a refusal leads to its field, keeps every word, and leaves nothing that could be in conflict', async () => {
  const { phone, portal } = await phoneWith([], { time: { kind: 'at', local: '2126-11-23T23:10' } });

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
  expect(sentTip(phone)?.unit.id).toBe('tay-thanh');
});

test('the codes can be asked for again until the person has saved them, and then nothing of the tip is left', async () => {
  const { phone, portal } = await phoneWith([]);
  await phone.set(sendDraftAtom, portal);
  const receipt = sentTip(phone)?.receipt ?? '';
  const [unsaved] = readUnsaved(keptText);

  expect(unsaved?.unitName).toBe('Công an phường Tây Thạnh');
  expect(receipt).not.toBe('');
  expect(JSON.stringify(readUnsaved(keptText))).not.toContain(receipt.slice(0, 9));
  phone.set(forgetSentTipAtom, unsaved?.key ?? '');

  expect(sentTip(phone)).toBeUndefined();
  expect(phone.get(receiptsByKeyAtom)).toEqual({});
  expect(phone.get(tipsOnPhoneAtom)).toEqual({ written: 0, waiting: 0, setback: 0, unsaved: 0 });
});

test('a finished tip without a line waits, and goes once when the app is opened again, with the same key and words', async () => {
  const { phone, server, attempts, portal } = await phoneWith(['lose-request', 'lose-answer']);
  await phone.set(sendDraftAtom, portal);
  expect(phone.get(tipsOnPhoneAtom)).toMatchObject({ waiting: 1 });

  // Another day: what the phone keeps is all that is left.
  const again = createStore();
  again.set(rereadDraftsAtom);
  await again.set(refreshPortalAtom);
  await again.set(sendWaitingAtom);
  await again.set(sendWaitingAtom);

  expect(attempts).toHaveLength(3);
  expect(new Set(attempts.map(({ key, body }) => `${key} ${body}`)).size).toBe(1);
  expect(readDrafts(keptText)).toEqual({});
  expect(readUnsaved(keptText)).toHaveLength(1);
  again.set(rereadUnsavedAtom);
  await expect.poll(() => server.messages('tay-thanh')).toHaveLength(1);
  await again.set(sendWaitingAtom);
  expect(attempts).toHaveLength(3);
});

test('what waits can be called back until it is sent, and is a draft again', async () => {
  const { phone, attempts, portal } = await phoneWith(['lose-request']);
  await phone.set(sendDraftAtom, portal);

  phone.set(cancelSendingAtom, phone.get(draftAtom).id);
  await phone.set(sendWaitingAtom);

  expect(attempts).toHaveLength(1);
  expect(phone.get(sendingAtom)).toEqual({ kind: 'idle' });
  expect(phone.get(draftAtom).description).toBe('Hát karaoke loa kéo sau 23 giờ.');
});

test('words changed while a tip waits are not sent behind the person’s back', async () => {
  const { phone, attempts, portal } = await phoneWith(['lose-request']);
  await phone.set(sendDraftAtom, portal);
  phone.set(changeDraftAtom, { description: 'Đang sửa dở' });

  await phone.set(sendWaitingAtom);

  expect(attempts).toHaveLength(1);
  expect(phone.get(tipsOnPhoneAtom)).toMatchObject({ written: 1, waiting: 0 });
});

test('a refusal while the tip waits makes it a draft again, with the remark beside its field', async () => {
  const { phone, portal } = await phoneWith(['lose-request'], {
    time: { kind: 'at', local: '2126-11-23T23:10' },
  });
  await phone.set(sendDraftAtom, portal);
  const { id } = phone.get(draftAtom);
  phone.set(beginDraftAtom);

  await phone.set(sendWaitingAtom);

  expect(phone.get(tipsOnPhoneAtom)).toMatchObject({ waiting: 0, setback: 1 });
  const kept = readDrafts(keptText)[id];
  expect(kept).toMatchObject({ description: 'Hát karaoke loa kéo sau 23 giờ.', outgoing: null });
  expect(kept?.remarks.time).toContain('tương lai');
});

test('what was agreed to is what is sent, also when the place has changed its consent meanwhile', async () => {
  const { phone, attempts, portal } = await phoneWith(['lose-request']);
  const old = { ...portal, consent: { ...portal.consent, version: '2020-01-01' } };
  await phone.set(sendDraftAtom, old);

  await phone.set(sendWaitingAtom);

  expect(attempts.map(({ body }) => JSON.parse(body).consentVersion)).toEqual(['2020-01-01', '2020-01-01']);
  expect(phone.get(sendingAtom)).toEqual({ kind: 'consent-changed' });
  expect(phone.get(tipsOnPhoneAtom)).toMatchObject({ waiting: 0, setback: 1 });
});

test('a tip of the Zalo account goes with the session, or comes back when Zalo does not vouch any more', async () => {
  const { phone, server, attempts, portal } = await phoneWith([], { identity: 'account', hasSignedIn: true });
  const outcomes: Outcome<string>[] = [{ kind: 'unavailable', reason: 'offline' }, { kind: 'declined' }];
  const signIn = async (): Promise<Outcome<string>> =>
    outcomes.shift() ?? { kind: 'ok', value: await server.accessToken('lan') };
  phone.set(platformAtom, { kind: 'zalo', signIn } as Platform);

  await phone.set(sendDraftAtom, portal);
  expect(phone.get(sendingAtom)).toEqual({ kind: 'waiting', problem: { kind: 'offline' } });
  await phone.set(sendWaitingAtom);
  expect(phone.get(sendingAtom)).toEqual({ kind: 'fix', step: 'nguoi-gui' });
  expect(phone.get(draftAtom)).toMatchObject({ hasSignedIn: false, outgoing: null });
  expect(attempts).toEqual([]);

  phone.set(changeDraftAtom, { hasSignedIn: true });
  await phone.set(sendDraftAtom, portal);
  expect(attempts[0]?.authorization).toMatch(/^Bearer [\w-]{43}$/);
});

test('words changed while a tip is on its way stay, as a draft of their own', async () => {
  const { phone, server, portal } = await phoneWith([]);
  const sending = phone.set(sendDraftAtom, portal);
  await new Promise((resolve) => setTimeout(resolve, 2));
  phone.set(changeDraftAtom, { description: 'Viết thêm khi tin đang đi.' });
  const { key } = phone.get(draftAtom);

  await sending;

  await expect.poll(() => server.messages('tay-thanh')).toHaveLength(1);
  expect(phone.get(draftAtom)).toMatchObject({ description: 'Viết thêm khi tin đang đi.', outgoing: null });
  expect(phone.get(draftAtom).key).not.toBe(key);
});
