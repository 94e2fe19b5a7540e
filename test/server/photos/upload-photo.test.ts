import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import type { Problem } from '#contract/problem.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { createPhotoRoutes } from '../../../server/features/photos/photo.routes.ts';
import { createPhotoService } from '../../../server/features/photos/photo.service.ts';
import { readPhotoUpload } from '../../../server/features/photos/photo-upload.ts';
import { createUploadGate } from '../../../server/features/photos/upload-gate.ts';
import { answerFrame } from '../../../server/http/answer-frame.ts';
import { AppError } from '../../../server/http/app-error.ts';
import type { HttpEnv } from '../../../server/http/http-env.ts';
import { problemHandler } from '../../../server/http/problem-answer.ts';
import { createLogger } from '../../../server/log.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { migratedFolder } from '../../support/databases.ts';
import { expectNoMetadata } from '../../support/jpeg-segments.ts';
import { hiddenWords, phonePhoto } from '../../support/photos.ts';

describe('a photo sent ahead of its tip', () => {
  test('is answered with its id and size, and lies there without anything the phone had hidden', async () => {
    const { app, photos } = await startPhotos();

    const response = await send(app, formWith(await phonePhoto({ orientation: 6, megapixels: 1 })));

    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const stored = await response.json();
    expect(stored).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      width: 1155,
      height: 866,
      bytes: expect.any(Number),
    });
    const full = await photos.read(stored.id, 'full');
    expect(full.byteLength).toBe(stored.bytes);
    for (const kind of ['full', 'thumbnail', 'zalo'] as const)
      await expectNoMetadata(await photos.read(stored.id, kind));
  });

  test('is on disk, files and row, before the answer', async () => {
    const first = await startPhotos();
    const { id } = await (await send(first.app, formWith(await phonePhoto({ megapixels: 0.3 })))).json();

    // A second server on the same folder stands for the one that starts after a crash.
    const second = await startPhotos(first.dataDir);

    expect((await second.photos.read(id, 'full')).byteLength).toBeGreaterThan(1_000);
    expect(await second.photos.sweepUnattached(new Date(Date.now() + 25 * 60 * 60_000))).toEqual({
      photos: 1,
      orphans: 0,
    });
  });

  test('is judged by its bytes: a wrong name, type or two extensions change nothing', async () => {
    const { app } = await startPhotos();
    const photo = await phonePhoto({ megapixels: 0.3 });

    for (const name of ['a.html', '../../etc/passwd', 'photo.jpg.exe', '\u202Egpj.exe']) {
      const response = await send(app, formWith(photo, { name, type: 'text/html' }));
      expect(response.status, name).toBe(201);
    }
  });

  test('leaves no trace of its sender, its name or its hidden words in the log', async () => {
    const lines: string[] = [];
    const { app } = await startPhotos(migratedFolder(), lines);

    await send(app, formWith(await phonePhoto(), { name: 'cua-nguyen-van-a.jpg' }));
    await send(
      app,
      formWith(Buffer.from(`<html>${hiddenWords.owner}</html>`), { name: 'cua-nguyen-van-a.jpg' }),
    );

    for (const word of ['nguyen-van-a', ...Object.values(hiddenWords)])
      expect(lines.join('\n')).not.toContain(word);
  });
});

