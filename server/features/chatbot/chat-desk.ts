import type { StaffConversations, StaffConversationsQuery } from '#contract/conversations.ts';
import type { Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import { recordLive } from '../../live/live-event.store.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { chatStore, type WaitingConversation } from './chat.store.ts';
import { chatLiveEvents } from './chat-live.rules.ts';

export type ChatDesk = ReturnType<typeof createChatDesk>;

/** From what the citizen did last Zalo lets an OA write to them (zalo/server.md 3.4). */
const windowMs = 7 * 24 * 60 * 60_000;

const isId = (id: string): boolean => /^[0-9a-f-]{36}$/.test(id);

/** What the staff see of the chats: that somebody waits, and since when. They read and answer in Zalo itself. */
export function createChatDesk(dependencies: {
  database: Database;
  keys: SecretKeys;
  tree: UnitTree;
  now: () => Date;
  /** Tells the desks that are open here at once. */
  wakeLive(): void;
}) {
  const { database, keys, tree, now } = dependencies;
  return {
    async list(actor: StaffActor, { cursor }: StaffConversationsQuery): Promise<StaffConversations> {
      const unitIds = tree.downwards(actor.unitId);
      const found = await chatStore(database.kysely, keys).listHandedOver(unitIds, cursor ?? null, now());
      return { items: found.items.map(toItem), nextCursor: found.nextCursor };
    },

    /** Gives the conversation back to the assistant; again changes nothing. Throws `not_found`, also for another unit's. */
    async close(actor: StaffActor, id: string): Promise<void> {
      await database.transact(async (transaction) => {
        const chats = chatStore(transaction, keys);
        const conversation = isId(id) ? await chats.holdById(id, now()) : undefined;
        if (!conversation || !tree.isWithin(conversation.unitId, actor.unitId))
          throw new AppError('not_found');
        const change = { handOver: null, silentUntil: null, waitingSince: null };
        await chats.change(id, { ...change, givenBackAt: now() }, now());
        await recordLive(transaction, chatLiveEvents(conversation, conversation, change, tree), now());
      });
      dependencies.wakeLive();
    },
  };

  function toItem(conversation: WaitingConversation): StaffConversations['items'][number] {
    const { id, unitId, handOver, waitingSince, answeredAt, silentUntil, saidAt } = conversation;
    return {
      id,
      unit: { id: unitId, name: tree.nameOf(unitId) },
      reason: handOver.why,
      since: handOver.at.toISOString(),
      waitingSince: waitingSince?.toISOString() ?? null,
      answeredAt: answeredAt?.toISOString() ?? null,
      silentUntil: silentUntil?.toISOString() ?? null,
      windowUntil: saidAt === null ? null : new Date(saidAt.getTime() + windowMs).toISOString(),
    };
  }
}
