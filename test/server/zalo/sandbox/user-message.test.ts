import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, listAt, type RunningSandbox, startSandbox, textAt } from './running-sandbox.ts';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

const hourMs = 3_600_000;
const v2 = 'v2.0/oa/message';

const does = async (unit: string, user: string, event: string, more: object = {}): Promise<string> =>
  textAt(await zalo.tool('events', { unit, user, event, ...more }), 'userId');

test('a state-agency OA answers people through v2 only, a business OA through v3 only', async () => {
  const ward = await zalo.oaClient('tay-thanh');
  const citizenOfWard = await does('tay-thanh', 'lan', 'user_send_text', { text: 'chào' });
  expect(await ward.sendToUser(citizenOfWard, { text: 'a' })).toMatchObject({ error: -235 });
  expect(await ward.sendToUser(citizenOfWard, { text: 'b' }, v2)).toMatchObject({
    error: 0,
    data: { user_id: citizenOfWard, quota: { quota_type: 'reply' } },
  });

  const team = await zalo.oaClient('doi-csgt');
  const citizenOfTeam = await does('doi-csgt', 'lan', 'user_send_text', { text: 'chào' });
  expect(await team.sendToUser(citizenOfTeam, { text: 'a' }, v2)).toMatchObject({ error: -240 });
  expect(await team.sendToUser(citizenOfTeam, { text: 'b' })).toMatchObject({ error: 0 });
  expect(citizenOfTeam).not.toBe(citizenOfWard);

  expect(await zalo.tool('messages?unit=doi-csgt&user=lan')).toMatchObject([
    { from: 'user', kind: 'text', text: 'chào' },
    { from: 'oa', kind: 'text', text: 'b' },
  ]);
});

test('the type of an OA can be changed for a test', async () => {
  await zalo.tool('oas', { unit: 'tay-thanh', oaType: 2 });
  const oa = await zalo.oaClient('tay-thanh');
  const citizen = await does('tay-thanh', 'lan', 'follow');
  expect(await oa.sendToUser(citizen, { text: 'a' }, v2)).toMatchObject({ error: -240 });
  expect(await oa.sendToUser(citizen, { text: 'a' })).toMatchObject({ error: 0 });
});

test('an unknown person, a Mini App id and someone who left cannot be written to', async () => {
  const oa = await zalo.oaClient('doi-csgt');
  expect(await oa.sendToUser('1234567890123456789', { text: 'a' })).toMatchObject({ error: -213 });
  const citizen = await does('doi-csgt', 'lan', 'follow');
  await does('doi-csgt', 'lan', 'unfollow');
  expect(await oa.sendToUser(citizen, { text: 'a' })).toMatchObject({ error: -213 });
});

test('an officer who never wrote to the OA has no window', async () => {
  const oa = await zalo.oaClient('doi-csgt');
  const members = await oa.get(`v3.0/oa/group/listmember?group_id=${oa.dutyGroup}&offset=0&count=50`);
  const officer = textAt(members, 'data', 'members', 1, 'user_id');
  expect(await oa.sendToUser(officer, { text: 'a' })).toMatchObject({ error: -232 });
  await zalo.tool('events', {
    unit: 'doi-csgt',
    user: officer,
    event: 'user_send_text',
    text: 'đã nhận',
    group: 'duty',
  });
  expect(await oa.sendToUser(officer, { text: 'a' })).toMatchObject({ error: 0 });
});

test('messages are free for 48 hours, cost quota for seven days, and are refused after that', async () => {
  const citizen = await does('doi-csgt', 'lan', 'user_send_text', { text: 'chào' });
  const answerAfter = async (durationMs: number): Promise<unknown> => {
    zalo.forward(durationMs);
    return (await zalo.oaClient('doi-csgt')).sendToUser(citizen, { text: 'a' });
  };
  expect(at(await answerAfter(48 * hourMs), 'data', 'quota', 'quota_type')).toBe('reply');
  expect(at(await answerAfter(1), 'data', 'quota')).toMatchObject({ quota_type: 'sub_quota', remain: '499' });
  expect(at(await answerAfter(5 * 24 * hourMs - 1), 'data', 'quota')).toMatchObject({ remain: '498' });
  expect(await answerAfter(1)).toMatchObject({ error: -230 });
  await does('doi-csgt', 'lan', 'user_click_chatnow');
  expect(at(await answerAfter(0), 'data', 'quota', 'quota_type')).toBe('reply');
});

test('without a package there is no quota after 48 hours', async () => {
  const citizen = await does('doi-csgt', 'lan', 'user_send_text', { text: 'chào' });
  await zalo.tool('oas', { unit: 'doi-csgt', package: 'none' });
  zalo.forward(49 * hourMs);
  const { access } = await zalo.tokens('doi-csgt');
  const response = await fetch(`${zalo.bases.openapi}/v3.0/oa/message/cs`, {
    method: 'POST',
    headers: { access_token: access, 'content-type': 'application/json' },
    body: JSON.stringify({ recipient: { user_id: citizen }, message: { text: 'a' } }),
  });
  expect(await zalo.json(response)).toMatchObject({ error: -211 });
});

