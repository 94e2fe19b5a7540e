import type { Transaction } from 'kysely';
import type { DeskTipEvent } from '#contract/vocabulary.ts';
import type { NewRows } from '../../db/new-rows.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { recordLive } from '../../live/live-event.store.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type EntryWords, type Tip, tipStore } from './tip.store.ts';
import { tipAccessStore } from './tip-access.store.ts';
import {
  type EntryDetails,
  type HistoryEntry,
  type HistoryRow,
  insertHistoryEntry,
  listHistory,
} from './tip-history.ts';
import { type TipAudience, type TipNews, tipLiveEvents } from './tip-live.rules.ts';
import { statusAfter, type TipMover, type TipParty, type tipMoves } from './tip-moves.rules.ts';
import { timesOf } from './tip-times.rules.ts';
import { tipTimesStore } from './tip-times.store.ts';
import { entryWordsDigest, newSalt } from './tip-words.rules.ts';

export type TipMovesWriterDependencies = {
  keys: SecretKeys;
  now: () => Date;
  clocks: TipClocks;
  /** Gives all photos to that entry of the tip, in order, or throws photo_expired. */
  attachPhotos(
    transaction: Transaction<Schema>,
    photoIds: string[],
    tipId: string,
    entrySequence: number,
  ): Promise<void>;
  /** A unit did something that the sender sees: they hear of it by the ways they have. */
  tellSender(transaction: Transaction<Schema>, tip: Tip, entry: HistoryEntry): Promise<void>;
  /** The systems of the units that see it hear of every change. */
  tellSystems(
    transaction: Transaction<Schema>,
    news: Pick<TipNews, 'tip' | 'event'>,
    before: TipAudience,
    after: TipAudience,
  ): Promise<void>;
};

/** What acts when nobody takes a tip up (promise 5), told of everything that happens to it. */
export type TipClocks = {
  /** The clock of a tip that is new, to be stored with it. */
  firstSteps(tip: Tip, at: string): NewRows;
  /** Says until when the tip is to be acknowledged from then on. */
  onMoved(
    transaction: Transaction<Schema>,
    tip: Tip,
    move: { event: DeskTipEvent; isByClock: boolean; at: string },
  ): Promise<string>;
};

export type MoveWish = {
  event: keyof typeof tipMoves;
  by: TipMover;
  /** Which unit does it; null for the sender. */
  unitId: string | null;
  text?: string;
  photoIds?: readonly string[];
  details?: Omit<EntryDetails, 'status' | 'words' | 'photos' | 'certainty'>;
  /** What else it changes of the tip. */
  changes?: Partial<Pick<Tip, 'unitId' | 'category' | 'isRestricted' | 'attention'>>;
  /** Refuses, knowing what has happened so far. */
  check?(history: readonly HistoryRow[]): void;
  /** What follows from it, with the tip as it stands then; before the desks are told who has it now. */
  after?(tip: Tip, at: string): Promise<void>;
};

export type Moved = { tip: Tip; entry: HistoryEntry; history: readonly HistoryRow[] };

/**
 * Writes what happens to a tip: each change is one entry of its history. The tip's row is held first: whoever comes at the same time
 * waits and then sees what was done, so that the table of moves is asked about the tip as it is, and the chain cannot fork.
 */
export function createTipMovesWriter(dependencies: TipMovesWriterDependencies) {
  const { keys, now } = dependencies;

  return {
    /** Throws `tip_not_found`, `move_not_allowed` with the tip as it stands, `photo_expired`, and what `check` throws. */
    async move(transaction: Transaction<Schema>, tipId: string, wish: MoveWish): Promise<Moved> {
      const tips = tipStore(transaction, keys);
      const tip = await tips.lock(tipId);
      if (!tip) throw new AppError('tip_not_found');
      const history = await listHistory(transaction, tipId);
      const status = statusAfter(wish.event, wish.by, tip);
      if (status === null) {
        const options = wish.by === 'citizen' ? {} : { present: presentTip(tip) };
        throw new AppError('move_not_allowed', options);
      }
      wish.check?.(history);
      const before = await audienceOf(transaction, tip);

      const words: EntryWords | null = wish.text ? { text: wish.text, salt: newSalt() } : null;
      const photos = [...(wish.photoIds ?? [])];
      const entry: HistoryEntry = {
        tipId,
        sequence: tip.historySequence + 1,
        at: now().toISOString(),
        event: wish.event,
        actor: partyOf(wish.by),
        unitId: wish.unitId,
        details: {
          status,
          ...wish.details,
          ...(words ? { words: entryWordsDigest(words) } : {}),
          ...(photos.length > 0 ? { photos } : {}),
        },
      };
      const row = await insertHistoryEntry(transaction, keys.newest, entry, tip.historyHead);
      if (words) await tips.insertEntryWords(tipId, entry.sequence, words);
      if (photos.length > 0) await dependencies.attachPhotos(transaction, photos, tipId, entry.sequence);
      const moved: Tip = {
        ...tip,
        ...wish.changes,
        status,
        historyHead: row.mac,
        historySequence: entry.sequence,
        updatedAt: entry.at,
      };
      // Whatever brings a tip to another unit gives that unit the whole time.
      const event = moved.unitId === tip.unitId ? entry.event : 'transferred';
      const clocked = { event, isByClock: wish.by === 'clock', at: entry.at };
      const after = {
        ...moved,
        acknowledgeBy: await dependencies.clocks.onMoved(transaction, moved, clocked),
      };
      if (!(await tips.advance(tip, after))) throw new Error('The history went on while its tip was held.');
      await tipAccessStore(transaction).reorder(after);
      await tipTimesStore(transaction).put(timesOf(after, [...history, row]));
      await wish.after?.(after, entry.at);
      const news = {
        tip: after,
        event: entry.event,
        toStaffId: wish.details?.toStaffId ?? null,
        isOverdue: wish.by === 'clock' && after.acknowledgeBy <= entry.at,
      };
      const audience = await audienceOf(transaction, after);
      await recordLive(transaction, tipLiveEvents(news, before, audience), new Date(entry.at));
      await dependencies.tellSystems(transaction, news, before, audience);
      if (entry.actor !== 'citizen') await dependencies.tellSender(transaction, after, entry);
      return { tip: after, entry, history };
    },
  };
}

async function audienceOf(transaction: Transaction<Schema>, tip: Tip): Promise<TipAudience> {
  const access = tipAccessStore(transaction);
  const people = tip.isRestricted ? await access.listPeople(tip.id) : [];
  return { isRestricted: tip.isRestricted, units: await access.listUnits(tip.id), people };
}

function partyOf(mover: TipMover): TipParty {
  return mover === 'citizen' || mover === 'clock' ? mover : 'unit';
}

export const presentTip = (tip: Tip) => ({
  status: tip.status,
  sequence: tip.historySequence,
  updatedAt: tip.updatedAt,
});
