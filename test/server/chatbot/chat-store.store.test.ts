import { describe, expect, test } from 'vitest';
import { chatStore } from '../../../server/features/chatbot/chat.store.ts';
import { emptyState } from '../../../server/features/chatbot/chat-message.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { testDatabases } from '../../support/databases.ts';

const key = (version: string, fill: number) => `${version}:${Buffer.alloc(32, fill).toString('base64url')}`;
const keys = parseSecretKeys(key('k1', 1));
const lan = { oaId: '388613280878808645', userId: '246845883529197922' };
const start = new Date('2026-11-24T02:00:00.000Z');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const state = { ...emptyState, topic: 'ho-chieu', tipWords: 'hàng xóm ồn' };

describe.each(testDatabases)('what is kept of a chat, on $engine', ({ open }) => {
  test('is forgotten after half an hour, and the conversation once it rests', async () => {
    const database = await open();
    const chats = chatStore(database.kysely, keys);
    const { id } = await chats.holdOf(lan, 'tay-thanh', start);
    await chats.change(id, { state }, start);
    expect((await chats.holdOf(lan, 'tay-thanh', later(29))).state).toEqual(state);
    expect((await chats.holdOf(lan, 'tay-thanh', later(31))).state).toEqual(emptyState);

    await chats.sweep(later(31), start);
    const kept = () => database.kysely.selectFrom('chat_conversations').selectAll().execute();
    expect(await kept()).toMatchObject([{ id, state_sealed: null }]);
    expect(await chats.eraseResting(later(30).toISOString(), 10)).toBe(0);
    expect(await chats.eraseResting(later(32).toISOString(), 10)).toBe(1);
    expect(await kept()).toEqual([]);
  });

  test('is found again under a newer key, and one person has one conversation with an OA', async () => {
    const database = await open();
    const { id } = await chatStore(database.kysely, keys).holdOf(lan, 'tay-thanh', start);
    const rotated = chatStore(database.kysely, parseSecretKeys(`${key('k2', 2)},${key('k1', 1)}`));
    expect(await rotated.holdOf(lan, 'tay-thanh', start)).toMatchObject({ id, userId: lan.userId });
    expect((await rotated.holdOf({ ...lan, oaId: '1' }, 'son-ky', start)).id).not.toBe(id);
  });

  test('is listed for its unit while somebody waits or people have it, the longest first, a page at a time', async () => {
    const database = await open();
    const chats = chatStore(database.kysely, keys);
    for (let number = 0; number < 55; number += 1) {
      const at = later(number);
      const { id } = await chats.holdOf({ ...lan, userId: String(number) }, 'tay-thanh', at);
      await chats.change(id, { handOver: { at, why: 'asked' }, waitingSince: at }, at);
    }
    const over = await chats.holdOf(lan, 'tay-thanh', start);
    await chats.change(over.id, { handOver: { at: start, why: 'officer' }, silentUntil: start }, start);
    const first = await chats.listHandedOver(['tay-thanh'], null, later(60));
    const second = await chats.listHandedOver(['tay-thanh'], first.nextCursor, later(60));
    const times = [...first.items, ...second.items].map(({ handOver }) => handOver.at.getTime());
    expect(times).toHaveLength(55);
    expect(times).toEqual(times.toSorted());
    expect(second.nextCursor).toBeNull();
    expect((await chats.listHandedOver(['son-ky'], null, later(60))).items).toEqual([]);
  });
});
