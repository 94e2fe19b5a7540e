import { expect, test } from 'vitest';
import { chooseGroups } from '../../../server/zalo/oa-groups.rules.ts';

const none = { duty: null, sos: null };

test('the duty and the SOS group are known by how their names begin, whatever the case and the marks', () => {
  const groups = [
    { groupId: 'a', name: 'Môi trường' },
    { groupId: 'b', name: ' TRỰC  BAN Công an phường Tây Thạnh'.normalize('NFD') },
    { groupId: 'c', name: 'sos tây thạnh' },
    { groupId: 'd', name: 'Trực ban (cũ)' },
  ];
  expect(chooseGroups(groups, none)).toEqual({ duty: 'b', sos: 'c' });
});

test('a name that only holds the words is not the group', () => {
  expect(chooseGroups([{ groupId: 'a', name: 'Nhóm trực ban' }], none)).toEqual(none);
});

test('a group that was renamed stays in use, one that is gone does not', () => {
  const remembered = { duty: 'a', sos: 'gone' };
  expect(chooseGroups([{ groupId: 'a', name: 'Ca đêm' }], remembered)).toEqual({ duty: 'a', sos: null });
});
