import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { AppError } from '../../../server/http/app-error.ts';
import { createPhotoIntake, type PhotoIntake } from '../../../server/media/photo-intake.ts';
import { WorkerNotStarted } from '../../../server/media/photo-worker-process.ts';
import { phonePhoto } from '../../support/photos.ts';

/** An interlaced PNG of 40 megapixels takes a worker about a second: long enough to do something to it meanwhile. */
let slowPhoto: Buffer;
let quickPhoto: Buffer;

beforeAll(async () => {
  quickPhoto = await phonePhoto({ megapixels: 0.3 });
  slowPhoto = await sharp({ create: { width: 7000, height: 5700, channels: 3, background: '#456' } })
    .png({ progressive: true, compressionLevel: 1 })
    .toBuffer();
});

describe('a photo worker may die', () => {
  test('a worker killed in the middle costs that photo, and the next one is cleaned', async () => {
    const lost: string[] = [];
    const intake = await openIntake({ workersMax: 1, onWorkerLost: (error) => lost.push(error.message) });
    const outcome = failureOf(intake.clean(slowPhoto));
    const pid = await busyWorker(intake);

    process.kill(pid, 'SIGKILL');

    expect((await outcome).code).toBe('photo_unreadable');
    expect((await intake.clean(quickPhoto)).width).toBeGreaterThan(0);
    expect(lost).toEqual([expect.stringContaining('SIGKILL')]);
    expect(intake.workers().map((worker) => worker.pid)).not.toContain(pid);
  });

  test('a good photo is not refused because this process stood still while the worker was ready', async () => {
    const intake = await openIntake({ workersMax: 1, workMsMax: 1_500 });
    const cleaning = intake.clean(quickPhoto);
    await new Promise(setImmediate);

    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);

    expect((await cleaning).width).toBeGreaterThan(0);
  });

  test('a worker killed while it waits is replaced without anybody noticing', async () => {
    const intake = await openIntake({ workersMax: 1 });
    process.kill(intake.workers()[0]?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => intake.workers()).toEqual([]);

    expect((await intake.clean(quickPhoto)).width).toBeGreaterThan(0);
  });

  test('photos that wait while a worker dies are still cleaned', async () => {
    const intake = await openIntake({ workersMax: 1 });
    const first = failureOf(intake.clean(slowPhoto));
    const pid = await busyWorker(intake);
    const waiting = [intake.clean(quickPhoto), intake.clean(quickPhoto)];

    process.kill(pid, 'SIGKILL');

    expect((await first).code).toBe('photo_unreadable');
    expect((await Promise.all(waiting)).map((clean) => clean.width > 0)).toEqual([true, true]);
  });

  test('a photo that takes too long ends its worker, not the service', async () => {
    const intake = await openIntake({ workersMax: 1, workMsMax: 400 });

    expect((await failureOf(intake.clean(slowPhoto))).code).toBe('photo_unreadable');
    // On a busy machine a good one may take so long too, and is sent again.
    const width = async () => (await intake.clean(quickPhoto).catch(() => null))?.width;
    await expect.poll(width).toBeGreaterThan(0);
  });

  test('a photo that takes too much memory ends its worker, not the service', async () => {
    const intake = await openIntake({ workersMax: 1, workerMemoryBytesMax: 200 * 1024 * 1024 });

    expect((await failureOf(intake.clean(slowPhoto))).code).toBe('photo_unreadable');
    expect((await intake.clean(quickPhoto)).width).toBeGreaterThan(0);
  });

  test('a worker is replaced after its share of photos', async () => {
    const intake = await openIntake({ workersMax: 1, photosPerWorkerMax: 2 });
    await intake.clean(quickPhoto);
    const [first] = intake.workers();
    await intake.clean(quickPhoto);
    await intake.clean(quickPhoto);

    const [second] = intake.workers();

    expect(first?.pid).toBeGreaterThan(0);
    expect(second?.pid).not.toBe(first?.pid);
  });
});

