import type { Connection } from '../../db/database.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../../secrets/secret-keys.ts';

/** What a link to a tip's form brings along: sealed, found by the digest of the id that the link carries. */
export const chatWordsStore = (connection: Connection, keys: SecretKeys) => ({
  async keep(wordsId: string, conversationId: string, words: string, expiresAt: Date): Promise<void> {
    const digest = keyedDigest(keys.newest, 'chat-digest', 'words', wordsId);
    await connection
      .insertInto('chat_words')
      .values({
        digest,
        conversation_id: conversationId,
        words_sealed: sealText(keys, sealContext(digest), words),
        expires_at: expiresAt.toISOString(),
      })
      .execute();
  },

  /** The words, which from now on are there until `goneAt` only; undefined when there are none any more. */
  async take(wordsId: string, now: Date, goneAt: Date): Promise<string | undefined> {
    const digests = keys.versions.map((key) => keyedDigest(key, 'chat-digest', 'words', wordsId));
    const row = await connection
      .selectFrom('chat_words')
      .selectAll()
      .where('digest', 'in', digests)
      .where('expires_at', '>', now.toISOString())
      .executeTakeFirst();
    if (!row) return undefined;
    await connection
      .updateTable('chat_words')
      .set({ expires_at: goneAt.toISOString() })
      .where('digest', '=', row.digest)
      .where('expires_at', '>', goneAt.toISOString())
      .execute();
    return openText(keys, sealContext(row.digest), row.words_sealed);
  },

  async sweep(now: Date): Promise<void> {
    await connection.deleteFrom('chat_words').where('expires_at', '<=', now.toISOString()).execute();
  },

  /** All that came from these conversations. */
  async eraseOf(conversationIds: readonly string[]): Promise<void> {
    await connection.deleteFrom('chat_words').where('conversation_id', 'in', conversationIds).execute();
  },
});

/** Bound to its row: words moved under another id do not open. */
const sealContext = (digest: string): string => `chat-words:${digest}`;
