import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Problem, ProofChallenge } from '#contract/problem.ts';
import { startSearch } from '../../../src/api/proof-search.ts';
import { noisyKaraoke, readReceipt, startTestPortal, type TestPortal } from '../../support/portal.ts';

/** The limits from outside, against the whole portal as it is started by default. */
const freeTips = 30;
const wrongReceiptsMax = 20;
const withLimits = { RATE_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.1' };

const problemOf = async (response: Response): Promise<Problem> => (await response.json()) as Problem;

async function challengeOf(response: Response): Promise<ProofChallenge> {
  expect(response.status).toBe(428);
  const { code, challenge } = await problemOf(response);
  expect(code).toBe('proof_required');
  if (!challenge) throw new Error('no challenge');
  return challenge;
}

function solve(challenge: ProofChallenge): string {
  return `${challenge.token}:${startSearch(challenge).step(Number.MAX_SAFE_INTEGER)}`;
}

/** A phone behind a proxy; every request comes over a connection and from a port of its own. */
function phone(portal: TestPortal, tip: unknown, address: string) {
  return (key: string = randomUUID(), headers: Record<string, string> = {}) =>
    new Promise<Response>((resolve, reject) => {
      const body = JSON.stringify(tip);
      const sending = request(
        `${portal.origin}/api/tips`,
        {
          method: 'POST',
          agent: false,
          headers: {
            'Content-Type': 'application/json',
            'Content-Length': Buffer.byteLength(body),
            'Idempotency-Key': key,
            'X-Forwarded-For': address,
            ...headers,
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            const answerHeaders = new Headers();
            for (const [name, value] of Object.entries(answer.headers)) {
              if (value !== undefined) answerHeaders.set(name, String(value));
            }
            resolve(
              new Response(Buffer.concat(chunks), {
                status: answer.statusCode ?? 0,
                headers: answerHeaders,
              }),
            );
          });
        },
      );
      sending.on('error', reject);
      sending.end(body);
    });
}

async function startLimited(more: Parameters<typeof startTestPortal>[0] = {}) {
  const portal = await startTestPortal({ environment: withLimits, ...more });
  const consentVersion = (await portal.portal()).consent.version;
  const tip = noisyKaraoke({ consentVersion });
  return { portal, tip };
}

async function useUp(send: (key?: string) => Promise<Response>): Promise<string[]> {
  const keys = Array.from({ length: freeTips }, () => randomUUID());
  for (const key of keys) expect((await send(key)).status).toBe(201);
  return keys;
}

