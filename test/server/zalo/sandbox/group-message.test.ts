import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, type RunningSandbox, startSandbox, textAt } from './running-sandbox.ts';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

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
  const groups = at(answer, 'data', 'groups');
  expect(Array.isArray(groups) && groups.every((group: unknown) => textAt(group, 'name').length <= 30)).toBe(
    true,
  );
  expect(oa.dutyGroup).toMatch(/^[0-9a-f]{20}$/);
  expect(oa.sosGroup).not.toBe(oa.dutyGroup);
});
