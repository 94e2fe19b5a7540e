import { expect, test } from 'vitest';
import {
  findSent,
  parseConversationPage,
  reachesBefore,
} from '../../../server/zalo/oa-conversation.rules.ts';

const since = new Date('2026-11-24T05:00:00.000Z');
const at = (minutes: number) => String(since.getTime() + minutes * 60_000);
const parse = (data: unknown) => parseConversationPage(data) ?? [];

test('a message of the OA that holds the code is found, also when Zalo gives its marks apart', () => {
  const page = parse([
    { src: 0, time: at(2), message_id: 'm2', message: 'TB-7K3M9Q Tin báo mới'.normalize('NFD') },
  ]);
  expect(findSent(page, 'Tin báo', since)?.messageId).toBe('m2');
});

test('what an officer wrote is not our message, even if it names the code', () => {
  const page = parse([{ src: 1, time: at(2), message_id: 'm1', message: 'đã nhận TB-7K3M9Q' }]);
  expect(findSent(page, 'TB-7K3M9Q', since)).toBeUndefined();
});

test('an older message with the same code does not count', () => {
  const page = parse([{ src: 0, time: at(-10), message_id: 'm1', message: 'TB-7K3M9Q' }]);
  expect(findSent(page, 'TB-7K3M9Q', since)).toBeUndefined();
});

test('a page that reaches before the instant ends the search only if it is newest first', () => {
  const entry = (id: string, minutes: number) => ({ src: 0, time: at(minutes), message_id: id, message: '' });
  expect(reachesBefore(parse([entry('a', 2), entry('b', -1)]), since)).toBe(true);
  expect(reachesBefore(parse([entry('a', 2), entry('b', 1)]), since)).toBe(false);
  expect(reachesBefore(parse([entry('a', -2), entry('b', -1)]), since)).toBe(false);
  expect(reachesBefore(parse([{ message_id: 'a', message: '' }]), since)).toBe(false);
  expect(reachesBefore([], since)).toBe(false);
});

test('what is no page is said to be none', () => {
  expect(parseConversationPage({ messages: [] })).toBeNull();
  expect(parseConversationPage(undefined)).toBeNull();
  expect(parseConversationPage([null, 'x', { message: 'no id' }])).toEqual([]);
});
