import type { Connection } from '../../db/database.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../../secrets/secret-keys.ts';

/** A chat with a unit's OA, and who its other end is to that OA. */
export type SenderChatRow = { tipId: string; unitId: string; oaId: string; userId: string; linkedAt: string };

const userContext = (tipId: string): string => `sender-chat:${tipId}`;

/** Which chat a tip's answers go to. Takes the database or a transaction on it. */
export const senderChatStore = (connection: Connection, keys: SecretKeys) => {
  const userDigests = (oaId: string, userId: string) =>
    keys.versions.map((key) => keyedDigest(key, 'oa-user-digest', oaId, userId));
  const codeDigests = (code: string) =>
    keys.versions.map((key) => keyedDigest(key, 'sender-chat-code', code));

  return {
    /** A new code takes the place of the one before it. */
    async putCode(code: { code: string; tipId: string; unitId: string; expiresAt: string }): Promise<void> {
      const row = {
        digest: keyedDigest(keys.newest, 'sender-chat-code', code.code),
        unit_id: code.unitId,
        expires_at: code.expiresAt,
      };
      await connection
        .insertInto('sender_chat_codes')
        .values({ ...row, tip_id: code.tipId })
        .onConflict((conflict) => conflict.column('tip_id').doUpdateSet(row))
        .execute();
    },

    /** Uses a code up: whose tip it is for; undefined when it is unknown, over, or another unit's. */
    async takeCode(code: string, unitId: string, now: string): Promise<string | undefined> {
      const row = await connection
        .deleteFrom('sender_chat_codes')
        .where('digest', 'in', codeDigests(code))
        .where('unit_id', '=', unitId)
        .where('expires_at', '>', now)
        .returning('tip_id')
        .executeTakeFirst();
      return row?.tip_id;
    },

    async deleteCodes(expiredBy: string): Promise<void> {
      await connection.deleteFrom('sender_chat_codes').where('expires_at', '<=', expiredBy).execute();
    },

    async link(chat: SenderChatRow): Promise<void> {
      const row = {
        unit_id: chat.unitId,
        oa_id: chat.oaId,
        user_digest: keyedDigest(keys.newest, 'oa-user-digest', chat.oaId, chat.userId),
        user_sealed: sealText(keys, userContext(chat.tipId), chat.userId),
        linked_at: chat.linkedAt,
      };
      await connection
        .insertInto('sender_chats')
        .values({ ...row, tip_id: chat.tipId })
        .onConflict((conflict) => conflict.column('tip_id').doUpdateSet(row))
        .execute();
    },

    async find(tipId: string): Promise<SenderChatRow | undefined> {
      const row = await connection
        .selectFrom('sender_chats')
        .selectAll()
        .where('tip_id', '=', tipId)
        .executeTakeFirst();
      return (
        row && {
          tipId,
          unitId: row.unit_id,
          oaId: row.oa_id,
          userId: openText(keys, userContext(tipId), row.user_sealed),
          linkedAt: row.linked_at,
        }
      );
    },

    async unlink(tipIds: readonly string[]): Promise<void> {
      if (tipIds.length === 0) return;
      await connection.deleteFrom('sender_chats').where('tip_id', 'in', tipIds).execute();
      await connection.deleteFrom('sender_chat_codes').where('tip_id', 'in', tipIds).execute();
    },

    /** Somebody took back their consent. */
    async forget(atOas: readonly { oaId: string; userId: string }[]): Promise<void> {
      const digests = atOas.flatMap(({ oaId, userId }) => userDigests(oaId, userId));
      if (digests.length === 0) return;
      await connection.deleteFrom('sender_chats').where('user_digest', 'in', digests).execute();
    },
  };
};