describe('tips without an identity', () => {
  test('from the 31st in ten minutes on, one address has to work for each, over whatever connection it comes', async () => {
    const { portal, tip } = await startLimited();
    const send = phone(portal, tip, '203.0.113.7');
    await useUp(send);

    const key = randomUUID();
    const challenge = await challengeOf(await send(key));
    expect(Date.parse(challenge.expiresAt)).toBeGreaterThan(Date.now() + 60_000);
    const proof = solve(challenge);
    const receipt = await readReceipt(await send(key, { Proof: proof }));
    // The solution is used up with its key: a replay is answered as ever, another tip is not let in.
    expect(await readReceipt(await send(key, { Proof: proof }))).toEqual(receipt);
    await challengeOf(await send(randomUUID(), { Proof: proof }));
  });

  test('a solution that was changed in anything counts as none', async () => {
    const { portal, tip } = await startLimited();
    const send = phone(portal, tip, '203.0.113.7');
    await useUp(send);
    const key = randomUUID();
    const challenge = await challengeOf(await send(key));
    const proof = solve(challenge);
    const [token = '', numbers = ''] = proof.split(':');
    const [version = '', end = '', bits = '', seed = ''] = token.split('.');

    const easier = `${version}.${end}.0.${seed}:${numbers}`;
    const longer = `${version}.${(Number.parseInt(end, 36) + 3_600).toString(36)}.${bits}.${seed}:${numbers}`;
    const unsolved = `${token}:${numbers.replace(/^\d+/, (number) => String(Number(number) + 1))}`;
    for (const changed of [easier, longer, unsolved, token, numbers, '', 'x'.repeat(5_000)]) {
      await challengeOf(await send(key, { Proof: changed }));
    }
    expect((await send(key, { Proof: proof })).status).toBe(201);
  });

  test('a solution is good for five minutes', async () => {
    let at = Date.parse('2026-11-24T08:00:00Z');
    const { portal, tip } = await startLimited({ now: () => new Date(at) });
    const send = phone(portal, tip, '203.0.113.7');
    await useUp(send);
    const key = randomUUID();
    const proof = solve(await challengeOf(await send(key)));
    at += 5 * 60_000 + 2_000;
    await challengeOf(await send(key, { Proof: proof }));
    at += 10 * 60_000;
    expect((await send(key)).status).toBe(201);
  });

  test('what was sent already is answered again and again, and nothing of it counts', async () => {
    const { portal, tip } = await startLimited();
    const send = phone(portal, tip, '203.0.113.7');
    const key = randomUUID();
    const first = await readReceipt(await send(key));
    const replays = await Promise.all(Array.from({ length: 50 }, () => send(key)));
    for (const replay of replays) expect(await readReceipt(replay)).toEqual(first);
    for (let rest = freeTips - 1; rest > 0; rest -= 1) expect((await send()).status).toBe(201);
    await challengeOf(await send());
    expect(await readReceipt(await send(key))).toEqual(first);
  });

  test('one key sent fifty times at once is one tip with fifty equal answers', async () => {
    const { portal, tip } = await startLimited();
    const send = phone(portal, tip, '203.0.113.7');
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(key)));
    const receipts = await Promise.all(answers.map(readReceipt));
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
  });

  test('a replay is known after a restart too', async () => {
    const { portal, tip } = await startLimited();
    const key = randomUUID();
    const first = await readReceipt(await phone(portal, tip, '203.0.113.7')(key));
    await portal.stop();
    const again = await startTestPortal({
      environment: withLimits,
      place: { dataDir: portal.dataDir, databaseUrl: null },
    });
    const send = phone(again, tip, '203.0.113.7');
    await useUp(send);
    expect(await readReceipt(await send(key))).toEqual(first);
  });

  test('an IPv6 sender is its /64, whatever it puts behind it; the next /64 is somebody else', async () => {
    const { portal, tip } = await startLimited();
    for (let host = 1; host <= freeTips; host += 1) {
      expect((await phone(portal, tip, `2001:db8:1:2::${host.toString(16)}`)()).status).toBe(201);
    }
    await challengeOf(await phone(portal, tip, '2001:db8:1:2:ffff::1')());
    expect((await phone(portal, tip, '2001:db8:1:3::1')()).status).toBe(201);
  });

  test('a forged X-Forwarded-For changes nothing when no proxy is trusted', async () => {
    const { portal, tip } = await startLimited({ environment: { RATE_LIMITS: 'on' } });
    for (let sender = 1; sender <= freeTips; sender += 1) {
      expect((await phone(portal, tip, `198.51.100.${sender}`)()).status).toBe(201);
    }
    await challengeOf(await phone(portal, tip, '198.51.100.99')());
  });

  test('many wards are no way round it', async () => {
    const { portal, tip } = await startLimited();
    const wards = (await portal.portal()).units.filter((unit) => unit.type === 'ward');
    expect(wards.length).toBeGreaterThan(5);
    for (let sent = 0; sent < freeTips; sent += 1) {
      const unitId = wards[sent % wards.length]?.id;
      const elsewhere = { ...tip, place: { address: 'Cạnh chợ' }, unitId };
      expect((await phone(portal, elsewhere, '203.0.113.7')()).status).toBe(201);
    }
    const elsewhere = { ...tip, place: { address: 'Cạnh chợ' }, unitId: wards[0]?.id };
    await challengeOf(await phone(portal, elsewhere, '203.0.113.7')());
  });

  test('RATE_LIMITS=off asks nobody for anything', async () => {
    const { portal, tip } = await startLimited({ environment: { RATE_LIMITS: 'off' } });
    const send = phone(portal, tip, '203.0.113.7');
    await useUp(send);
    expect((await send()).status).toBe(201);
  });
});

describe('tips of somebody who is signed in', () => {
  test('are twenty an hour from wherever they are; then the answer says when to go on', async () => {
    const { portal, tip } = await startLimited();
    const session = `Bearer ${(await portal.signIn('lan')).token}`;
    const named = { ...tip, anonymous: false };
    const first = randomUUID();
    const receipt = await readReceipt(await portal.ask(session, 'POST', '/api/tips', named, first));
    for (let sent = 1; sent < 20; sent += 1) {
      expect((await portal.ask(session, 'POST', '/api/tips', named)).status).toBe(201);
    }
    const refused = await portal.ask(session, 'POST', '/api/tips', named);
    expect(refused.status).toBe(429);
    expect((await problemOf(refused)).code).toBe('rate_limited');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(600);
    // A replay is none, a new session is no new person, and others go on.
    const replay = await portal.ask(session, 'POST', '/api/tips', named, first);
    expect(await readReceipt(replay)).toEqual(receipt);
    const again = `Bearer ${(await portal.signIn('lan')).token}`;
    expect((await portal.ask(again, 'POST', '/api/tips', named)).status).toBe(429);
    const other = `Bearer ${(await portal.signIn('minh')).token}`;
    expect((await portal.ask(other, 'POST', '/api/tips', named)).status).toBe(201);
  });

  test('go on past what others send without a name from the same address', async () => {
    const { portal, tip } = await startLimited();
    await useUp((key) => portal.sendTip(tip, key));
    await challengeOf(await portal.sendTip(tip));
    const session = `Bearer ${(await portal.signIn('lan')).token}`;
    const named = { ...tip, anonymous: false };
    expect((await portal.ask(session, 'POST', '/api/tips', named)).status).toBe(201);
  });
});

