import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { zaloTextCharsMax, zaloUploadBytesMax } from '../../../server/zalo/oa-sending.ts';
import { serveAnswers } from '../../support/answering-server.ts';
import { testDatabases } from '../../support/databases.ts';
import { at as pick, type RunningSandbox, startSandbox } from './sandbox/running-sandbox.ts';
import { buildZaloClients } from './zalo-clients.ts';

const dayMs = 24 * 3_600_000;
const unit = 'tay-thanh';
const v3 = '/v3.0/oa/group/message';
const v2 = '/v2.0/oa/message';
const upload = '/v2.0/oa/upload/image';
const renew = '/v4/oa/access_token';
const history = '/v3.0/oa/group/conversation';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox({ slowMs: 600, rateLimits: false });
});
afterEach(() => zalo.stop());

async function startServer(options: { openapi?: string; timeoutMs?: number } = {}) {
  const [sqlite] = testDatabases;
  if (!sqlite) throw new Error('no database');
  const database = await sqlite.open();
  await buildZaloClients(zalo, database).connect(unit);
  return { ...buildZaloClients(zalo, database, options), patient: buildZaloClients(zalo, database) };
}

/** A server whose Zalo gives these bodies one after the other, the last one for ever. */
async function startServerAnswered(...bodies: unknown[]) {
  let turn = 0;
  const openapi = await serveAnswers((request, response) => {
    request.resume();
    const body = bodies[Math.min(turn, bodies.length - 1)];
    turn += 1;
    if (typeof body === 'number') response.writeHead(body).end();
    else response.end(JSON.stringify(body));
  });
  return startServer({ openapi });
}

const listed = () => zalo.tool(`messages?unit=${unit}`);
const fault = (mode: string) => zalo.tool('faults', { mode, unit });
const change = (settings: object) => zalo.tool('oas', { unit, ...settings });
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);
const photo = { jpeg, fileName: 'ảnh hiện trường', caption: 'Ảnh 1/1 · 7K3M9Q' };

describe('a text to a group', () => {
  test('arrives once in the group it is for, in composed letters, and its id is known', async () => {
    const server = await startServer();
    const duty = await server.oa.sendGroupText(unit, 'duty', 'Tin báo TB-7K3M9Q'.normalize('NFD'));
    const sos = await server.oa.sendGroupText(unit, 'sos', 'SOS');
    expect(await listed()).toMatchObject([
      { id: pick(duty, 'messageId'), group: 'duty', text: 'Tin báo TB-7K3M9Q'.normalize('NFC') },
      { id: pick(sos, 'messageId'), group: 'sos', text: 'SOS' },
    ]);
    expect(server.calls).toEqual([v3, v3]);
  });

  test('an OA without a group for emergencies gets them in its duty group', async () => {
    const server = await startServer();
    const { groupIds } = await server.get(unit);
    await server.connections.setGroups(unit, { ...groupIds, sos: null }, zalo.clock.at);
    await server.oa.sendGroupText(unit, 'sos', 'SOS');
    expect(await listed()).toMatchObject([{ group: 'duty', text: 'SOS' }]);
    expect(await server.oa.findInGroup(unit, 'sos', 'SOS', zalo.clock.at)).toMatchObject({ kind: 'found' });
  });

  test('two thousand letters are taken, one more is the caller’s mistake', async () => {
    const server = await startServer();
    const text = 'ế'.repeat(zaloTextCharsMax);
    expect(await server.oa.sendGroupText(unit, 'duty', text.normalize('NFD'))).toMatchObject({
      kind: 'sent',
    });
    await expect(server.oa.sendGroupText(unit, 'duty', `${text}.`)).rejects.toThrow(RangeError);
    expect(server.calls).toHaveLength(1);
  });

  test('no token stands in an address', async () => {
    const server = await startServer();
    await server.oa.sendGroupText(unit, 'duty', 'x');
    await server.oa.sendGroupPhoto(unit, 'duty', photo);
    await server.oa.findInGroup(unit, 'duty', 'x', zalo.clock.at);
    const { accessToken, refreshToken } = (await server.get(unit)).tokens;
    expect(server.urls.length).toBeGreaterThan(3);
    expect(server.urls.filter((url) => url.includes(accessToken) || url.includes(refreshToken))).toEqual([]);
  });
});

