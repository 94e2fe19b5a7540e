import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, listAt, type RunningSandbox, startSandbox, textAt } from './running-sandbox.ts';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

const v2 = 'v2.0/oa/message';

test('a text to the duty group of a ward is listed for that ward, exactly as it came', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const text = 'Tin báo TB-7K3M9Q\n<b>đánh nhau</b> & "xe" \u200b [@1] ';
  const answer = await oa.sendToGroup(oa.dutyGroup, { text });
  expect(answer).toMatchObject({ error: 0, message: 'Success', data: { group_id: oa.dutyGroup } });
  await oa.sendToGroup(oa.sosGroup, { text: 'SOS' });

  expect(await zalo.tool('messages?unit=tay-thanh')).toMatchObject([
    {
      id: textAt(answer, 'data', 'message_id'),
      at: '2026-11-23T01:00:00.000Z',
      unit: 'tay-thanh',
      group: 'duty',
      from: 'oa',
      kind: 'text',
      text,
      imageUrl: null,
    },
    { unit: 'tay-thanh', group: 'sos', text: 'SOS' },
  ]);
  expect(await zalo.tool('messages?unit=son-ky')).toEqual([]);
});

test('an OA lists its two groups, told apart by name, with at most 30 characters', async () => {
  const oa = await zalo.oaClient('doi-csgt');
  const answer = await oa.get('v3.0/oa/group/getgroupsofoa?offset=0&count=50');
  expect(answer).toMatchObject({ error: 0, data: { total: 2 } });
  for (const group of listAt(answer, 'data', 'groups'))
    expect(textAt(group, 'name').length).toBeLessThanOrEqual(30);
  expect(oa.dutyGroup).toMatch(/^[0-9a-f]{20}$/);
  expect(oa.sosGroup).not.toBe(oa.dutyGroup);
  const second = await oa.get('v3.0/oa/group/getgroupsofoa?offset=1&count=1');
  expect(listAt(second, 'data', 'groups')).toEqual([listAt(answer, 'data', 'groups')[1]]);
});

test('an OA is not in a group that it does not know', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  expect(await oa.sendToGroup('00000000000000000000', { text: 'a' })).toMatchObject({ error: -403 });
  expect(await oa.sendToGroup('00000000000000000000', { text: 'a' }, v2)).toMatchObject({ error: -403 });
});

test('a disabled group takes nothing and shows nothing', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  await zalo.tool('oas', { unit: 'tay-thanh', groupDisabled: true });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'a' })).toMatchObject({ error: -237 });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'a' }, v2)).toMatchObject({ error: -237 });
  const read = await oa.get(`v3.0/oa/group/conversation?group_id=${oa.dutyGroup}&offset=0&count=1`);
  expect(read).toMatchObject({ error: -237 });
  expect(await zalo.tool('messages?unit=tay-thanh')).toEqual([]);
});

test('without a paid package there are no groups', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  await zalo.tool('oas', { unit: 'tay-thanh', package: 'none' });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'a' })).toMatchObject({ error: -224 });
  expect(await oa.get('v3.0/oa/group/getgroupsofoa?offset=0&count=50')).toMatchObject({ error: -224 });
});

test('without the permission for groups every group call is refused', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  await zalo.tool('oas', { unit: 'tay-thanh', permissions: ['message'] });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'a' })).toMatchObject({ error: -223 });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'a' }, v2)).toMatchObject({ error: -223 });
  expect(await oa.get('v3.0/oa/group/getgroupsofoa?offset=0&count=50')).toMatchObject({ error: -223 });
});

test('an OA whose v3 group endpoint is closed is served by v2 with group_id', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  await zalo.tool('oas', { unit: 'tay-thanh', groupV3: '-235' });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'a' })).toMatchObject({ error: -235 });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'b' }, v2)).toMatchObject({
    error: 0,
    data: { group_id: oa.dutyGroup },
  });
  expect(await zalo.tool('messages?unit=tay-thanh')).toMatchObject([{ text: 'b' }]);
});

test('an OA whose v2 endpoint is shut is served by v3', async () => {
  const oa = await zalo.oaClient('doi-csgt');
  await zalo.tool('oas', { unit: 'doi-csgt', groupV2: '-240' });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'a' }, v2)).toMatchObject({ error: -240 });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'b' })).toMatchObject({ error: 0 });
});

test('a text of 2000 characters is taken, one more is over the limit', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'ữ'.repeat(2000) })).toMatchObject({ error: 0 });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'ữ'.repeat(2001) })).toMatchObject({ error: -210 });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'ữ'.repeat(2001) }, v2)).toMatchObject({ error: -210 });
});

