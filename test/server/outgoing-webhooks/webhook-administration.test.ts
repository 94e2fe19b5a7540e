import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import type { MadeWebhook, WebhookDeliveries, WebhookPing, Webhooks } from '#contract/webhooks.ts';
import { secretOf, signedHeaders } from '../../../server/features/outgoing-webhooks/webhook-signing.rules.ts';
import { staffKey } from '../../support/desk.ts';
import { hourMs, movableClock, patience } from '../../support/forwarding.ts';
import { freePort } from '../../support/free-port.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../../support/portal.ts';
import { registerSystem, startReceiver } from '../../support/webhook-receiver.ts';

const admin = staffKey('admin', 'tay-thanh');

describe('an administrator of systems that are told of tips', () => {
  const start = async (environment: Record<string, string> = {}) => {
    const clock = movableClock();
    const portal = await startTestPortal({ now: clock.now, environment });
    const consentVersion = (await portal.portal()).consent.version;
    const send = async () => readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
    const ask = async <Body>(
      method: 'GET' | 'POST' | 'DELETE',
      rest: string,
      body?: unknown,
      who = admin,
    ) => {
      const answer = await portal.ask(who, method, `/api/staff/webhooks${rest}`, body);
      const text = await answer.text();
      return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as Body };
    };
    return { clock, portal, send, ask };
  };

  test('reaches those of their unit and below, and of no other; nobody else any', async () => {
    const { portal, ask } = await start();
    const receiver = await startReceiver();
    const { id } = await registerSystem(portal, receiver);
    const acts = [
      ['DELETE', `/${id}`],
      ['POST', `/${id}/disable`],
      ['POST', `/${id}/enable`],
      ['POST', `/${id}/secret`],
      ['POST', `/${id}/ping`],
      ['GET', `/${id}/deliveries`],
    ] as const;
    for (const [method, rest] of acts) {
      const body = method === 'POST' ? {} : undefined;
      for (const who of [staffKey('admin', 'son-ky'), staffKey('admin', 'doi-csgt')])
        expect(await ask(method, rest, body, who), rest).toMatchObject({
          status: 404,
          body: { code: 'not_found' },
        });
      for (const role of ['officer', 'commander', 'editor'] as const)
        expect((await ask(method, rest, body, staffKey(role, 'tay-thanh'))).status, rest).toBe(403);
    }
    const wish = { unitId: 'tay-thanh', label: 'Hệ thống', url: receiver.url };
    expect(await ask<Problem>('POST', '', wish, staffKey('admin', 'son-ky'))).toMatchObject({
      status: 422,
      body: { code: 'unit_unknown', issues: [{ path: ['unitId'] }] },
    });
    const above = await ask<Webhooks>('GET', '', undefined, staffKey('admin', 'ca-quan'));
    expect(above.body.items).toMatchObject([
      { id, unit: { id: 'tay-thanh' }, label: 'Hệ thống thử', state: 'active', url: receiver.url },
    ]);
    expect(JSON.stringify(above.body)).not.toContain('whsec_');
    expect((await ask<Webhooks>('GET', '', undefined, staffKey('admin', 'son-ky'))).body.items).toEqual([]);
    expect((await ask('DELETE', `/${id}`, undefined, staffKey('admin', 'ca-quan'))).status).toBe(204);
    expect((await ask<Webhooks>('GET', '')).body.items).toEqual([]);
  });

  test('registers so many for a unit and no more, and only addresses that lead out', async () => {
    // As others can reach it: then it does not go to what listens beside it either.
    const { ask } = await start({ SANDBOX: 'demo', PUBLIC_URL: 'https://thu.an-ninh.vn' });
    const refused = await ask('POST', '', { unitId: 'tay-thanh', label: 'a', url: 'http://127.0.0.1:9/' });
    expect(refused.status).toBe(401);

    const { ask: onOwnMachine } = await start();
    const wish = (url: string) => ({ unitId: 'tay-thanh', label: 'Hệ thống', url });
    for (const url of [
      'http://he-thong.vn/',
      'https://10.0.0.1/',
      'https://169.254.169.254/',
      'https://user:pass@he-thong.vn/',
      'https://he-thong.vn:22/',
      'https://may-chu.internal/',
      'javascript:alert(1)',
    ]) {
      const { status, body } = await onOwnMachine<Problem>('POST', '', wish(url));
      expect([status, body.code], url).toEqual([422, 'webhook_url_refused']);
      expect(body.issues?.[0]?.path, url).toEqual(['url']);
    }
    const { url } = await startReceiver();
    // PostgreSQL keeps no such letter.
    const oddLabel = await onOwnMachine<Problem>('POST', '', { ...wish(url), label: 'a\u0000b' });
    expect([oddLabel.status, oddLabel.body.issues?.[0]?.path]).toEqual([400, ['label']]);
    for (let nr = 0; nr < 5; nr += 1)
      expect((await onOwnMachine('POST', '', wish(`${url}/${nr}`))).status).toBe(201);
    expect(await onOwnMachine<Problem>('POST', '', wish(url))).toMatchObject({
      status: 422,
      body: { code: 'webhooks_full' },
    });
  });

  test('tries a system, changes its secret while both sign, and sees what it was told', async () => {
    const { clock, portal, send, ask } = await start();
    const receiver = await startReceiver();
    const { id } = await registerSystem(portal, receiver);

    const ping = await ask<WebhookPing>('POST', `/${id}/ping`, {});
    expect(ping.body).toMatchObject({ delivered: true, reason: null });
    expect(receiver.heard[0]).toMatchObject({ isSigned: true, event: { type: 'ping', data: {} } });
    receiver.answer((response) => response.writeHead(404).end());
    const failed = await ask<WebhookPing>('POST', `/${id}/ping`, {});
    expect(failed.body).toMatchObject({ delivered: false, reason: 'http 404' });
    receiver.answer((response) => response.writeHead(204).end());

    const changed = await ask<MadeWebhook>('POST', `/${id}/secret`, {});
    expect(changed.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(changed.body.webhook.previousSecretUntil).not.toBeNull();
    const { code } = await send();
    await expect.poll(() => receiver.heard.length, patience).toBe(3);
    // The receiver still knows the secret of before, and then the new one.
    expect(receiver.heard[2]).toMatchObject({ isSigned: true, signatures: 2 });
    receiver.knowSecret(changed.body.secret);
    await ask('POST', `/${id}/ping`, {});
    expect(receiver.heard[3]).toMatchObject({ isSigned: true, signatures: 2 });
    clock.move(25 * hourMs);
    await ask('POST', `/${id}/ping`, {});
    expect(receiver.heard.at(-1)).toMatchObject({ isSigned: true, signatures: 1 });

    const deliveries = await ask<WebhookDeliveries>('GET', `/${id}/deliveries`);
    expect(deliveries.body.items.at(-1)).toMatchObject({
      id: receiver.heard[2]?.id,
      type: 'tip.received',
      code,
      state: 'sent',
      attempts: 1,
    });
  });

  test('hears that a system wants nothing more when it says so, and gets past what it refuses', async () => {
    const { clock, portal, send, ask } = await start();
    const receiver = await startReceiver();
    const { id } = await registerSystem(portal, receiver);
    const refused = await send();
    receiver.answer((response, { event }) =>
      response.writeHead(event.data.code === refused.code ? 422 : 204).end(),
    );
    const next = await send();
    await expect
      .poll(() => {
        clock.move(30_000);
        return receiver.codes();
      }, patience)
      .toContain(next.code);
    receiver.answer((response) => response.writeHead(410).end());
    await send();
    await expect
      .poll(async () => (await ask<Webhooks>('GET', '')).body.items[0], patience)
      .toMatchObject({ id, state: 'disabled', disabledBecause: 'gone' });
  });
});