describe('what is wrong with an upload is said, and where', () => {
  const photoBytes = phonePhoto({ megapixels: 0.3 });

  const wrong: Record<
    string,
    { body: () => Promise<BodyInit> | BodyInit; type?: string; status: number; code: string }
  > = {
    'no photo at all': { body: () => new FormData(), status: 400, code: 'invalid_input' },
    'another field': {
      body: async () => formWith(await photoBytes, { field: 'picture' }),
      status: 400,
      code: 'invalid_input',
    },
    'two photos': {
      body: async () => {
        const form = formWith(await photoBytes);
        form.append('photo', new Blob([new Uint8Array(await photoBytes)]), 'b.jpg');
        return form;
      },
      status: 400,
      code: 'invalid_input',
    },
    'a text beside the photo': {
      body: async () => {
        const form = formWith(await photoBytes);
        form.append('note', 'hello');
        return form;
      },
      status: 400,
      code: 'invalid_input',
    },
    'ten thousand text fields': {
      body: () => {
        const form = new FormData();
        for (let field = 0; field < 10_000; field += 1) form.append(`__proto__${field}`, 'x');
        return form;
      },
      status: 400,
      code: 'invalid_input',
    },
    'text in the place of the photo': {
      body: () => {
        const form = new FormData();
        form.append('photo', 'not a file');
        return form;
      },
      status: 400,
      code: 'invalid_input',
    },
    'an empty file': { body: () => formWith(Buffer.alloc(0)), status: 422, code: 'photo_unreadable' },
    'a web page': {
      body: () => formWith(Buffer.from('<!doctype html><script>1</script>')),
      status: 422,
      code: 'photo_unreadable',
    },
    'a body of JSON': {
      body: () => '{"photo":"x"}',
      type: 'application/json',
      status: 415,
      code: 'unsupported_media_type',
    },
    'the bare bytes': {
      body: async () => new Uint8Array(await photoBytes),
      type: 'image/jpeg',
      status: 415,
      code: 'unsupported_media_type',
    },
    'a form without a boundary': {
      body: () => 'x',
      type: 'multipart/form-data; charset=utf-8',
      status: 400,
      code: 'invalid_input',
    },
    'a form that breaks off': {
      body: () => '--b\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n\xff\xd8\xff',
      type: 'multipart/form-data; boundary=b',
      status: 400,
      code: 'invalid_input',
    },
    'part headers without an end': {
      body: () => `--b\r\n${'X-A: b\r\n'.repeat(40_000)}`,
      type: 'multipart/form-data; boundary=b',
      status: 400,
      code: 'invalid_input',
    },
    'a null byte in the file’s name': {
      body: async () => formWith(await photoBytes, { name: 'a\0.jpg' }),
      status: 400,
      code: 'invalid_input',
    },
    'no body': {
      body: () => '',
      type: 'multipart/form-data; boundary=b',
      status: 400,
      code: 'invalid_input',
    },
  };

  test.each(Object.keys(wrong))('%s', async (name) => {
    const { app } = await startPhotos();
    const attempt = wrong[name];
    if (!attempt) throw new Error(name);

    const response = await send(app, await attempt.body(), attempt.type);

    const problem: Problem = await response.json();
    expect([response.status, problem.code]).toEqual([attempt.status, attempt.code]);
    expect(problem.issues?.[0]?.path).toEqual(['photo']);
    expect(problem.issues?.[0]?.message).toMatch(
      /[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]/i,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('a body that announces too much is refused before any of it is read', async () => {
    const { app } = await startPhotos();
    const body = countedStream(limits.photoBytesMax * 2);

    const announced = { 'content-length': String(limits.photoBytesMax * 2) };
    const response = await app.request(uploadRequest(body.stream, announced));

    expect(response.status).toBe(413);
    expect((await response.json()).code).toBe('photo_too_large');
    expect(body.bytesGiven()).toBeLessThanOrEqual(chunkBytes);
  });

  test('a stream of a gigabyte that announces nothing is cut off at the limit', async () => {
    const { app } = await startPhotos();
    const body = countedStream(1024 ** 3);

    const response = await app.request(uploadRequest(body.stream));

    expect(response.status).toBe(413);
    expect((await response.json()).code).toBe('photo_too_large');
    expect(body.bytesGiven()).toBeLessThan(limits.photoBytesMax + 1024 * 1024);
    expect(body.isCancelled()).toBe(true);
  });

  test('over a real connection the sender of a gigabyte hears why, and others are served meanwhile', async () => {
    const { app } = await startPhotos();
    const port = await listen(app);

    const [flood, good] = await Promise.all([
      sendEndlessly(port),
      fetch(`http://127.0.0.1:${port}/api/photos`, { method: 'POST', body: formWith(await photoBytes) }),
    ]);

    expect(flood.status).toBe(413);
    expect(flood.bytesSent).toBeLessThan(100 * 1024 * 1024);
    expect(good.status).toBe(201);
  });

  test('a photo of exactly the largest size is read whole', async () => {
    const { app } = await startPhotos();
    const photo = Buffer.concat([await photoBytes, Buffer.alloc(limits.photoBytesMax)]).subarray(
      0,
      limits.photoBytesMax,
    );

    expect((await send(app, formWith(photo))).status).toBe(201);
    expect((await send(app, formWith(Buffer.concat([photo, Buffer.alloc(1)])))).status).toBe(413);
  });
});

describe('slow and many uploads', () => {
  test('a phone that falls silent is told so instead of holding a place for ever', async () => {
    const failure = await failureOf(
      readPhotoUpload(slowRequest(10_000), freeLease, { uploadMsMax: 60_000, silenceMsMax: 50 }),
    );

    expect(failure.code).toBe('upload_timeout');
  });

  test('a phone that drips is cut off at the time limit', async () => {
    const startedAt = performance.now();

    const failure = await failureOf(
      readPhotoUpload(slowRequest(20), freeLease, { uploadMsMax: 300, silenceMsMax: 200 }),
    );

    expect(failure.code).toBe('upload_timeout');
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('an upload that the phone breaks off is no fault of the server', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(formStart),
      pull: (controller) => controller.error(new Error('socket hang up')),
    });

    expect((await failureOf(readPhotoUpload(uploadRequest(body), freeLease))).code).toBe('invalid_input');
  });

  test('more uploads at once than there is room for are asked to come back', async () => {
    const gate = createUploadGate({ uploadsMax: 2, bytesMax: 1_000 });
    const { promise: end, resolve: finish } = Promise.withResolvers<void>();
    const running = [gate.admit(() => end), gate.admit(() => end)];

    const refusal = await failureOf(gate.admit(async () => undefined));

    expect(refusal.code).toBe('busy');
    expect(refusal.retryAfterS).toBeGreaterThan(0);
    finish();
    await Promise.all(running);
    expect(await gate.admit(async () => 'taken')).toBe('taken');
  });

  test('uploads that together would fill the memory are asked to come back; the room is given back', async () => {
    const gate = createUploadGate({ uploadsMax: 10, bytesMax: 1_000 });
    const take = (bytes: number) =>
      gate.admit(async (lease) => {
        lease.take(bytes);
        await new Promise((resolve) => setTimeout(resolve, 20));
      });

    const [first, second] = await Promise.allSettled([take(600), take(600)]);

    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'busy' } });
    await expect(take(1_000)).resolves.toBeUndefined();
  });
});