test('empty, numeric and buttoned messages are refused', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  expect(await oa.sendToGroup(oa.dutyGroup, { text: ' ' })).toMatchObject({ error: -201 });
  expect(await oa.sendToGroup(oa.dutyGroup, {})).toMatchObject({ error: -201 });
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 5 })).toMatchObject({ error: -201 });
  const buttons = { text: 'a', attachment: { type: 'template', payload: { buttons: [] } } };
  expect(await oa.sendToGroup(oa.dutyGroup, buttons)).toMatchObject({ error: -233 });
  const numeric = { recipient: { group_id: 12345 }, message: { text: 'a' } };
  expect(await oa.post('v3.0/oa/group/message', numeric)).toMatchObject({ error: -201 });
  expect(await oa.post('v3.0/oa/group/message', { recipient: {}, message: { text: 'a' } })).toMatchObject({
    error: -201,
  });
});

test('a mention in the text rings the phones of members, whoever wrote it', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const list = await oa.get(`v3.0/oa/group/listmember?group_id=${oa.dutyGroup}&offset=0&count=50`);
  const ids = listAt(list, 'data', 'members').flatMap((member) => {
    const id = at(member, 'user_id');
    return typeof id === 'string' ? [id] : [];
  });
  expect(ids.length).toBeGreaterThan(1);
  const officer = ids[0] ?? '';
  await oa.sendToGroup(oa.dutyGroup, { text: `báo động [@${officer}] [@999]` });
  await oa.sendToGroup(oa.dutyGroup, { text: `tất cả [@${oa.dutyGroup.toUpperCase()}]` });
  await oa.sendToGroup(oa.dutyGroup, { text: `không gọi ai: @${officer} [${officer}]` });
  expect(await zalo.tool('messages?unit=tay-thanh')).toMatchObject([
    { mentions: [officer] },
    { mentions: ids },
    { mentions: [] },
  ]);
});

test('members are listed with the OA among them, at most 50 at a time', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const query = `v3.0/oa/group/listmember?group_id=${oa.dutyGroup}&offset=0`;
  const answer = await oa.get(`${query}&count=50`);
  expect(listAt(answer, 'data', 'members')[0]).toMatchObject({ oa_id: zalo.sandbox.oaIdOf('tay-thanh') });
  expect(await oa.get(`${query}&count=51`)).toMatchObject({ error: -201 });
  expect(await oa.get(`v3.0/oa/group/getgroup?group_id=${oa.dutyGroup}`)).toMatchObject({
    error: 0,
    data: { group_info: { group_id: oa.dutyGroup } },
  });
});

test('what was sent is read back newest first, ten at a time', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  for (let number = 1; number <= 12; number += 1)
    await oa.sendToGroup(oa.dutyGroup, { text: `tin ${number}` });
  const query = `v3.0/oa/group/conversation?group_id=${oa.dutyGroup}`;
  const first = await oa.get(`${query}&offset=0&count=10`);
  expect(listAt(first, 'data').map((message) => at(message, 'message'))).toEqual(
    [12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((number) => `tin ${number}`),
  );
  expect(listAt(first, 'data')[0]).toMatchObject({ src: 0, type: 'text', to_id: oa.dutyGroup });
  const rest = await oa.get(`${query}&offset=10&count=10`);
  expect(listAt(rest, 'data').map((message) => at(message, 'message'))).toEqual(['tin 2', 'tin 1']);
  expect(await oa.get(`${query}&offset=0&count=11`)).toMatchObject({ error: -201 });
  expect(await oa.get(query)).toMatchObject({ error: -201 });

  await oa.sendToGroup(oa.sosGroup, { text: 'cứu' });
  const recent = await oa.get('v3.0/oa/group/listrecentchat?offset=0&count=10');
  expect(listAt(recent, 'data').map((message) => at(message, 'message'))).toEqual(['cứu', 'tin 12']);
});

test('an officer may be quoted, but only from the same group', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const first = await oa.sendToGroup(oa.dutyGroup, { text: 'tin' });
  const quoted = textAt(first, 'data', 'message_id');
  const reply = { text: 'bổ sung', quote_message_id: quoted };
  expect(await oa.sendToGroup(oa.dutyGroup, reply)).toMatchObject({ error: 0 });
  expect(await oa.sendToGroup(oa.sosGroup, reply)).toMatchObject({ error: -201 });
});
