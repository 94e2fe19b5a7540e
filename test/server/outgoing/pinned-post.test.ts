import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CheckedUrl, checkOutgoingUrl } from '../../../server/outgoing/outgoing-url.rules.ts';
import { createPinnedPost, type Resolve } from '../../../server/outgoing/pinned-post.ts';
import { serveAnswers } from '../../support/answering-server.ts';
import { selfSignedCertificate } from '../../support/self-signed-certificate.ts';

const message = { headers: { 'content-type': 'application/json' }, body: '{"a":"ế"}' };
const target = (url: string): CheckedUrl => {
  const checked = checkOutgoingUrl(url, { allowsLoopback: true });
  if (typeof checked === 'string') throw new Error(`${url}: ${checked}`);
  return checked;
};
const answersOf =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

async function serveSecurely(commonName: string): Promise<{ port: number; cert: string; names: unknown[] }> {
  const { key, cert } = selfSignedCertificate(commonName);
  const names: unknown[] = [];
  const server = https.createServer({ key, cert }, (request, response) => {
    names.push((request.socket as tls.TLSSocket & { servername: unknown }).servername);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, cert, names };
}

describe('what is posted to an address that somebody gave us', () => {
  test('arrives as it is, and nothing of the answer but its status counts', async () => {
    let heard = '';
    const base = await serveAnswers(async (request, response) => {
      heard = `${request.method} ${request.url} ${await textOf(request)}`;
      response.writeHead(204).end();
    });

    expect(await createPinnedPost().post(target(`${base}/nhan?x=1`), message)).toEqual({
      kind: 'answered',
      status: 204,
      retryAfterMs: null,
    });
    expect(heard).toBe('POST /nhan?x=1 {"a":"ế"}');
  });

  test('goes nowhere when one of the addresses of its name is not public', async () => {
    const mixed: [string[], string][] = [
      [['8.8.8.8', '10.0.0.1'], 'address refused'],
      [['169.254.169.254'], 'address refused'],
      [['::ffff:127.0.0.1'], 'address refused'],
      [['2606:4700::1', 'fe80::1'], 'address refused'],
      [[], 'dns'],
    ];
    for (const [addresses, reason] of mixed) {
      const { post, findTrouble } = createPinnedPost({ resolve: answersOf(...addresses) });
      expect(await post(target('https://he-thong.phuong.vn/'), message)).toEqual({ kind: 'failed', reason });
      expect(await findTrouble(target('https://he-thong.phuong.vn/'))).toBe(reason);
    }
    const elsewhere = createPinnedPost({ resolve: answersOf('8.8.8.8') });
    expect(await elsewhere.post(target('http://localhost:9/'), message)).toEqual({
      kind: 'failed',
      reason: 'address refused',
    });
  });

  test('goes to the address that was checked, whatever its name stands for a moment later', async () => {
    const base = await serveAnswers((_, response) => response.end());
    let lookups = 0;
    const resolve: Resolve = async () => {
      lookups += 1;
      // Somebody who wants to lead us elsewhere gives another answer the second time.
      return [{ address: lookups === 1 ? '127.0.0.1' : '127.9.9.9', family: 4 }];
    };

    const outcome = await createPinnedPost({ resolve }).post(
      target(base.replace('127.0.0.1', 'localhost')),
      message,
    );
    expect(outcome).toMatchObject({ kind: 'answered', status: 200 });
    expect(lookups).toBe(1);
  });

  test('follows no redirect', async () => {
    let strayed = 0;
    const other = await serveAnswers((_, response) => {
      strayed += 1;
      response.end();
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const base = await serveAnswers((_, response) => {
        response.writeHead(status, { Location: other }).end();
      });
      expect(await createPinnedPost().post(target(base), message)).toMatchObject({ status });
    }
    expect(strayed).toBe(0);
  });

  test('waits no longer than its time: for a name, for an answer, for its end', async () => {
    const timeoutMs = 150;
    const never: Resolve = () => new Promise(() => {});
    const named = createPinnedPost({ resolve: never, timeoutMs });
    expect(await named.post(target('https://he-thong.phuong.vn/'), message)).toEqual({
      kind: 'failed',
      reason: 'timeout',
    });
    const silent = await serveAnswers(() => {});
    expect(await createPinnedPost({ timeoutMs }).post(target(silent), message)).toEqual({
      kind: 'failed',
      reason: 'timeout',
    });
    const endless = await serveAnswers((_, response) => void response.writeHead(200).write('x'));
    expect(await createPinnedPost({ timeoutMs }).post(target(endless), message)).toMatchObject({
      kind: 'answered',
      status: 200,
    });
  });

  test('reads no more of a huge answer than it has to', async () => {
    let written = 0;
    const base = await serveAnswers((_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(64 * 1024);
      const pour = () => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });

    expect(await createPinnedPost().post(target(base), message)).toMatchObject({ status: 200 });
    // What fits into the sockets' buffers, and not the endless rest.
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  test('fails with a word for what stood in the way', async () => {
    const closed = http.createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const { post } = createPinnedPost();
    expect(await post(target(`http://127.0.0.1:${port}`), message)).toEqual({
      kind: 'failed',
      reason: 'connection',
    });
    const rude = await serveAnswers((request) => request.socket.destroy());
    expect(await post(target(rude), message)).toEqual({ kind: 'failed', reason: 'connection' });
    const loud = await serveAnswers((_, response) => {
      response.writeHead(200, { 'X-Long': 'x'.repeat(12_000) }).end();
    });
    expect(await post(target(loud), message)).toEqual({ kind: 'failed', reason: 'connection' });
  });

  test('is put off by Retry-After, an hour at the most', async () => {
    const of = async (value: string) => {
      const base = await serveAnswers((_, response) => {
        response.writeHead(503, { 'Retry-After': value }).end();
      });
      const outcome = await createPinnedPost().post(target(base), message);
      return outcome.kind === 'answered' ? outcome.retryAfterMs : outcome;
    };
    expect(await of('120')).toBe(120_000);
    expect(await of('999999999')).toBe(3_600_000);
    expect(await of('soon')).toBeNull();
    expect(await of('-5')).toBeNull();
  });

  test('trusts no certificate but one for that very name', async () => {
    const known = await serveSecurely('localhost');
    const foreign = await serveSecurely('he-thong.phuong.vn');
    const ask = ({ port }: { port: number }) =>
      createPinnedPost({ resolve: answersOf('127.0.0.1') }).post(
        target(`https://localhost:${port}/`),
        message,
      );

    expect(await ask(known)).toEqual({ kind: 'failed', reason: 'tls' });

    const before = tls.getCACertificates('default');
    onTestFinished(() => tls.setDefaultCACertificates(before));
    tls.setDefaultCACertificates([...before, known.cert, foreign.cert]);
    expect(await ask(known)).toMatchObject({ kind: 'answered', status: 200 });
    expect(known.names).toEqual(['localhost']);
    expect(await ask(foreign)).toEqual({ kind: 'failed', reason: 'tls' });
  });
});