describe('the receiver in the README', () => {
  test('takes what is signed with its secret, and nothing else', async () => {
    const readme = readFileSync(path.resolve(import.meta.dirname, '../../../README.md'), 'utf8');
    const [, program = ''] = /```js\n([\s\S]*?createServer[\s\S]*?)```/.exec(readme) ?? [];
    expect(program).toContain('webhook-signature');
    const secret = secretOf(Buffer.alloc(32, 7));
    const port = await freePort();
    const receiver = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void receiver.kill());
    await once(receiver.stdout, 'data');

    const body = JSON.stringify({ type: 'ping', timestamp: new Date().toISOString(), data: {} });
    const post = async (changes: object, text = body) => {
      const signed = signedHeaders({ id: 'msg-1', at: new Date(), body }, [secret]);
      const headers = { ...signed, ...changes };
      return (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body: text })).status;
    };
    const old = signedHeaders({ id: 'msg-1', at: new Date(Date.now() - hourMs), body }, [secret]);
    const foreign = signedHeaders({ id: 'msg-1', at: new Date(), body }, [secretOf(Buffer.alloc(32, 8))]);
    expect(await post({})).toBe(204);
    expect(await post({}, body.replace('ping', 'pong'))).toBe(401);
    expect(await post({ 'webhook-id': 'msg-2' })).toBe(401);
    expect(await post(foreign)).toBe(401);
    expect(await post(old)).toBe(401);
    const two = signedHeaders({ id: 'msg-1', at: new Date(), body }, [secretOf(Buffer.alloc(32, 8)), secret]);
    expect(await post(two)).toBe(204);
  });
});