const freeLease = { take: () => undefined };
const chunkBytes = 64 * 1024;
const formStart = Buffer.from(
  '--b\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n',
);

async function startPhotos(dataDir = migratedFolder(), lines: string[] = []) {
  const database = openDatabase({ dataDir, databaseUrl: null });
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  const keys = parseSecretKeys(`k1:${Buffer.alloc(32, 7).toString('base64url')}`);
  const photos = createPhotoService({ database, dataDir, keys, logger, now: () => new Date() });
  onTestFinished(async () => {
    await photos.close();
    await database.close();
  });
  const app = new Hono<HttpEnv>();
  app.onError(problemHandler(logger));
  app.use(answerFrame('http://localhost')).route('/api/photos', createPhotoRoutes(photos));
  return { app, photos, dataDir };
}

/** As bytes, like from a socket. */
async function send(app: Hono<HttpEnv>, body: BodyInit, type?: string): Promise<Response> {
  const encoded = new Response(body);
  return app.request('/api/photos', {
    method: 'POST',
    body: await encoded.arrayBuffer(),
    headers: { 'content-type': type ?? encoded.headers.get('content-type') ?? '' },
  });
}

function formWith(photo: Buffer, options: { field?: string; name?: string; type?: string } = {}): FormData {
  const form = new FormData();
  const file = new Blob([new Uint8Array(photo)], { type: options.type ?? 'image/jpeg' });
  form.append(options.field ?? 'photo', file, options.name ?? 'photo.jpg');
  return form;
}

/** A form whose photo never ends before `bytes`, and what was taken of it. */
function countedStream(bytes: number) {
  let given = 0;
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (given >= bytes) return controller.close();
        controller.enqueue(given === 0 ? new Uint8Array(formStart) : new Uint8Array(chunkBytes));
        given += chunkBytes;
      },
      cancel() {
        isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, bytesGiven: () => given, isCancelled: () => isCancelled };
}

function uploadRequest(body: ReadableStream<Uint8Array>, headers: Record<string, string> = {}): Request {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=b', ...headers },
    duplex: 'half',
  };
  return new Request('http://localhost/api/photos', init);
}

/** The start of a form at once, then a byte every so often. */
function slowRequest(everyMs: number): Request {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(formStart)),
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, everyMs).unref());
      controller.enqueue(new Uint8Array(1));
    },
  });
  return uploadRequest(body);
}

async function listen(app: Hono<HttpEnv>): Promise<number> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Sends a gigabyte and stops only when the server does not take more. */
function sendEndlessly(port: number): Promise<{ status: number | undefined; bytesSent: number }> {
  return new Promise((resolve, reject) => {
    let status: number | undefined;
    let bytesSent = 0;
    const outgoing = request({
      port,
      host: '127.0.0.1',
      path: '/api/photos',
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    });
    const end = () =>
      status ? resolve({ status, bytesSent }) : reject(new Error('Cut off without an answer.'));
    outgoing.on('response', (response) => {
      status = response.statusCode;
      response.resume();
    });
    outgoing.on('error', end);
    outgoing.on('close', end);
    outgoing.write(formStart);
    const chunk = Buffer.alloc(chunkBytes);
    const pump = () => {
      while (!outgoing.destroyed && bytesSent < 1024 ** 3) {
        bytesSent += chunkBytes;
        if (!outgoing.write(chunk)) return void outgoing.once('drain', pump);
      }
    };
    pump();
  });
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const outcome = await work.then(
    () => 'accepted',
    (error: unknown) => error,
  );
  if (!(outcome instanceof AppError)) throw new Error(`Not refused as expected: ${String(outcome)}`);
  return outcome;
}
