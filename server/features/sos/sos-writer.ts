import type { Transaction } from 'kysely';
import type { SosEvent } from '#contract/vocabulary.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { recordLive } from '../../live/live-event.store.ts';
import { outboxStore } from '../../outbox/outbox.store.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { isNewPlace, isOpen, newsFrom, type SosParty, statusAfter } from './sos.rules.ts';
import { type Sos, sosStore } from './sos.store.ts';
import { newsMessage, type SosNewsKind } from './sos-forwarding.ts';
import {
  appendHistory,
  listSosHistory,
  type SosDetails,
  type SosHistoryRow,
  type SosWords,
} from './sos-history.ts';
import { type SosHappening, sosLiveEvents } from './sos-live.rules.ts';
import { sosStepStore } from './sos-trace.store.ts';
import { type SosUnit, sosUnitStore } from './sos-unit.store.ts';

export type SosWriterDependencies = {
  keys: SecretKeys;
  now: () => Date;
  tree: Pick<UnitTree, 'upwards'>;
};

/** What somebody does to an alert. */
export type SosChange = {
  event: Exclude<SosEvent, 'created'>;
  by: SosParty;
  unitId: string | null;
  details?: SosDetails;
  words?: SosWords;
  changes?: Partial<Sos>;
};

/** The one way in which an alert changes. All of it in the caller's transaction, which holds the alert's row. */
export function createSosWriter({ keys, now, tree }: SosWriterDependencies) {
  return {
    /** The alert, held until the transaction ends. Throws `sos_not_found`. */
    async hold(transaction: Transaction<Schema>, sosId: string): Promise<Sos> {
      const alert = await sosStore(transaction).lock(sosId);
      if (!alert) throw new AppError('sos_not_found');
      return alert;
    },

    /** Throws `move_not_allowed` where the table of moves does not have it, and `messages_full`. */
    async change(transaction: Transaction<Schema>, alert: Sos, change: SosChange): Promise<Sos> {
      const status = statusAfter(change.event, change.by, alert.status);
      if (status === null) throw new AppError('move_not_allowed');
      const at = now().toISOString();
      const sequence = alert.historySequence + 1;
      const historyHead = await appendHistory(
        transaction,
        keys,
        {
          ...{ sosId: alert.id, sequence, at, event: change.event },
          ...{ actor: change.by, unitId: change.unitId },
          details: { ...change.details, ...(status === alert.status ? {} : { status }) },
        },
        { previousMac: alert.historyHead, words: change.words ?? null },
      );
      const after: Sos = {
        ...alert,
        ...change.changes,
        ...{ status, historyHead, historySequence: sequence },
      };
      if (status !== 'stored' && status !== 'forwarded') await sosStepStore(transaction).stop(alert.id, at);
      return await store(transaction, alert, after, change.event);
    },

    /** Something that is no event of the history: a position. */
    touch: (transaction: Transaction<Schema>, alert: Sos, changes: Partial<Sos>): Promise<Sos> =>
      store(transaction, alert, { ...alert, ...changes }, 'position'),

    /** Tells the screens of an alert that has just come. */
    announce: (transaction: Transaction<Schema>, alert: Sos): Promise<void> =>
      tellScreens(transaction, alert, 'created', []),

    /** The screens of a unit that has just got an alert that others had before. */
    announceTo: (transaction: Transaction<Schema>, alert: Sos, hadBefore: readonly string[]): Promise<void> =>
      tellScreens(transaction, alert, 'updated', hadBefore),

    tellUnits,
    tellUnit,
  };

  async function store(
    transaction: Transaction<Schema>,
    before: Sos,
    after: Sos,
    happening: SosHappening,
  ): Promise<Sos> {
    const stored = { ...after, version: before.version + 1, updatedAt: now().toISOString() };
    await sosStore(transaction).update(stored);
    const units = await sosUnitStore(transaction).list([stored.id]);
    await tellScreens(transaction, stored, happening, ownUnits(units));
    return stored;
  }

  async function tellScreens(
    transaction: Transaction<Schema>,
    alert: Sos,
    happening: SosHappening,
    hadBefore: readonly string[],
  ): Promise<void> {
    const units = ownUnits(await sosUnitStore(transaction).list([alert.id]));
    const withThoseAbove = (ids: readonly string[]) => [...new Set(ids.flatMap(tree.upwards))];
    const unitIds = { before: withThoseAbove(hadBefore), now: withThoseAbove(units) };
    await recordLive(transaction, sosLiveEvents(alert, happening, unitIds), now());
  }

  /** Puts into the outbox what the groups that have the alert do not know yet. */
  async function tellUnits(transaction: Transaction<Schema>, alert: Sos): Promise<void> {
    const history = await listSosHistory(transaction, alert.id);
    for (const unit of await sosUnitStore(transaction).list([alert.id]))
      await tellUnit(transaction, alert, unit, history);
  }

  /**
   * What one group does not know yet. A unit that waits for its first message needs no other: that one says all there is when it is
   * sent. One message that tells of changes takes up all that come before it leaves; `sending` is the one that is leaving now.
   */
  async function tellUnit(
    transaction: Transaction<Schema>,
    alert: Sos,
    unit: SosUnit,
    history: readonly SosHistoryRow[],
    sending: string | null = null,
  ): Promise<void> {
    if (unit.forwardedAt === null) return;
    const about = whatIsNew(alert, unit, history);
    if (about === null) return;
    const to = { unitId: unit.unitId };
    const outbox = outboxStore(transaction);
    if (about !== 'changed') {
      await outbox.enqueue([newsMessage(alert.id, to, about)], now());
      await sosUnitStore(transaction).markTold(alert.id, unit.unitId, {
        place: unit.toldPlace,
        sequence: alert.historySequence,
      });
      return;
    }
    const last =
      unit.news.id === null || unit.news.id === sending ? undefined : await outbox.find(unit.news.id);
    if (last && last.finished_at === null) return;
    const notBefore = newsFrom(unit.news, now());
    if (notBefore === null) return;
    const message = newsMessage(alert.id, to, about, notBefore);
    await outbox.enqueue([message], now());
    await sosUnitStore(transaction).markNews(alert.id, unit.unitId, {
      id: message.id,
      at: notBefore.toISOString(),
    });
  }
}

export type SosWriter = ReturnType<typeof createSosWriter>;

/** The units whose alert it is; the others were told because nobody had taken it up. */
export const ownUnits = (units: readonly SosUnit[]): string[] =>
  units.filter(({ reach }) => reach === 'own').map(({ unitId }) => unitId);

function whatIsNew(alert: Sos, unit: SosUnit, history: readonly SosHistoryRow[]): SosNewsKind | null {
  const since = history.filter(({ sequence }) => sequence > unit.toldSequence);
  if (alert.status === 'cancelled' && since.some(({ event }) => event === 'cancelled')) return 'cancelled';
  if (since.some(({ event }) => event === 'closed')) return 'closed';
  // Who took it up by an answer in the group has said so there.
  const taking = history.find(({ event }) => event === 'acknowledged' || event === 'dispatched');
  const isSaidThere = taking?.actor === 'group' && taking.unit_id === unit.unitId;
  if (taking && taking.sequence > unit.toldSequence && !isSaidThere) return 'taken';
  if (!isOpen(alert.status)) return null;
  const isUpdated = since.some(({ event }) => event === 'updated');
  return isUpdated || isNewPlace(unit.toldPlace, alert.place) ? 'changed' : null;
}
