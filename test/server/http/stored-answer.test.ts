import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { answerFrame } from '../../../server/http/answer-frame.ts';
import { encodingFor } from '../../../server/http/encoding.rules.ts';
import type { HttpEnv } from '../../../server/http/http-env.ts';
import { sendStored, storedAnswer, storedFile } from '../../../server/http/stored-answer.ts';

const words = { text: 'Công an phường Tây Thạnh. '.repeat(200) };
const [long, short] = [storedAnswer(words), storedAnswer({ text: 'Tây Thạnh' })];
const picture = storedFile(new Uint8Array(5_000), 'image/png');
const app = new Hono<HttpEnv>()
  .use(answerFrame('https://portal.example'))
  .get('/api/long', (c) => sendStored(c, long, 'public, max-age=60'))
  .get('/api/short', (c) => sendStored(c, short, 'public, max-age=60'))
  .get('/api/picture', (c) => sendStored(c, picture, 'public, max-age=60'))
  .get('/api/own', (c) => sendStored(c, long, 'no-store'))
  .get('/api/made', (c) => c.json(words));
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

describe('an answer made ready', () => {
  test('goes out as small as the asker takes it, and says the same', async () => {
    const plain = await get('/api/long');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.json()).toEqual(words);
    for (const [encoding, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      for (let time = 0; time < 2; time += 1) {
        const packed = await get('/api/long', { 'Accept-Encoding': encoding });
        expect(packed.headers.get('content-encoding')).toBe(encoding);
        expect(packed.headers.get('content-type')).toBe('application/json');
        const bytes = await bytesOf(packed);
        expect(bytes.length).toBeLessThan(long.bytes / 10);
        expect(JSON.parse(unpack(bytes).toString())).toEqual(words);
      }
    }
  });

  test('is not sent again to who has it, compressed or not, and is named so that nobody takes one for the other', async () => {
    const plain = (await get('/api/long')).headers.get('etag') ?? '';
    const packed = (await get('/api/long', { 'Accept-Encoding': 'gzip, br' })).headers.get('etag') ?? '';
    expect([plain, packed]).toEqual([long.etag, `W/${long.etag}`]);
    for (const known of [plain, packed, `"other", ${packed}`, '*']) {
      const again = await get('/api/long', { 'If-None-Match': known, 'Accept-Encoding': 'gzip' });
      expect([again.status, again.headers.get('content-encoding'), await again.text()]).toEqual([
        304,
        null,
        '',
      ]);
      expect(again.headers.get('vary')).toBe('Origin, Accept-Encoding');
    }
    expect((await get('/api/long', { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  test('is left as it is where compressing helps nobody, or would tell of a secret beside it', async () => {
    for (const path of ['/api/short', '/api/picture', '/api/own']) {
      const answer = await get(path, { 'Accept-Encoding': 'gzip, br' });
      expect(answer.headers.get('content-encoding'), path).toBeNull();
    }
  });

  test('has every header that an answer has which was made at that moment', async () => {
    const from = { Origin: 'https://h5.zdn.vn' };
    const [ready, made] = [await get('/api/long', from), await get('/api/made', from)];
    const ids = [ready, made].map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(2);
    const namesOf = ({ headers }: Response) => [...headers.keys()];
    const own = ['cache-control', 'etag'];
    expect(namesOf(ready).filter((name) => !own.includes(name))).toEqual(namesOf(made));
    for (const [name, value] of made.headers) {
      if (name !== 'x-request-id' && name !== 'vary') expect(ready.headers.get(name), name).toBe(value);
    }
    expect(ready.headers.get('access-control-allow-origin')).toBe(from.Origin);
    expect(ready.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(ready.headers.get('vary')).toBe('Origin, Accept-Encoding');
    expect((await get('/api/long')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['x-gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.000, gzip;q=0', null],
  ['*', 'br'],
  ['*;q=0', null],
  ['br;q=0, *', 'gzip'],
  ['deflate', null],
  ['br;q=nonsense', null],
])('who accepts %j is sent %j', (accepted, sent) => {
  expect(encodingFor(accepted)).toBe(sent);
  expect(encodingFor(accepted)).toBe(sent);
});