test('the id that one OA knows a person by is nothing to another OA', async () => {
  const citizen = await does('doi-csgt', 'lan', 'follow');
  const district = await zalo.oaClient('ca-quan');
  expect(await district.sendToUser(citizen, { text: 'a' })).toMatchObject({ error: -213 });
});

test('text and quotes to people are checked as in groups', async () => {
  const oa = await zalo.oaClient('doi-csgt');
  const citizen = await does('doi-csgt', 'lan', 'user_send_text', { text: 'chào' });
  const history = await zalo.tool('messages?unit=doi-csgt&user=lan');
  const quoteId = textAt(history, 0, 'id');
  expect(await oa.sendToUser(citizen, { text: 'x'.repeat(2001) })).toMatchObject({ error: -210 });
  expect(await oa.sendToUser(citizen, { text: 'x', quote_message_id: 'khong-co' })).toMatchObject({
    error: -201,
  });
  expect(await oa.sendToUser(citizen, { text: 'x', quote_message_id: quoteId })).toMatchObject({ error: 0 });
  const numeric = { recipient: { user_id: 5 }, message: { text: 'a' } };
  expect(await oa.post('v3.0/oa/message/cs', numeric)).toMatchObject({ error: -201 });
});

test('a chat is read back newest first, through one JSON parameter', async () => {
  const oa = await zalo.oaClient('doi-csgt');
  const citizen = await does('doi-csgt', 'lan', 'user_send_text', { text: 'chào' });
  await oa.sendToUser(citizen, { text: 'chào bạn' });
  const data = (value: object): string => encodeURIComponent(JSON.stringify(value));
  const read = await oa.get(`v2.0/oa/conversation?data=${data({ user_id: citizen, offset: 0, count: 10 })}`);
  expect(listAt(read, 'data')).toMatchObject([
    { src: 0, message: 'chào bạn', to_id: citizen },
    { src: 1, message: 'chào', from_id: citizen },
  ]);
  expect(await oa.get(`v2.0/oa/conversation?user_id=${citizen}&offset=0&count=10`)).toMatchObject({
    error: -201,
  });
  const tooMany = data({ user_id: citizen, offset: 0, count: 11 });
  expect(await oa.get(`v2.0/oa/conversation?data=${tooMany}`)).toMatchObject({ error: -201 });
  await does('doi-csgt', 'minh', 'user_send_text', { text: 'tôi nữa' });
  const recent = await oa.get(`v2.0/oa/listrecentchat?data=${data({ offset: 0, count: 10 })}`);
  expect(listAt(recent, 'data').map((message) => at(message, 'message'))).toEqual(['tôi nữa', 'chào bạn']);
});

test('without the permission for messages nobody is written to', async () => {
  const oa = await zalo.oaClient('doi-csgt');
  const citizen = await does('doi-csgt', 'lan', 'follow');
  await zalo.tool('oas', { unit: 'doi-csgt', permissions: ['group'] });
  expect(await oa.sendToUser(citizen, { text: 'a' })).toMatchObject({ error: -223 });
});

test('a message may have five buttons, and one that Zalo does not know fails the whole of it', async () => {
  const ward = await zalo.oaClient('tay-thanh');
  const citizen = await does('tay-thanh', 'lan', 'user_send_text', { text: 'chào' });
  const withButtons = (buttons: object[]) => ({
    text: 'a',
    attachment: { type: 'template', payload: { buttons } },
  });
  const call = { title: 'Gọi 113', type: 'oa.open.phone', payload: { phone_code: '113' } };
  const ask = { title: 'Hỏi', type: 'oa.query.hide', payload: '#menu' };
  expect(await ward.sendToUser(citizen, withButtons([call, ask]), v2)).toMatchObject({ error: 0 });
  expect(await ward.sendToUser(citizen, withButtons(Array(6).fill(ask)), v2)).toMatchObject({ error: -201 });
  const wrong = { title: 'Gọi', type: 'oa.open.phone', payload: { phone_code: '028 0000 0001' } };
  expect(await ward.sendToUser(citizen, withButtons([ask, wrong]), v2)).toMatchObject({ error: -201 });
  expect(await zalo.tool('messages?unit=tay-thanh&user=lan')).toMatchObject([
    { from: 'user' },
    { text: 'a', buttons: [call, ask] },
  ]);
});

test('a person of the OA writes in the same chat, and the listing says who', async () => {
  await does('tay-thanh', 'lan', 'user_send_text', { text: 'chào' });
  await does('tay-thanh', 'lan', 'oa_send_text', { text: 'Chào chị', officer: 'truc-ban-1' });
  expect(await zalo.tool('messages?unit=tay-thanh&user=lan')).toMatchObject([
    { from: 'user', adminName: null },
    { from: 'oa', text: 'Chào chị', adminName: 'Nguyễn Thị Mẫu (trực ban)' },
  ]);
});
