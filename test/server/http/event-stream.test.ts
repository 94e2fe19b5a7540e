import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AppError } from '../../../server/http/app-error.ts';
import {
  createEventStreams,
  type EventStreamLimits,
  eventStreamLimits,
  type NewEventStream,
  type OpenEventStream,
} from '../../../server/http/event-stream.ts';
import { createLogger } from '../../../server/log.ts';
import { openEventStream } from '../../support/event-stream.ts';
import { eventually } from '../../support/eventually.ts';

/** A server with one address, which answers with a stream of whoever asks. */
async function start(
  limits: Partial<EventStreamLimits> = {},
  isStillGood: NewEventStream['isStillGood'] = async () => true,
) {
  const streams = createEventStreams({
    logger: createLogger('silent'),
    limits: { ...eventStreamLimits, ...limits },
  });
  const open = new Set<OpenEventStream>();
  const app = new Hono()
    .onError((error, c) => c.text(error instanceof AppError ? error.code : 'other', 503))
    .get('/', (c) =>
      streams.answer(c, {
        holder: c.req.header('holder') ?? '',
        isStillGood,
        listen(stream) {
          open.add(stream);
          return () => open.delete(stream);
        },
      }),
    );
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => {
    streams.stop();
    server.closeAllConnections();
    server.close();
  });
  const send = (text: string, id = '1') => {
    const message = { id, kind: 'told', data: { text } };
    for (const stream of open) stream.send(message);
  };
  const read = (holder = 'one') => openEventStream(`http://127.0.0.1:${port}/`, { holder });
  return { port, streams, open, send, read };
}

describe('a stream of events', () => {
  test('brings what is sent, each with its place, in one line of JSON whatever is in it', async () => {
    const { open, send, read } = await start();
    const reader = await read();
    await eventually(() => expect(open.size).toBe(1));
    send('dòng một\ndòng hai\r\n\ndata: giả', '7-3');
    await eventually(() => expect(reader.events).toHaveLength(1));
    expect(reader.events[0]).toEqual({
      id: '7-3',
      kind: 'told',
      data: { text: 'dòng một\ndòng hai\r\n\ndata: giả' },
    });
  });

  test('says something now and then, so that nobody on the way takes the line for dead', async () => {
    const { port } = await start({ heartbeatMs: 50 });
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes.toString();
    });
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await eventually(() => expect(heard.split(': \n\n').length).toBeGreaterThan(3));
    expect(heard).toMatch(/retry: [1-4]\d{3}\n\n/);
    socket.destroy();
  });

  test('lets go of who left, of who reads too slowly, and of nobody else', async () => {
    const { port, open, streams, send, read } = await start({ pendingBytesMax: 64 * 1024 });
    const reader = await read();
    const leaver = await read('leaver');
    const socket = connect(port, '127.0.0.1');
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await eventually(() => expect(open.size).toBe(3));
    await leaver.close();
    await eventually(() => expect(open.size).toBe(2));
    // More than every buffer on the way holds; who reads gets all of it.
    let sent = 0;
    for (; open.size > 1; sent += 1) {
      send('x'.repeat(4_000), String(sent));
      await new Promise(setImmediate);
    }
    await eventually(() => expect(reader.events).toHaveLength(sent));
    expect(streams.count()).toBe(1);
    socket.destroy();
  }, 30_000);

  test('is one of a few of its owner, the oldest of which makes room, and of not too many in all', async () => {
    const { read, streams } = await start({ streamsPerHolderMax: 2, streamsMax: 3 });
    const mine = [await read('me'), await read('me'), await read('me')];
    await mine[0]?.ended;
    expect(mine.map((reader) => reader.hasEnded())).toEqual([true, false, false]);
    await read('other');
    expect(streams.count()).toBe(3);
    const refused = await read('third');
    expect(refused.response.status).toBe(503);
    // Who is at their own limit takes nobody's place.
    expect((await read('me')).response.status).toBe(503);
  });

  test('ends when its credential is no longer good, and not because that could not be asked', async () => {
    let answer: () => boolean = () => {
      throw new Error('no store');
    };
    const { open, read } = await start({ recheckMs: 20 }, async () => answer());
    const reader = await read();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(reader.hasEnded()).toBe(false);
    answer = () => false;
    await reader.ended;
    expect(open.size).toBe(0);
  });

  test('is asked about at once where something says so', async () => {
    let isGood = true;
    const { open, read } = await start({}, async () => isGood);
    const reader = await read();
    for (const stream of open) stream.recheck();
    isGood = false;
    for (const stream of open) stream.recheck();
    await reader.ended;
  });

  test('ends after its time, and with the server, which opens no more', async () => {
    const short = await start({ streamMsMax: 60, heartbeatMs: 20 });
    await (await short.read()).ended;
    const { streams, read } = await start();
    const reader = await read();
    streams.stop();
    await reader.ended;
    expect((await read()).response.status).toBe(503);
  });
});