describe('the endpoint that serves an OA', () => {
  test('-235 moves the OA to v2, once and for good, and the message arrives once', async () => {
    const server = await startServer();
    await change({ groupV3: '-235' });
    expect(await server.oa.sendGroupText(unit, 'duty', 'một')).toMatchObject({ kind: 'sent' });
    expect(await server.oa.sendGroupText(unit, 'duty', 'hai')).toMatchObject({ kind: 'sent' });
    expect(server.calls).toEqual([v3, v2, v2]);
    expect(await listed()).toMatchObject([{ text: 'một' }, { text: 'hai' }]);
    expect(await server.get(unit)).toMatchObject({ profiles: { group: 'v2' } });
  });

  test('-240 moves it to v3, once and for good', async () => {
    const server = await startServer();
    await change({ groupV2: '-240' });
    await server.connections.pinProfile(unit, 'group', 'v2', zalo.clock.at);
    await server.oa.sendGroupText(unit, 'duty', 'một');
    await server.oa.sendGroupText(unit, 'duty', 'hai');
    expect(server.calls).toEqual([v2, v3, v3]);
    expect(await listed()).toMatchObject([{ text: 'một' }, { text: 'hai' }]);
    expect(await server.get(unit)).toMatchObject({ profiles: { group: 'v3' } });
  });

  test('an OA that neither endpoint serves needs a person, after one try of each', async () => {
    const server = await startServer();
    await change({ groupV3: '-235', groupV2: '-240' });
    expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toEqual({ kind: 'human', reason: 'zalo -240' });
    expect(server.calls).toEqual([v3, v2]);
  });

  test.each([
    [{ groupDisabled: true }, { kind: 'human', reason: 'zalo -237' }],
    [{ package: 'none' }, { kind: 'human', reason: 'zalo -224' }],
    [{ permissions: ['message'] }, { kind: 'human', reason: 'zalo -223' }],
  ])('no other error changes the endpoint: %j', async (settings, outcome) => {
    const server = await startServer();
    await change(settings);
    expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toEqual(outcome);
    expect(server.calls).toEqual([v3]);
    expect(await server.get(unit)).toMatchObject({ profiles: { group: 'v3' } });
  });

  test('a group of another OA is refused and needs a person', async () => {
    const server = await startServer();
    const { dutyGroup } = await zalo.oaClient('son-ky');
    await server.connections.setGroups(unit, { duty: dutyGroup, sos: null }, zalo.clock.at);
    expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toEqual({ kind: 'human', reason: 'zalo -403' });
  });
});

