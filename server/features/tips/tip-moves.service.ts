import type { Transaction } from 'kysely';
import { limits } from '#contract/limits.ts';
import type {
  NewTipMessage,
  NewTipRating,
  ReopenedTip,
  SentTipMessage,
  SentTipRating,
  TipReopening,
} from '#contract/tips.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { idempotencyStore } from '../../idempotency/idempotency.store.ts';
import { maySee, type StaffActor } from '../../rights/staff-rights.rules.ts';
import { type Tip, tipStore } from './tip.store.ts';
import { tipAccessStore } from './tip-access.store.ts';
import type { TipUpdateKind } from './tip-forwarding.ts';
import { statusAfter } from './tip-moves.rules.ts';
import { createTipMovesWriter, type Moved, type TipMovesWriterDependencies } from './tip-moves.writer.ts';
import { findRating, hasRoomForMessage, messageId, reopensLeft } from './tip-view.rules.ts';

export type TipMovesDependencies = TipMovesWriterDependencies & {
  database: Database;
  /** Puts what the sender did in front of the unit's officers, in the same transaction. */
  forwardUpdate(transaction: Transaction<Schema>, tip: Tip, kind: TipUpdateKind): Promise<void>;
  wakeOutbox(): void;
};

/** Everything that happens to a tip after it was received. Each change is one entry of its history, in one transaction. */
export function createTipMoves(dependencies: TipMovesDependencies) {
  const { database, keys, now } = dependencies;
  const { move } = createTipMovesWriter(dependencies);

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

    /**
     * Once for each answer. Few stars open the tip again, as long as it may be, and reach the commander. Throws `move_not_allowed`,
     * `already_rated` or `idempotency_conflict`.
     */
    async rate(tip: Tip, rating: NewTipRating, idempotencyKey: string): Promise<SentTipRating> {
      return await once('tips.rating', tip, rating, idempotencyKey, async (transaction) => {
        const isLow = rating.stars <= limits.lowStarsMax;
        const rated = await move(transaction, tip.id, {
          event: 'rated',
          by: 'citizen',
          unitId: null,
          text: rating.text ?? '',
          details: { stars: rating.stars },
          ...(isLow ? { changes: { attention: 'low_rating' } } : {}),
          check(history) {
            if (findRating(history)) throw new AppError('already_rated');
          },
        });
        if (isLow) await reopenUnlessSpent(transaction, rated);
        return { stars: rating.stars, at: rated.entry.at };
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

    /** The clock has told a unit that nobody has taken the tip up; at its last step that is the unit above. */
    async climb(
      transaction: Transaction<Schema>,
      climb: { tipId: string; event: 'reminded' | 'escalated'; step: string; unitId: string },
    ): Promise<void> {
      const { tipId, event, step, unitId } = climb;
      await move(transaction, tipId, { event, by: 'clock', unitId, details: { clockStep: step } });
    },

    /**
     * Somebody has said in a unit's group that it is taken up. Nothing happens where that is so already, where the unit knows nothing of
     * the tip, and, of a restricted one, unless the writer is of those who may read it.
     */
    async acknowledgeInGroup(
      transaction: Transaction<Schema>,
      tipId: string,
      { unitId, actor }: { unitId: string; actor: StaffActor | null },
    ): Promise<void> {
      const tip = await tipStore(transaction, keys).lock(tipId);
      if (!tip || statusAfter('acknowledged', 'officer', tip) === null) return;
      const access = tipAccessStore(transaction);
      if (!(await access.find(tip.id, unitId))?.works) return;
      if (tip.isRestricted && !(actor && (await mayRead(transaction, tip, actor)))) return;
      await move(transaction, tip.id, {
        event: 'acknowledged',
        by: 'officer',
        unitId,
        details: { via: 'group', ...(actor ? { staffId: actor.id } : {}) },
      });
    },
  };

  async function mayRead(transaction: Transaction<Schema>, tip: Tip, actor: StaffActor): Promise<boolean> {
    const store = tipAccessStore(transaction);
    const people = await store.listPeople(tip.id);
    return maySee(actor, {
      unitId: tip.unitId,
      isRestricted: tip.isRestricted,
      access: await store.find(tip.id, actor.unitId),
      isNamed: people.includes(actor.id),
    });
  }

  async function reopenUnlessSpent(transaction: Transaction<Schema>, rated: Moved): Promise<void> {
    const { tip } = rated;
    if (reopensLeft(rated.history) > 0) {
      await move(transaction, tip.id, { event: 'reopened', by: 'citizen', unitId: tip.unitId });
    }
    await dependencies.forwardUpdate(transaction, tip, 'low_rating');
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
