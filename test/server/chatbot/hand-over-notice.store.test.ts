import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import { createChatService } from '../../../server/features/chatbot/chat.service.ts';
import { startOfChain } from '../../../server/features/tips/tip-forwarding.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { assistantOf } from '../../support/chat-conversations.ts';
import { testDatabases } from '../../support/databases.ts';
import { testSecretKeys } from '../../support/test-keys.ts';

const noticeTopic = 'chat.waiting';

describe.each(testDatabases)('a person who waits in a chat, on $engine', ({ open }) => {
  test('is told to the officers also where the first attempt to store it failed', async () => {
    const database = await open();
    const pack = await loadPack('tan-phu');
    const { chatbot } = assistantOf(pack, 'tay-thanh');
    const none = async () => {
      throw new Error('No alert is meant.');
    };
    const chats = createChatService({
      database,
      keys: parseSecretKeys(testSecretKeys),
      tree: { upwards: (unitId) => [unitId] },
      now: () => new Date('2026-11-24T02:00:00.000Z'),
      logger: pino({ level: 'silent' }),
      chatbotOf: () => chatbot,
      dutyPhonesOf: () => [],
      sos: { start: none, addPosition: none, cancel: none },
      newHandOverNotice: ({ unitId, conversationId }) =>
        startOfChain({ id: conversationId, unitId }, noticeTopic, {}),
      wakeOutbox: () => undefined,
    });
    const asksForPerson = (id: string, userId: string) => ({
      ...{ id, unitId: 'tay-thanh', person: { oaId: '388613280878808645', userId } },
      ...{
        at: new Date('2026-11-24T02:00:00.000Z'),
        input: { kind: 'text', text: 'cho gặp cán bộ' } as const,
      },
    });
    const notices = async () =>
      (await database.kysely.selectFrom('outbox_messages').select('topic').execute()).filter(
        ({ topic }) => topic === noticeTopic,
      ).length;

    const broken = database.transact(async (transaction) => {
      await chats.take(transaction, asksForPerson('event-1', 'lan'));
      throw new Error('The store is away.');
    });
    await expect(broken).rejects.toThrow('The store is away.');
    expect(await notices()).toBe(0);

    await database.transact((transaction) => chats.take(transaction, asksForPerson('event-1', 'lan')));
    expect(await notices()).toBe(1);
    // Whoever looks into the chat because of one sees the others too.
    await database.transact((transaction) => chats.take(transaction, asksForPerson('event-2', 'minh')));
    expect(await notices()).toBe(1);
  });
});