describe('a token that is not taken', () => {
  test('is renewed once and the message sent once', async () => {
    const server = await startServer();
    await fault('token-expired');
    expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toMatchObject({ kind: 'sent' });
    expect(server.calls).toEqual([v3, renew, v3]);
    expect(await listed()).toMatchObject([{ text: 'x' }]);
  });

  test('ten messages at once share one renewal', async () => {
    const server = await startServer();
    await fault('token-expired');
    const texts = Array.from({ length: 10 }, (_, index) => `tin ${index}`);
    const outcomes = await Promise.all(texts.map((text) => server.oa.sendGroupText(unit, 'duty', text)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(texts.map(() => 'sent'));
    expect(server.countRefreshes()).toBe(1);
    expect(await listed()).toHaveLength(10);
  });

  test('and cannot be renewed means that a person must reconnect the OA', async () => {
    const server = await startServer();
    // A consent given to another copy of the portal ends our pair.
    await zalo.tokens(unit);
    const outcome = { kind: 'human', reason: 'oa needs_reconnect (zalo -14014)' };
    expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toEqual(outcome);
    expect(await server.oa.sendGroupText(unit, 'duty', 'y')).toEqual(outcome);
    expect(server.calls).toEqual([v3, renew]);
  });

  test.each([[{ error: 452, message: 'x' }], [{ error: -401 }], [401]])(
    'twice in a row waits instead of renewing again: %j',
    async (answer) => {
      const server = await startServerAnswered(answer);
      expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toMatchObject({
        kind: 'retry',
        afterMs: 60_000,
      });
      expect(server.calls).toEqual([v3, renew, v3]);
    },
  );
});

describe('an OA that cannot be used', () => {
  test('is for a person: never connected, or without a group', async () => {
    const server = await startServer();
    expect(await server.oa.sendGroupText('son-ky', 'duty', 'x')).toEqual({
      kind: 'human',
      reason: 'oa not connected',
    });
    await server.connections.setGroups(unit, { duty: null, sos: null }, zalo.clock.at);
    expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toEqual({
      kind: 'human',
      reason: 'oa without duty group',
    });
    expect(await server.oa.findInGroup(unit, 'duty', 'x', zalo.clock.at)).toEqual({
      kind: 'failed',
      reason: 'oa without duty group',
      needsPerson: true,
    });
    expect(server.calls).toEqual([]);
  });

  test.each([-204, -205])('is paused when Zalo says %d, and asked no more', async (error) => {
    const server = await startServerAnswered({ error, message: 'x' });
    expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toEqual({
      kind: 'human',
      reason: `zalo ${error}`,
    });
    expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toEqual({
      kind: 'human',
      reason: `oa paused (zalo ${error})`,
    });
    expect(server.calls).toEqual([v3]);
  });
});

describe('an unknown outcome', () => {
  test('a lost answer is unknown; reading the conversation back finds the message', async () => {
    const server = await startServer();
    await fault('lost-answer');
    expect(await server.oa.sendGroupText(unit, 'duty', 'TB-7K3M9Q ẩu đả')).toMatchObject({ kind: 'unknown' });
    const [message] = [await listed()].flat();
    const since = zalo.clock.at;
    expect(await server.oa.findInGroup(unit, 'duty', 'TB-7K3M9Q', since)).toEqual({
      kind: 'found',
      messageId: pick(message, 'id'),
    });
    expect(await server.oa.findInGroup(unit, 'duty', 'TB-000000', since)).toEqual({ kind: 'absent' });
    expect(await server.oa.findInGroup(unit, 'sos', 'TB-7K3M9Q', since)).toEqual({ kind: 'absent' });
  });

  test('a photo whose answer was lost is found by its caption', async () => {
    const server = await startServer();
    server.hooks.onAnswer = (path) => {
      if (path === v3) throw new TypeError('terminated');
    };
    expect(await server.oa.sendGroupPhoto(unit, 'duty', photo)).toMatchObject({ kind: 'unknown' });
    expect(await server.oa.findInGroup(unit, 'duty', photo.caption, zalo.clock.at)).toMatchObject({
      kind: 'found',
    });
  });

  test('an outage is unknown in each of its shapes, and nothing arrived', async () => {
    const server = await startServer();
    await fault('outage');
    const outcomes = [];
    for (let turn = 0; turn < 3; turn += 1) outcomes.push(await server.oa.sendGroupText(unit, 'duty', 'x'));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(await server.oa.findInGroup(unit, 'duty', 'x', zalo.clock.at)).toMatchObject({ kind: 'failed' });
    await fault('none');
    expect(await server.oa.findInGroup(unit, 'duty', 'x', zalo.clock.at)).toEqual({ kind: 'absent' });
    expect(await listed()).toEqual([]);
  });

  test('an answer that comes too late is unknown, and the message is there', async () => {
    const server = await startServer({ timeoutMs: 200 });
    await fault('slow');
    expect(await server.oa.sendGroupText(unit, 'duty', 'chậm')).toEqual({
      kind: 'unknown',
      reason: 'timeout',
    });
    await fault('none');
    expect(await server.patient.oa.findInGroup(unit, 'duty', 'chậm', zalo.clock.at)).toMatchObject({
      kind: 'found',
    });
  });

  test.each([
    [{ error: -200, message: 'send failed' }, 'zalo -200'],
    [{ error: -9999 }, 'zalo -9999'],
    [{ error: 0, data: {} }, 'success without message id'],
    [{}, 'success without message id'],
    [503, 'http 503'],
  ])('%j is unknown', async (answer, reason) => {
    const server = await startServerAnswered(answer);
    expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toEqual({ kind: 'unknown', reason });
    expect(server.calls).toEqual([v3]);
  });
});

describe('what can be waited for or never be sent', () => {
  test('over the call limit a message waits a minute', async () => {
    const server = await startServer();
    await fault('limit');
    expect(await server.oa.sendGroupText(unit, 'duty', 'x')).toEqual({
      kind: 'retry',
      afterMs: 60_000,
      reason: 'zalo -32',
    });
    expect(await server.oa.findInGroup(unit, 'duty', 'x', zalo.clock.at)).toEqual({
      kind: 'failed',
      reason: 'zalo -32',
      needsPerson: false,
    });
  });

  test('an empty text is refused for good', async () => {
    const server = await startServer();
    expect(await server.oa.sendGroupText(unit, 'duty', ' ')).toEqual({
      kind: 'permanent',
      reason: 'zalo -201',
    });
  });
});

describe('a photo to a group', () => {
  test.each([
    ['ok', v3],
    ['-235', v2],
  ])('arrives with its exact bytes and caption (v3: %s)', async (groupV3, path) => {
    const server = await startServer();
    await change({ groupV3 });
    if (path === v2) await server.connections.pinProfile(unit, 'group', 'v2', zalo.clock.at);
    expect(await server.oa.sendGroupPhoto(unit, 'duty', photo)).toMatchObject({ kind: 'sent' });
    expect(server.calls).toEqual([upload, path]);
    const [message] = [await listed()].flat();
    expect(message).toMatchObject({ kind: 'image', group: 'duty', text: photo.caption });
    const bytes = await (await fetch(String(pick(message, 'imageUrl')))).arrayBuffer();
    expect(new Uint8Array(bytes)).toEqual(jpeg);
  });

  test('whose upload ran out before it was sent is uploaded once more', async () => {
    const server = await startServer();
    server.hooks.onAnswer = (path) => {
      if (path === upload && server.calls.length === 1) zalo.forward(8 * dayMs);
    };
    expect(await server.oa.sendGroupPhoto(unit, 'duty', photo)).toMatchObject({ kind: 'sent' });
    expect(server.calls).toEqual([upload, renew, v3, upload, v3]);
    expect(await listed()).toHaveLength(1);
  });

  test('is not uploaded for ever', async () => {
    const id = { error: 0, data: { attachment_id: 'a' } };
    const server = await startServerAnswered(id, { error: -100 }, id, { error: -100 });
    expect(await server.oa.sendGroupPhoto(unit, 'duty', photo)).toEqual({
      kind: 'retry',
      afterMs: null,
      reason: 'zalo -100',
    });
    expect(server.calls).toEqual([upload, v3, upload, v3]);
  });

  test('that could not be uploaded was certainly not sent', async () => {
    const server = await startServerAnswered(502);
    expect(await server.oa.sendGroupPhoto(unit, 'duty', photo)).toMatchObject({ kind: 'retry' });
    const empty = await startServerAnswered({ error: 0, data: {} });
    expect(await empty.oa.sendGroupPhoto(unit, 'duty', photo)).toMatchObject({ kind: 'retry' });
  });

  test('that is no picture, or too large for Zalo, is refused for good', async () => {
    const server = await startServer();
    const noPicture = { ...photo, jpeg: Buffer.from('no picture') };
    expect(await server.oa.sendGroupPhoto(unit, 'duty', noPicture)).toMatchObject({ kind: 'permanent' });
    server.calls.length = 0;
    const large = { ...photo, jpeg: new Uint8Array(zaloUploadBytesMax + 1) };
    expect(await server.oa.sendGroupPhoto(unit, 'duty', large)).toEqual({
      kind: 'permanent',
      reason: 'photo too large',
    });
    expect(server.calls).toEqual([]);
  });
});

describe('reading a conversation back', () => {
  test('goes on page by page to the instant asked for', async () => {
    const server = await startServer();
    const since = zalo.clock.at;
    await server.oa.sendGroupText(unit, 'duty', 'TB-7K3M9Q');
    for (let index = 0; index < 25; index += 1) await server.oa.sendGroupText(unit, 'duty', `tin ${index}`);
    server.calls.length = 0;
    expect(await server.oa.findInGroup(unit, 'duty', 'TB-7K3M9Q', since)).toMatchObject({ kind: 'found' });
    expect(server.calls).toEqual([history, history, history]);
  });

  test('stops where it becomes older than that instant', async () => {
    const server = await startServer();
    for (let index = 0; index < 25; index += 1)
      await server.oa.sendGroupText(unit, 'duty', `TB-7K3M9Q ${index}`);
    zalo.forward(dayMs / 2);
    server.calls.length = 0;
    expect(await server.oa.findInGroup(unit, 'duty', 'TB-7K3M9Q', zalo.clock.at)).toEqual({ kind: 'absent' });
    expect(server.calls).toEqual([history]);
  });

  test('a group too busy to be read to the end proves nothing', async () => {
    const time = zalo.clock.at.getTime();
    const page = Array.from({ length: 10 }, (_, index) => ({
      src: 0,
      time,
      message_id: `${index}`,
      message: 'x',
    }));
    const server = await startServerAnswered({ error: 0, data: page });
    expect(await server.oa.findInGroup(unit, 'duty', 'TB-7K3M9Q', zalo.clock.at)).toEqual({
      kind: 'failed',
      reason: 'conversation too long',
      needsPerson: false,
    });
    expect(server.calls).toHaveLength(60);
  });

  test('an answer that is no conversation proves nothing', async () => {
    const server = await startServerAnswered({ error: 0, data: { messages: [] } });
    expect(await server.oa.findInGroup(unit, 'duty', 'x', zalo.clock.at)).toEqual({
      kind: 'failed',
      reason: 'conversation unreadable',
      needsPerson: false,
    });
  });
});

describe('a text to one person', () => {
  const chat = '/v3.0/oa/message/cs';
  const follow = async (user: string) => {
    const { userId } = (await zalo.tool('events', { unit, user, event: 'follow' })) as { userId: string };
    return userId;
  };
  const chatOf = (user: string) => zalo.tool(`messages?unit=${unit}&user=${user}`);

  test('arrives in their chat with the OA, and is found there again', async () => {
    const server = await startServer();
    await change({ oaType: 2 });
    const userId = await follow('an');

    const sent = await server.oa.sendChatText(unit, userId, 'Tin báo TB-7K3M9Q');

    expect(await chatOf('an')).toMatchObject([{ id: pick(sent, 'messageId'), from: 'oa' }]);
    expect(await listed()).toEqual([]);
    expect(server.calls).toEqual([chat]);
    const find = (needle: string) => server.oa.findInChat(unit, userId, needle, zalo.clock.at);
    expect(await find('TB-7K3M9Q')).toEqual({ kind: 'found', messageId: pick(sent, 'messageId') });
    expect(await find('TB-XXXXXX')).toEqual({ kind: 'absent' });
  });

  test('goes by v2 at a state agency, which does not move its groups there', async () => {
    const server = await startServer();
    await change({ oaType: 4 });
    const userId = await follow('an');

    expect(await server.oa.sendChatText(unit, userId, 'một')).toMatchObject({ kind: 'sent' });
    expect(await server.oa.sendChatText(unit, userId, 'hai')).toMatchObject({ kind: 'sent' });

    expect(server.calls).toEqual([chat, v2, v2]);
    expect(await server.get(unit)).toMatchObject({ profiles: { chat: 'v2', group: 'v3' } });
  });

  test('a person who never came, left, or was silent for a week is that person’s matter', async () => {
    const server = await startServer();
    const left = await follow('an');
    await zalo.tool('events', { unit, user: 'an', event: 'unfollow' });
    const silent = await follow('binh');
    zalo.forward(7 * dayMs + 1);
    await zalo.tool('events', { unit, user: 'chi', event: 'follow' });

    expect(await server.oa.sendChatText(unit, left, 'x')).toEqual({
      kind: 'person',
      problem: 'unreachable',
      reason: 'zalo -213',
    });
    expect(await server.oa.sendChatText(unit, silent, 'x')).toEqual({
      kind: 'person',
      problem: 'window_closed',
      reason: 'zalo -230',
    });
  });

  test.each([
    [-218, { kind: 'person', problem: 'quota', reason: 'zalo -218' }],
    [-211, { kind: 'human', reason: 'zalo -211' }],
    [-244, { kind: 'person', problem: 'unreachable', reason: 'zalo -244' }],
    [-232, { kind: 'person', problem: 'window_closed', reason: 'zalo -232' }],
    [-201, { kind: 'permanent', reason: 'zalo -201' }],
    [-200, { kind: 'unknown', reason: 'zalo -200' }],
  ])('answered %i it is told whose matter that is', async (error, outcome) => {
    const server = await startServerAnswered({ error, message: 'x' });
    expect(await server.oa.sendChatText(unit, '1', 'x')).toEqual(outcome);
  });

  test('an OA that is not connected needs a person', async () => {
    const server = await startServer();
    expect(await server.oa.sendChatText('son-ky', '1', 'x')).toEqual({
      kind: 'human',
      reason: 'oa not connected',
    });
    expect(await server.oa.findInChat('son-ky', '1', 'x', zalo.clock.at)).toMatchObject({
      kind: 'failed',
      needsPerson: true,
    });
  });
});

describe('what an assistant sends 1-1', () => {
  const call = { title: 'Gọi 113', type: 'oa.open.phone', payload: { phone_code: '113' } } as const;
  const pdf = {
    bytes: new TextEncoder().encode('%PDF-1.4'),
    mediaType: 'application/pdf',
    fileName: 'CT01 - Tờ khai.pdf',
  };
  const wroteFirst = async () =>
    String(
      pick(await zalo.tool('events', { unit, user: 'lan', event: 'user_send_text', text: 'chào' }), 'userId'),
    );

  test('arrives with its buttons, and a document under a name in ASCII', async () => {
    const server = await startServer();
    const userId = await wroteFirst();
    const said = { text: 'Khẩn cấp', buttons: [call] };
    expect(await server.oa.sendChatMessage(unit, userId, said)).toMatchObject({ kind: 'sent' });
    expect(await server.oa.sendChatFile(unit, userId, pdf)).toMatchObject({ kind: 'sent' });
    expect(await zalo.tool(`messages?unit=${unit}&user=lan`)).toMatchObject([
      { from: 'user' },
      { kind: 'text', text: 'Khẩn cấp', buttons: [call] },
      { kind: 'file', fileName: 'CT01-To-khai.pdf' },
    ]);
  });

  test('is refused for good where one button is wrong, and where the document is too large', async () => {
    const server = await startServer();
    const userId = await wroteFirst();
    const wrong = { ...call, payload: { phone_code: '028 0000 0009' } };
    expect(
      await server.oa.sendChatMessage(unit, userId, { text: 'a', buttons: [call, wrong] }),
    ).toMatchObject({
      kind: 'permanent',
      reason: expect.stringContaining('-201'),
    });
    const large = { ...pdf, bytes: new Uint8Array(5_000_001) };
    expect(await server.oa.sendChatFile(unit, userId, large)).toEqual({
      kind: 'permanent',
      reason: 'file too large',
    });
  });
});
