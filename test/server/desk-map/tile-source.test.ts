import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTileSource } from '../../../server/features/desk-map/tile-source.ts';
import { createLogger } from '../../../server/log.ts';

type Answer = { status?: number; headers?: Record<string, string>; body?: Buffer | string };

/** A map's server that answers as it is told, and remembers what it was asked. */
async function startMapServer(answer: (path: string) => Answer) {
  const asked: string[] = [];
  const running = { now: 0, most: 0 };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    running.now += 1;
    running.most = Math.max(running.most, running.now);
    const {
      status = 200,
      headers = { 'content-type': 'image/png' },
      body = 'PNG',
    } = answer(request.url ?? '');
    setTimeout(() => {
      running.now -= 1;
      response.writeHead(status, headers).end(body);
    }, 20);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const source = createTileSource(`http://127.0.0.1:${port}/s/{z}/{x}/{y}.png?k=1`, {
    logger: createLogger('silent'),
    now: () => new Date('2026-11-24T01:00:00Z'),
  });
  return { source, asked, running };
}

const place = { z: 16, x: 52_178, y: 30_798 };

describe('street pictures from the map’s server', () => {
  test('come from the address that was configured, once, also when many ask at the same time', async () => {
    const { source, asked } = await startMapServer(() => ({}));
    const tiles = await Promise.all([source.find(place), source.find(place), source.find(place)]);
    await source.find(place);
    expect(tiles.map(({ bytes, mediaType }) => [Buffer.from(bytes).toString(), mediaType])).toEqual(
      Array.from({ length: 3 }, () => ['PNG', 'image/png']),
    );
    expect(asked).toEqual(['/s/16/52178/30798.png?k=1']);
  });

  test('are asked for four at a time', async () => {
    const { source, asked, running } = await startMapServer(() => ({}));
    await Promise.all(Array.from({ length: 20 }, (_, x) => source.find({ z: 16, x, y: 1 })));
    expect(asked).toHaveLength(20);
    expect(running.most).toBeLessThanOrEqual(4);
  });

  test.each([
    ['a redirect to somewhere else', { status: 302, headers: { location: 'http://127.0.0.1:1/inside' } }],
    ['what is no picture', { headers: { 'content-type': 'text/html' }, body: '<script>' }],
    ['a picture that runs scripts', { headers: { 'content-type': 'image/svg+xml' }, body: '<svg/>' }],
    ['a picture without end', { body: Buffer.alloc(600 * 1024) }],
    ['an error', { status: 404 }],
  ] as [string, Answer][])('do not come through when the answer is %s', async (_, answer) => {
    const { source } = await startMapServer(() => answer);
    await expect(source.find(place)).rejects.toMatchObject({ code: 'map_unavailable' });
  });

  test('are asked for again after a failure', async () => {
    const answers: Answer[] = [{ status: 500 }, {}];
    const { source } = await startMapServer(() => answers.shift() ?? {});
    await expect(source.find(place)).rejects.toMatchObject({ code: 'map_unavailable' });
    expect((await source.find(place)).mediaType).toBe('image/png');
  });
});