test('a machine that cannot run a worker is found out at the start, and no photo is blamed for it', async () => {
  const { execPath } = process;
  process.execPath = '/nowhere/node';
  onTestFinished(() => {
    process.execPath = execPath;
  });
  const intake = createPhotoIntake();

  await expect(intake.warm()).rejects.toThrow(WorkerNotStarted);
  await expect(intake.clean(quickPhoto)).rejects.toThrow(WorkerNotStarted);

  process.execPath = execPath;
  expect((await intake.clean(quickPhoto)).width).toBeGreaterThan(0);
  await intake.close();
});

describe('photos wait in a bounded line', () => {
  test('beyond it the sender is asked to come back, with a time', async () => {
    const intake = await openIntake({ workersMax: 1, photosWaitingMax: 2 });
    const taken = [intake.clean(slowPhoto), intake.clean(quickPhoto), intake.clean(quickPhoto)];

    const refusal = await failureOf(intake.clean(quickPhoto));

    expect(refusal.code).toBe('busy');
    expect(refusal.retryAfterS).toBeGreaterThan(0);
    expect((await Promise.all(taken)).every((clean) => clean.width > 0)).toBe(true);
  });

  test('no more workers are started than allowed', async () => {
    const intake = await openIntake({ workersMax: 2 });

    const cleaning = Promise.all(Array.from({ length: 8 }, () => intake.clean(quickPhoto)));

    expect(intake.workers().length).toBe(2);
    await cleaning;
    expect(intake.workers().length).toBe(2);
  });

  test('whoever waits when the service stops is asked to come back', async () => {
    const intake = await openIntake({ workersMax: 1 });
    const outcomes = [failureOf(intake.clean(slowPhoto)), failureOf(intake.clean(quickPhoto))];
    const pid = await busyWorker(intake);

    await intake.close();

    expect((await Promise.all(outcomes)).map((failure) => failure.code)).toEqual(['busy', 'busy']);
    expect(isRunning(pid)).toBe(false);
  });
});

describe('a photo worker knows nothing and outlives nobody', () => {
  test.runIf(existsSync('/proc/self/environ'))(
    'it sees none of the server’s environment, so no key',
    async () => {
      process.env.SECRET_KEYS_IN_TEST = 'k1:do-not-pass-on';
      onTestFinished(() => {
        delete process.env.SECRET_KEYS_IN_TEST;
      });
      const intake = await openIntake({ workersMax: 1 });
      await intake.warm();

      const environment = readFileSync(`/proc/${intake.workers()[0]?.pid}/environ`, 'utf8');

      expect(environment).toContain('MALLOC_ARENA_MAX');
      expect(environment).not.toContain('do-not-pass-on');
      expect(environment).not.toContain('PATH=');
    },
  );

  test('it ends when the server is killed', async () => {
    const module = fileURLToPath(new URL('../../../server/media/photo-intake.ts', import.meta.url));
    const script = `
      const { createPhotoIntake } = await import(${JSON.stringify(module)});
      const intake = createPhotoIntake();
      await intake.warm();
      console.log(intake.workers()[0].pid);
      setInterval(() => {}, 1000);`;
    const server = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      server.kill('SIGKILL');
    });
    const pid = await new Promise<number>((resolve) => {
      server.stdout.once('data', (line: Buffer) => resolve(Number(line)));
    });
    expect(isRunning(pid)).toBe(true);

    server.kill('SIGKILL');

    await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
  });
});

/** With its first worker up, so that what happens next happens to a photo. */
async function openIntake(options: Parameters<typeof createPhotoIntake>[0]): Promise<PhotoIntake> {
  const intake = createPhotoIntake(options);
  onTestFinished(() => intake.close());
  await intake.warm();
  return intake;
}

/** Its process id, once it has the photo in its hands. */
async function busyWorker(intake: PhotoIntake): Promise<number> {
  await expect.poll(() => intake.workers().some((worker) => worker.isBusy)).toBe(true);
  // The order has been written; give the worker the moment it needs to begin.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return intake.workers().find((worker) => worker.isBusy)?.pid ?? 0;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const outcome = await work.then(
    () => 'accepted',
    (error: unknown) => error,
  );
  if (!(outcome instanceof AppError)) throw new Error(`Not refused as expected: ${String(outcome)}`);
  return outcome;
}
