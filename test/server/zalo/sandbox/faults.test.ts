import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, listAt, type RunningSandbox, startSandbox, textAt } from './running-sandbox.ts';

const slowMs = 1_500;
let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox({ slowMs });
});
afterEach(() => zalo.stop());

const fault = (mode: string, unit?: string): Promise<unknown> =>
  zalo.tool('faults', { mode, ...(unit ? { unit } : {}) });
const texts = async (unit = 'tay-thanh'): Promise<unknown[]> =>
  listAt(await zalo.tool(`messages?unit=${unit}`)).map((message) => at(message, 'text'));

/** What a client without any care sees of one call. */
async function outcome(call: Promise<unknown>): Promise<'answered' | 'not JSON' | 'cut off'> {
  try {
    await call;
    return 'answered';
  } catch (error) {
    return error instanceof SyntaxError ? 'not JSON' : 'cut off';
  }
}

test('an outage mixes server errors, cut connections and half bodies, and does no work', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  await fault('outage');
  const statuses: number[] = [];
  const outcomes: string[] = [];
  for (let made = 0; made < 9; made += 1) {
    const response = fetch(`${zalo.bases.openapi}/v3.0/oa/group/message`, {
      method: 'POST',
      headers: { access_token: oa.access, 'content-type': 'application/json' },
      body: JSON.stringify({ recipient: { group_id: oa.dutyGroup }, message: { text: 'a' } }),
    });
    outcomes.push(
      await outcome(
        response.then((answer) => {
          statuses.push(answer.status);
          return answer.json();
        }),
      ),
    );
  }
  expect(outcomes.filter((seen) => seen === 'not JSON')).toHaveLength(3);
  expect(outcomes.filter((seen) => seen === 'cut off')).toHaveLength(6);
  expect(statuses.sort()).toEqual([200, 200, 200, 500, 500, 500]);
  expect(await outcome(zalo.tokens('tay-thanh'))).not.toBe('answered');
  await fault('none');
  expect(await texts()).toEqual([]);
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'sau sự cố' })).toMatchObject({ error: 0 });
});

test('the outage reaches the hosts of the Mini App as well', async () => {
  await fault('outage');
  for (let made = 0; made < 3; made += 1) {
    const call = fetch(`${zalo.bases.graph}/v2.0/me`).then((response) => response.json());
    expect(await outcome(call)).not.toBe('answered');
  }
});

test('a fault of one unit leaves the others alone', async () => {
  const [tayThanh, sonKy] = [await zalo.oaClient('tay-thanh'), await zalo.oaClient('son-ky')];
  await fault('limit', 'tay-thanh');
  expect(await tayThanh.sendToGroup(tayThanh.dutyGroup, { text: 'a' })).toMatchObject({ error: -32 });
  expect(await sonKy.sendToGroup(sonKy.dutyGroup, { text: 'a' })).toMatchObject({ error: 0 });
  expect(at(await zalo.tool('state'), 'faults')).toEqual({ all: 'none', units: { 'tay-thanh': 'limit' } });
  await fault('none', 'tay-thanh');
  expect(await tayThanh.sendToGroup(tayThanh.dutyGroup, { text: 'b' })).toMatchObject({ error: 0 });
  expect(await texts()).toEqual(['b']);
});

test('a slow Zalo has done the work before it answers', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  await fault('slow');
  let isAnswered = false;
  const answer = oa.sendToGroup(oa.dutyGroup, { text: 'chậm' }).then((body) => {
    isAnswered = true;
    return body;
  });
  await expect.poll(() => texts(), { timeout: slowMs, interval: 10 }).toEqual(['chậm']);
  expect(isAnswered).toBe(false);
  expect(await answer).toMatchObject({ error: 0 });
});

test('a lost answer leaves the message in the group, where it can be read back', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  await fault('lost-answer');
  expect(await outcome(oa.sendToGroup(oa.dutyGroup, { text: 'TB-7K3M9Q' }))).toBe('cut off');
  expect(await texts()).toEqual(['TB-7K3M9Q']);
  const read = await oa.get(`v3.0/oa/group/conversation?group_id=${oa.dutyGroup}&offset=0&count=10`);
  expect(listAt(read, 'data')).toMatchObject([{ message: 'TB-7K3M9Q' }]);
});

test('a lost answer to a refresh has spent the token: only a new consent helps', async () => {
  const { access, refresh } = await zalo.tokens('tay-thanh');
  await fault('lost-answer', 'tay-thanh');
  const lost = zalo.oauth({ grant_type: 'refresh_token', refresh_token: refresh });
  expect(await outcome(lost)).toBe('cut off');
  await fault('none');
  const again = await zalo.json(await zalo.oauth({ grant_type: 'refresh_token', refresh_token: refresh }));
  expect(again).toMatchObject({ error: -14014 });
  const old = await fetch(`${zalo.bases.openapi}/v2.0/oa/getoa`, { headers: { access_token: access } });
  expect(await zalo.json(old)).toMatchObject({ error: -216 });
});

test('a lost answer to a location code has spent the code', async () => {
  const wish = { user: 'lan', kind: 'access' };
  const access = textAt(await zalo.tool('mini-app-tokens', wish), 'token');
  const code = textAt(await zalo.tool('mini-app-tokens', { ...wish, kind: 'phone' }), 'token');
  const ask = (): Promise<Response> =>
    fetch(`${zalo.bases.graph}/v2.0/me/info`, {
      headers: { access_token: access, code, secret_key: zalo.sandbox.credentials.appSecret },
    });
  await fault('lost-answer');
  expect(await outcome(ask())).toBe('cut off');
  await fault('none');
  expect(await zalo.json(await ask())).toMatchObject({ error: 119 });
});

test('expired tokens of one OA are mended by refreshing, while the fault still stands', async () => {
  const [own, other] = [await zalo.tokens('tay-thanh'), await zalo.tokens('son-ky')];
  const ask = async (access: string): Promise<unknown> =>
    at(
      await zalo.json(
        await fetch(`${zalo.bases.openapi}/v2.0/oa/getoa`, { headers: { access_token: access } }),
      ),
      'error',
    );
  await fault('token-expired', 'tay-thanh');
  expect(await ask(own.access)).toBe(-220);
  expect(await ask(other.access)).toBe(0);
  const pair = await zalo.json(await zalo.oauth({ grant_type: 'refresh_token', refresh_token: own.refresh }));
  expect(await ask(textAt(pair, 'access_token'))).toBe(0);
  expect(await ask(own.access)).toBe(-216);
  await fault('token-expired');
  expect(await ask(textAt(pair, 'access_token'))).toBe(-220);
  expect(await ask(other.access)).toBe(-220);
});

test('a fault stays over a restart, and "none" for all ends also those of single units', async () => {
  await fault('limit', 'tay-thanh');
  await fault('slow');
  const restarted = await startSandbox({ dataDir: zalo.dataDir });
  expect(at(await restarted.tool('state'), 'faults')).toEqual({
    all: 'slow',
    units: { 'tay-thanh': 'limit' },
  });
  await restarted.tool('faults', { mode: 'none' });
  expect(at(await restarted.tool('state'), 'faults')).toEqual({ all: 'none', units: {} });
  await restarted.stop();
});
