import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { type SenderChat, type SenderChatCode, senderWayLimits } from '#contract/sender-ways.ts';
import { words } from '../../content/words.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { senderChatStore } from './sender-chat.store.ts';

/** What of a tip decides by which ways its sender may hear of it. */
export type ToldTip = {
  id: string;
  code: string;
  unitId: string;
  isAnonymous: boolean;
  isRestricted: boolean;
};

export type SenderChats = ReturnType<typeof createSenderChats>;

/** Crockford's letters: none that is taken for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 50 bits, good once and for half an hour: nobody guesses one through a chat. */
const codeLetters = 10;
const codeInText = /\bNT-([0-9A-HJKMNP-TV-Z]{10})\b/i;

/**
 * The sender of a tip may have its answers in their chat with the unit's OA: they ask for a code on the tip's page and send it to the OA,
 * which shows that both ends are theirs (zalo/server.md 1.3; nobody is matched by guessing). Not for anonymous and restricted tips: their
 * words go into no chat (promises 7 and 11).
 */
export function createSenderChats(dependencies: {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  oaIdOf(unitId: string): string | null;
  unitName(unitId: string): string;
}) {
  const { database, keys, now, oaIdOf, unitName } = dependencies;
  const unitOf = ({ unitId }: ToldTip) => ({ id: unitId, name: unitName(unitId) });
  const isPossible = (tip: ToldTip) => !tip.isAnonymous && !tip.isRestricted && oaIdOf(tip.unitId) !== null;

  return {
    async view(tip: ToldTip): Promise<SenderChat> {
      const linked = await senderChatStore(database.kysely, keys).find(tip.id);
      const state = linked ? 'linked' : isPossible(tip) ? 'none' : 'unavailable';
      return { state, unit: unitOf(tip), oaId: oaIdOf(tip.unitId), linkedAt: linked?.linkedAt ?? null };
    },

    /** Throws `chat_not_for_this_tip`. */
    async makeCode(tip: ToldTip): Promise<SenderChatCode> {
      const oaId = oaIdOf(tip.unitId);
      if (!isPossible(tip) || oaId === null) throw new AppError('chat_not_for_this_tip');
      const code = randomCode();
      const expiresAt = new Date(now().getTime() + senderWayLimits.chatCodeMinutesMax * 60_000).toISOString();
      await database.transact((transaction) =>
        senderChatStore(transaction, keys).putCode({ code, tipId: tip.id, unitId: tip.unitId, expiresAt }),
      );
      return { oaId, unit: unitOf(tip), text: words.sender.linkText(tip.code, `NT-${code}`), expiresAt };
    },

    async unlink(tip: ToldTip): Promise<void> {
      await database.transact((transaction) => senderChatStore(transaction, keys).unlink([tip.id]));
    },

    /** Something was written to an OA: the tip whose chat this is from now on, if it holds a code that is good there. */
    async take(
      transaction: Transaction<Schema>,
      said: { unitId: string; oaId: string; userId: string; text: string },
    ): Promise<string | undefined> {
      const [, code] = codeInText.exec(said.text) ?? [];
      if (!code) return undefined;
      const chats = senderChatStore(transaction, keys);
      const at = now().toISOString();
      const tipId = await chats.takeCode(code.toUpperCase(), said.unitId, at);
      if (tipId !== undefined)
        await chats.link({ tipId, unitId: said.unitId, oaId: said.oaId, userId: said.userId, linkedAt: at });
      return tipId;
    },

    forget: (transaction: Transaction<Schema>, atOas: readonly { oaId: string; userId: string }[]) =>
      senderChatStore(transaction, keys).forget(atOas),

    sweep: () =>
      database.transact((transaction) => senderChatStore(transaction, keys).deleteCodes(now().toISOString())),
  };
}

const randomCode = (): string =>
  [...randomBytes(codeLetters)].map((byte) => letters[byte % letters.length]).join('');
