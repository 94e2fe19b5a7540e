import { expect, test } from 'vitest';
import { systemState } from '../../../../src/features/desk-webhooks/system-state.rules.ts';

const now = new Date('2026-11-24T03:00:00Z');
const fresh = { disabledBecause: null, failingSince: null, lastSuccessAt: null };

test('a system says in one line how it stands, and only what somebody has to look after is trouble', () => {
  expect(systemState(fresh, now)).toMatchObject({ text: 'Chưa gửi lần nào', isTrouble: false });
  const well = { ...fresh, lastSuccessAt: '2026-11-24T02:00:00Z' };
  expect(systemState(well, now)).toMatchObject({ text: 'Đang nhận tốt', isTrouble: false });
  expect(systemState({ ...well, failingSince: '2026-11-24T02:30:00Z' }, now)).toMatchObject({
    text: 'Chưa gửi được từ 09:30 hôm nay',
    isTrouble: true,
  });
  expect(systemState({ ...fresh, disabledBecause: 'person' }, now)).toMatchObject({ isTrouble: false });
  expect(systemState({ ...fresh, disabledBecause: 'failing' }, now)).toMatchObject({ isTrouble: true });
  expect(systemState({ ...fresh, disabledBecause: 'gone' }, now)).toMatchObject({ isTrouble: true });
});