describe('messages to a tip', () => {
  test('ask for work from the 61st in ten minutes on, of who has the receipt alone', async () => {
    const { portal, tip } = await startLimited();
    const { code, receipt } = await readReceipt(await portal.sendTip(tip));
    const say = (authorization: string | null) =>
      portal.ask(authorization, 'POST', `/api/tips/${code}/messages`, { text: 'Vẫn còn ồn.', photoIds: [] });
    for (let said = 0; said < 60; said += 1) {
      expect((await say(`Receipt ${receipt}`)).status).toBe(201);
    }
    await challengeOf(await say(`Receipt ${receipt}`));
    expect((await say(null)).status).toBe(401);
  });
});

describe('wrong receipts', () => {
  const wrong = '0000-0000-0000-0000-0000-0000';

  test('after twenty from one address right and wrong ones get the same answer', async () => {
    const { portal, tip } = await startLimited();
    const { code, receipt } = await readReceipt(await portal.sendTip(tip));
    for (let tries = 0; tries < wrongReceiptsMax; tries += 1) {
      expect((await portal.viewTip(code, wrong)).status).toBe(404);
      // Right ones in between are no tries.
      if (tries % 5 === 0) expect((await portal.viewTip(code, receipt)).status).toBe(200);
    }
    const answers = await Promise.all([
      portal.viewTip(code, receipt),
      portal.viewTip(code, wrong),
      portal.viewTip('TB-AAAAAA', wrong),
    ]);
    const bodies = await Promise.all(answers.map(problemOf));
    for (const [index, answer] of answers.entries()) {
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(60);
      expect(answer.headers.get('retry-after')).toBe(answers[0]?.headers.get('retry-after'));
      expect({ ...bodies[index], requestId: '' }).toEqual({ ...bodies[0], requestId: '' });
    }
  });

  test('a hundred at once are no more tries than one after the other, and right ones at once all pass', async () => {
    const { portal, tip } = await startLimited();
    const { code, receipt } = await readReceipt(await portal.sendTip(tip));
    const right = await Promise.all(Array.from({ length: 500 }, () => portal.viewTip(code, receipt)));
    expect(new Set(right.map(({ status }) => status))).toEqual(new Set([200]));

    const answers = await Promise.all(Array.from({ length: 100 }, () => portal.viewTip(code, wrong)));
    const tried = answers.filter(({ status }) => status === 404);
    const refused = answers.filter(({ status }) => status === 429);
    expect([tried.length, refused.length]).toEqual([wrongReceiptsMax, 100 - wrongReceiptsMax]);
  });

  test('are counted wherever a receipt is asked for', async () => {
    const { portal, tip } = await startLimited();
    const { code } = await readReceipt(await portal.sendTip(tip));
    const tryAll = async () => {
      const answers = [
        await portal.viewTip(code, wrong),
        await portal.ask(`Receipt ${wrong}`, 'POST', `/api/tips/${code}/messages`, {
          text: 'A',
          photoIds: [],
        }),
        await portal.ask(`Receipt ${wrong}`, 'POST', `/api/tips/${code}/rating`, { stars: 5 }),
        await portal.ask(`Receipt ${wrong}`, 'GET', `/api/tips/${code}/photos/${randomUUID()}`),
      ];
      return answers.map(({ status }) => status);
    };
    for (let round = 0; round < wrongReceiptsMax / 4; round += 1) {
      expect(await tryAll()).toEqual([404, 404, 404, 404]);
    }
    expect(await tryAll()).toEqual([429, 429, 429, 429]);
  });

  test('a request without a receipt is a 401, blocked or not, and counts against nothing', async () => {
    const { portal, tip } = await startLimited();
    const { code, receipt } = await readReceipt(await portal.sendTip(tip));
    for (let tries = 0; tries < wrongReceiptsMax + 5; tries += 1) {
      expect((await fetch(`${portal.origin}/api/tips/${code}`)).status).toBe(401);
    }
    expect((await portal.viewTip(code, receipt)).status).toBe(200);
    for (let tries = 0; tries < wrongReceiptsMax; tries += 1) await portal.viewTip(code, wrong);
    expect((await fetch(`${portal.origin}/api/tips/${code}`)).status).toBe(401);
    expect((await portal.viewTip(code, receipt)).status).toBe(429);
  });
});

describe('what the limits leave behind', () => {
  test('no address is in the log, not even with every detail switched on', async () => {
    const lines: string[] = [];
    const { portal, tip } = await startLimited({ log: (line) => lines.push(line) });
    const send = phone(portal, tip, '203.0.113.7');
    await useUp(send);
    const key = randomUUID();
    const proof = solve(await challengeOf(await send(key)));
    await readReceipt(await send(key, { Proof: proof }));
    for (let tries = 0; tries < wrongReceiptsMax + 1; tries += 1) await portal.viewTip('TB-AAAAAA', 'x');
    await portal.stop();
    const log = lines.join('\n');
    // Loopback itself is in the sandbox's own addresses.
    expect(log).not.toContain('203.0.113');
    expect(log).not.toMatch(/x-forwarded-for|remoteAddress/i);
    expect(log).not.toContain(key);
  });
});
