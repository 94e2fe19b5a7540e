import type { Transaction } from 'kysely';
import type {
  NewTipMessage,
  NewTipRating,
  ReopenedTip,
  SentTipMessage,
  SentTipRating,
  TipReopening,
} from '#contract/tips.ts';
import type { TipStatus } from '#contract/vocabulary.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { idempotencyStore } from '../../idempotency/idempotency.store.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type EntryWords, type Tip, tipStore } from './tip.store.ts';
import {
  type EntryDetails,
  type HistoryEntry,
  type HistoryRow,
  insertHistoryEntry,
  listHistory,
} from './tip-history.ts';
import { statusAfter, type TipParty, type tipMoves } from './tip-moves.rules.ts';
import { findRating, hasRoomForMessage, messageId, reopensLeft } from './tip-view.rules.ts';
import { entryWordsDigest, newSalt } from './tip-words.rules.ts';

/** Who acts for a unit. That they may is decided by whoever calls. */
export type UnitActor = { unitId: string; staffId: string };

export type TipMovesDependencies = {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  findCategory(id: string): { acknowledgeMinutes: number } | undefined;
  /** Gives all photos to that entry of the tip, in order, or throws photo_expired. */
  attachPhotos(
    transaction: Transaction<Schema>,
    photoIds: string[],
    tipId: string,
    entrySequence: number,
  ): Promise<void>;
  /** Puts what the sender did in front of the unit's officers, in the same transaction. */
  forwardUpdate(transaction: Transaction<Schema>, tip: Tip, kind: 'message' | 'reopened'): Promise<void>;
  wakeOutbox(): void;
};

/** When a category is no longer in the pack (promise 5: a category may only shorten it). */
const acknowledgeMinutesMax = 15;

type Move = {
  event: keyof typeof tipMoves;
  by: TipParty;
  unitId: string | null;
  text?: string;
  photoIds?: string[];
  details?: Pick<EntryDetails, 'stars' | 'staffId'>;
  /** Refuses, knowing what has happened so far. */
  check?(history: readonly HistoryRow[]): void;
};

type Moved = { tip: Tip; entry: HistoryEntry; history: readonly HistoryRow[] };

