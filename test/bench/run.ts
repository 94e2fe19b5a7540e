/**
 * `npm run bench`: how the portal compares with the least that could be done, in one run, alternating: a bare Hono that answers
 * JSON of the same size, and a bare durable insert (WAL, synchronous FULL). Figures are ratios; the machine's own speed cancels out.
 * `npm run bench -- growth`: how it is with a million tips (growth.ts).
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { phonePhoto } from '../support/photos.ts';
import { noisyKaraoke, talkTo } from '../support/portal.ts';
import { killServer, spawnServer } from '../support/server-process.ts';

if (process.argv[2] === 'growth') {
  await import('./growth.ts');
  process.exit();
}

const rounds = 4;
const roundMs = 3_000;
const connections = 10;

type Call = {
  method: 'GET' | 'POST';
  path: string;
  headers?: () => Record<string, string>;
  body?: () => Buffer;
};
type Target = { name: string; origin: string; call: Call };

const folder = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
const reference = await startReference();
const { origin, process: server } = await spawnServer({ DATA_DIR: path.join(folder, 'portal'), PORT: '0' });
const portal = talkTo(origin);
const consentVersion = (await portal.portal()).consent.version;
const photo = await phonePhoto({ megapixels: 2 });

const json = { 'Content-Type': 'application/json' };
const tip = Buffer.from(JSON.stringify(noisyKaraoke({ consentVersion })));
const tipCall: Call = {
  method: 'POST',
  path: '/api/tips',
  headers: () => ({ ...json, 'Idempotency-Key': randomUUID() }),
  body: () => tip,
};
const portalBytes = Buffer.byteLength(JSON.stringify(await portal.portal()));
const boundary = 'bench-boundary';
const form = Buffer.concat([
  Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
  ),
  photo,
  Buffer.from(`\r\n--${boundary}--\r\n`),
]);
const photoCall: Call = {
  method: 'POST',
  path: '/api/photos',
  headers: () => ({ 'Content-Type': `multipart/form-data; boundary=${boundary}` }),
  body: () => form,
};

await compare('GET /api/portal', [
  { name: 'portal', origin, call: { method: 'GET', path: '/api/portal' } },
  {
    name: 'bare Hono',
    origin: reference.origin,
    call: { method: 'GET', path: `/json?bytes=${portalBytes}` },
  },
]);
await compare('GET /api/units/locate', [
  {
    name: 'portal',
    origin,
    call: { method: 'GET', path: '/api/units/locate?lat=10.8128&lng=106.6223&accuracy=15' },
  },
  { name: 'bare Hono', origin: reference.origin, call: { method: 'GET', path: '/json?bytes=300' } },
]);
await compare('POST /api/tips', [
  { name: 'portal', origin, call: tipCall },
  { name: 'bare durable insert', origin: reference.origin, call: { ...tipCall, path: '/insert' } },
]);
await compare(`POST /api/photos (${Math.round(photo.length / 1024)} KiB)`, [
  { name: 'portal', origin, call: photoCall },
  { name: 'sharp + fsync + insert', origin: reference.origin, call: { ...photoCall, path: '/photo' } },
]);

await killServer(server);
reference.process.kill();
rmSync(folder, { recursive: true, force: true });

/** Alternates between the targets and prints each one's median requests a second, p50 and p99, and the ratio of the first two. */
async function compare(title: string, targets: Target[]): Promise<void> {
  const results = new Map<string, Awaited<ReturnType<typeof measure>>[]>(
    targets.map((target) => [target.name, []]),
  );
  for (const target of targets) await measure(target, 500);
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 ? [...targets].reverse() : targets;
    for (const target of order) results.get(target.name)?.push(await measure(target, roundMs));
  }
  console.log(
    `\n${title}: ${connections} connections, ${rounds} rounds of ${roundMs / 1000} s, median (min–max)`,
  );
  for (const [name, measured] of results) {
    const of = (pick: (one: (typeof measured)[number]) => number) => measured.map(pick).sort((a, b) => a - b);
    const spread = (values: number[], digits: number) =>
      `${median(values).toFixed(digits)} (${values.at(0)?.toFixed(digits)}–${values.at(-1)?.toFixed(digits)})`;
    console.log(
      `  ${name.padEnd(24)} ${spread(
        of((one) => one.perSecond),
        0,
      )}/s, p50 ${spread(
        of((one) => one.p50),
        1,
      )} ms, p99 ${spread(
        of((one) => one.p99),
        1,
      )} ms, ${of((one) => one.failed).at(-1)} failed`,
    );
  }
  const [ours = [], theirs = []] = [...results.values()];
  const ratios = ours
    .map((one, index) => one.perSecond / (theirs[index]?.perSecond ?? Number.NaN))
    .sort((a, b) => a - b);
  console.log(
    `  ratio: ${median(ratios).toFixed(2)} (${ratios.at(0)?.toFixed(2)}–${ratios.at(-1)?.toFixed(2)})`,
  );
}

async function measure(target: Target, forMs: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failed = 0;
  const startedAt = performance.now();
  const worker = async () => {
    while (performance.now() - startedAt < forMs) {
      const from = performance.now();
      const status = await send(target, agent);
      if (status >= 400) failed += 1;
      else times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    failed,
  };
}

function send({ origin: base, call }: Target, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const body = call.body?.();
    const headers = { ...call.headers?.(), ...(body ? { 'Content-Length': String(body.length) } : {}) };
    const outgoing = request(
      new URL(call.path, base),
      { method: call.method, headers, agent },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

async function startReference(): Promise<{ origin: string; process: ChildProcess }> {
  const child = fork(path.join(import.meta.dirname, 'reference-server.ts'), [path.join(folder, 'reference')]);
  const origin = await new Promise<string>((resolve) =>
    child.once('message', (message) => resolve(String(message))),
  );
  return { origin, process: child };
}

function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function median(sorted: number[]): number {
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2;
}
