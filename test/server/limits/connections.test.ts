import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ConnectionLimits, guardConnections } from '../../../server/limits/connections.ts';
import { noisyKaraoke, startTestPortal } from '../../support/portal.ts';
import { quickestOf } from '../../support/quickest.ts';

const servedMsMax = 2_000;

/** Opens a connection, says what it is told and then nothing more. */
function sayAndWait(port: number, words: string, host = '127.0.0.1'): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(words, () => resolve(socket)));
    socket.once('error', reject);
    // Cut off by the server: what the test looks at is `closed`.
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
  });
}

const halfHeaders = 'GET /api/portal HTTP/1.1\r\nHost: localhost\r\nX-Slow: ';
const halfBody =
  'POST /api/tips HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"kind":';
/** More than what the system itself holds for somebody who does not read. */
const large = Buffer.alloc(20 * 1024 * 1024, 'x');
const wholeRequest = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

async function startGuarded(limits: Partial<ConnectionLimits>, isShared = (_address: string) => false) {
  const server: Server = createServer((request, response) => {
    request.resume();
    request.once('end', () => response.end(request.url === '/large' ? large : 'ok'));
  });
  guardConnections(server, {
    isShared,
    isOwnTime: (request) => request.url === '/own-time',
    limits: { waitingMax: 5, waitingPerAddressMax: 5, jsonBodyMsMax: 60_000, unreadBytesMax: 1e9, ...limits },
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, fetchOnce: async () => (await fetch(`http://127.0.0.1:${port}/`)).status };
}

const stillOpen = (sockets: Socket[]) => sockets.map((socket) => !socket.closed);

describe('connections', () => {
  test.each([
    ['half-sent headers', halfHeaders],
    ['half-sent bodies', halfBody],
    ['unread answers', wholeRequest.replace('/', '/api/portal')],
  ])('a thousand with %s do not keep others from being served', async (_what, words) => {
    const portal = await startTestPortal({ environment: { RATE_LIMITS: 'on' } });
    const port = Number(new URL(portal.origin).port);
    await Promise.all(Array.from({ length: 1_000 }, () => sayAndWait(port, words)));
    const { tookMs } = await quickestOf(servedMsMax, async () => {
      const consentVersion = (await portal.portal()).consent.version;
      expect((await portal.sendTip(noisyKaraoke({ consentVersion }))).status).toBe(201);
    });
    expect(tookMs).toBeLessThan(servedMsMax);
  });

  test('that wait are bounded: a new one is served, and the one that has waited longest goes', async () => {
    const { port, fetchOnce } = await startGuarded({ waitingMax: 5 });
    const waiting: Socket[] = [];
    for (let count = 0; count < 5; count += 1) waiting.push(await sayAndWait(port, halfHeaders));
    expect(await fetchOnce()).toBe(200);
    await expect.poll(() => stillOpen(waiting)).toEqual([false, true, true, true, true]);
  });

  test('of one address are bounded too, so that it pushes out its own', async () => {
    const { port, fetchOnce } = await startGuarded({ waitingMax: 100, waitingPerAddressMax: 2 });
    const waiting: Socket[] = [];
    for (let count = 0; count < 3; count += 1) waiting.push(await sayAndWait(port, halfHeaders));
    await expect.poll(() => stillOpen(waiting)).toEqual([false, true, true]);
    expect(await fetchOnce()).toBe(200);

    const shared = await startGuarded({ waitingMax: 100, waitingPerAddressMax: 2 }, () => true);
    const all: Socket[] = [];
    for (let count = 0; count < 5; count += 1) all.push(await sayAndWait(shared.port, halfHeaders));
    expect(await shared.fetchOnce()).toBe(200);
    expect(stillOpen(all)).toEqual([true, true, true, true, true]);
  });

  test('whose request is whole are left alone, and wait again behind the others when it is answered', async () => {
    const { port } = await startGuarded({ waitingMax: 2 });
    const answered = await sayAndWait(port, wholeRequest);
    await new Promise((resolve) => answered.once('data', resolve));
    answered.resume();
    const first = await sayAndWait(port, halfHeaders);
    answered.write(wholeRequest);
    await new Promise((resolve) => answered.once('data', resolve));
    const second = await sayAndWait(port, halfHeaders);
    await expect.poll(() => stillOpen([first, answered, second])).toEqual([false, true, true]);
  });

  test('that do not read their answers are closed once these hold too much, those under way for longest first', async () => {
    const { port, fetchOnce } = await startGuarded({ waitingMax: 100, unreadBytesMax: 50 * 1024 * 1024 });
    const readers: Socket[] = [];
    for (let count = 0; count < 5; count += 1) {
      const reader = await sayAndWait(port, wholeRequest.replace('/', '/large'));
      reader.pause();
      readers.push(reader);
    }
    expect(await fetchOnce()).toBe(200);
    // Closed by the server; who does not read learns of it when it reads.
    const isWhole = async (reader: Socket) => {
      let bytes = 0;
      for await (const chunk of reader) bytes += (chunk as Buffer).byteLength;
      return bytes > large.byteLength;
    };
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const outcomes = await Promise.allSettled(readers.map(isWhole));
    const whole = outcomes.map((outcome) => outcome.status === 'fulfilled' && outcome.value);
    expect(whole[0]).toBe(false);
    expect(whole.at(-1)).toBe(true);
  });

  test('that ask again before they were answered are closed, however much they ask for', async () => {
    const { port, fetchOnce } = await startGuarded({ waitingMax: 100 });
    const impatient = await sayAndWait(port, wholeRequest.repeat(20));
    impatient.resume();
    await expect.poll(() => impatient.closed).toBe(true);
    expect(await fetchOnce()).toBe(200);
  });

  test('with a body that takes too long are cut off, unless their route looks to that itself', async () => {
    const { port, fetchOnce } = await startGuarded({ jsonBodyMsMax: 200 });
    const slow = await sayAndWait(port, halfBody);
    const ownTime = await sayAndWait(port, halfBody.replace('/api/tips', '/own-time'));
    await expect.poll(() => stillOpen([slow, ownTime])).toEqual([false, true]);
    expect(await fetchOnce()).toBe(200);
  });
});

describe('bodies', () => {
  test('of JSON are refused beyond 64 kB, whether they say their length or not', async () => {
    const portal = await startTestPortal({ environment: { RATE_LIMITS: 'on' } });
    const tooLong = JSON.stringify({ description: 'x'.repeat(70_000) });
    expect((await portal.sendTip({ description: 'x'.repeat(70_000) })).status).toBe(413);
    const unsaid = await fetch(`${portal.origin}/api/tips`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': '0b7a3c1e-6f0e-4c37-9c8a-1d3c5b7a9e11',
      },
      body: new Blob([tooLong]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(unsaid.status).toBe(413);
  });
});