/** Everything that happens to a tip after it was received. Each change is one entry of its history, in one transaction. */
export function createTipMoves(dependencies: TipMovesDependencies) {
  const { database, keys, now } = dependencies;

  return {
    /**
     * The sender adds words or photos; an answer to the unit's question lets the unit go on. Throws `move_not_allowed`,
     * `messages_full`, `photo_expired` or `idempotency_conflict`.
     */
    async sendMessage(tip: Tip, message: NewTipMessage, idempotencyKey: string): Promise<SentTipMessage> {
      return await once('tips.message', tip, message, idempotencyKey, async (transaction) => {
        const moved = await move(transaction, tip.id, {
          event: 'message_citizen',
          by: 'citizen',
          unitId: null,
          text: message.text,
          photoIds: message.photoIds,
          check(history) {
            if (!hasRoomForMessage(history)) throw new AppError('messages_full');
          },
        });
        await dependencies.forwardUpdate(transaction, moved.tip, 'message');
        return { id: messageId(moved.entry), at: moved.entry.at, status: moved.tip.status };
      });
    },

    /** Once for each answer. Throws `move_not_allowed`, `already_rated` or `idempotency_conflict`. */
    async rate(tip: Tip, rating: NewTipRating, idempotencyKey: string): Promise<SentTipRating> {
      return await once('tips.rating', tip, rating, idempotencyKey, async (transaction) => {
        const { entry } = await move(transaction, tip.id, {
          event: 'rated',
          by: 'citizen',
          unitId: null,
          text: rating.text ?? '',
          details: { stars: rating.stars },
          check(history) {
            if (findRating(history)) throw new AppError('already_rated');
          },
        });
        return { stars: rating.stars, at: entry.at };
      });
    },

    /** "Chưa được: xem lại": the unit has to take it up anew, in as much time. Throws `move_not_allowed` or `reopen_limit`. */
    async reopen(tip: Tip, { reason }: TipReopening): Promise<ReopenedTip> {
      const moved = await database.transact(async (transaction) => {
        const reopened = await move(transaction, tip.id, {
          event: 'reopened',
          by: 'citizen',
          unitId: tip.unitId,
          text: reason ?? '',
          check(history) {
            if (reopensLeft(history) === 0) throw new AppError('reopen_limit');
          },
        });
        await dependencies.forwardUpdate(transaction, reopened.tip, 'reopened');
        return reopened;
      });
      dependencies.wakeOutbox();
      return {
        status: moved.tip.status,
        at: moved.entry.at,
        acknowledgeBy: moved.tip.acknowledgeBy,
        reopensLeft: reopensLeft([...moved.history, moved.entry]),
      };
    },

    /** The unit has taken it up. Throws `tip_not_found` or `move_not_allowed`, as the two below. */
    acknowledge: (code: string, actor: UnitActor): Promise<TipStatus> =>
      unitMove(code, 'acknowledged', actor),

    /** The unit's answer, as the sender reads it. */
    reply: (code: string, actor: UnitActor, text: string): Promise<TipStatus> =>
      unitMove(code, 'answered', actor, text),

    /** The unit needs to know more; the sender's next message answers it. */
    ask: (code: string, actor: UnitActor, question: string): Promise<TipStatus> =>
      unitMove(code, 'asked', actor, question),
  };

  async function unitMove(
    code: string,
    event: Move['event'],
    actor: UnitActor,
    text?: string,
  ): Promise<TipStatus> {
    const tip = await tipStore(database.kysely, keys).findByCode(code);
    if (!tip) throw new AppError('tip_not_found');
    const moved = await database.transact((transaction) =>
      move(transaction, tip.id, {
        event,
        by: 'unit',
        unitId: actor.unitId,
        ...(text === undefined ? {} : { text }),
        details: { staffId: actor.staffId },
      }),
    );
    return moved.tip.status;
  }

  /**
   * Appends one entry. The tip's row is held first: whoever comes at the same time waits and then sees what was done, so that the
   * table of moves is asked about the tip as it is, and the chain cannot fork.
   */
  async function move(transaction: Transaction<Schema>, tipId: string, wish: Move): Promise<Moved> {
    const tips = tipStore(transaction, keys);
    const tip = await tips.lock(tipId);
    if (!tip) throw new AppError('tip_not_found');
    const status = statusAfter(wish.event, wish.by, tip);
    if (status === null) throw new AppError('move_not_allowed');
    const history = await listHistory(transaction, tipId);
    wish.check?.(history);

    const words: EntryWords | null = wish.text ? { text: wish.text, salt: newSalt() } : null;
    const photos = wish.photoIds ?? [];
    const entry: HistoryEntry = {
      tipId,
      sequence: tip.historySequence + 1,
      at: now().toISOString(),
      event: wish.event,
      actor: wish.by,
      unitId: wish.unitId,
      details: {
        status,
        ...wish.details,
        ...(words ? { words: entryWordsDigest(words) } : {}),
        ...(photos.length > 0 ? { photos } : {}),
      },
    };
    const historyHead = await insertHistoryEntry(transaction, keys.newest, entry, tip.historyHead);
    if (words) await tips.insertEntryWords(tipId, entry.sequence, words);
    if (photos.length > 0) await dependencies.attachPhotos(transaction, photos, tipId, entry.sequence);
    const after: Tip = {
      ...tip,
      status,
      historyHead,
      historySequence: entry.sequence,
      acknowledgeBy: wish.event === 'reopened' ? acknowledgeBy(tip, entry.at) : tip.acknowledgeBy,
      updatedAt: entry.at,
    };
    if (!(await tips.advance(tip, after))) throw new Error('The history went on while its tip was held.');
    return { tip: after, entry, history };
  }

  function acknowledgeBy(tip: Tip, from: string): string {
    const minutes = dependencies.findCategory(tip.category)?.acknowledgeMinutes ?? acknowledgeMinutesMax;
    return new Date(Date.parse(from) + minutes * 60_000).toISOString();
  }

  /** The same key gives the same answer, also in parallel (promise 2): the tip's row is held before the key is looked up. */
  async function once<Answer>(
    operation: string,
    tip: Tip,
    body: object,
    idempotencyKey: string,
    act: (transaction: Transaction<Schema>) => Promise<Answer>,
  ): Promise<Answer> {
    const whole = { code: tip.code, ...body };
    const answer = await database.transact(async (transaction) => {
      await tipStore(transaction, keys).lock(tip.id);
      const answers = idempotencyStore(transaction, keys);
      const kept = await answers.find(operation, idempotencyKey, whole);
      if (kept) return kept.answer as Answer;
      const given = await act(transaction);
      if (!(await answers.keep(operation, idempotencyKey, whole, given, now()))) {
        // Used at this moment for another tip or operation.
        throw new AppError('idempotency_conflict');
      }
      return given;
    });
    dependencies.wakeOutbox();
    return answer;
  }
}
