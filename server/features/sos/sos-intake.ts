import type { Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { limits } from '#contract/limits.ts';
import type { Hotline, Location } from '#contract/portal.ts';
import type { NewSos, SosFix, SosReceipt } from '#contract/sos.ts';
import type { Connection, Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { idempotencyStore, type KeptAnswer } from '../../idempotency/idempotency.store.ts';
import { outboxStore } from '../../outbox/outbox.store.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { pinKeys } from '../../secrets/live-keys.ts';
import { makeReceipt, receiptDigest } from '../../secrets/receipt.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { chooseSosUnits, measuredAt, sosCode, stepsOf } from './sos.rules.ts';
import { type Sos, type SosSource, sosStore } from './sos.store.ts';
import { alertMessage } from './sos-forwarding.ts';
import { appendHistory, wordsOf } from './sos-history.ts';
import { sosPositionStore, sosStepStore } from './sos-trace.store.ts';
import { sosUnitStore } from './sos-unit.store.ts';
import type { SosWriter } from './sos-writer.ts';

export type SosIntakeDependencies = {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  packId: string;
  rootId: string;
  tree: Pick<UnitTree, 'nameOf'>;
  writer: SosWriter;
  locate(point: { lat: number; lng: number; accuracyM: number }): Location;
  /** Today's ids of a unit, the largest heir first; empty for an id that nobody ever had. */
  heirsOf(unitId: string): readonly string[];
  /** What to call for a unit now, the best first. */
  numbersToCall(connection: Connection, unitId: string): Promise<Hotline[]>;
  wakeOutbox(): void;
};

/** Beside what the sender says. */
export type SosOrigin = { source: SosSource; isFlagged: boolean };

/** What the first answer said and a later move may change. */
type SubmittedSos = Omit<SosReceipt, 'receipt' | 'code' | 'status'>;

const operation = 'sos.submit';

/** How an alert comes in. Nothing here asks who sends it, for consent, or to wait. */
export function createSosIntake(dependencies: SosIntakeDependencies) {
  const { database, keys, now, writer, tree } = dependencies;
  const named = (id: string) => ({ id, name: tree.nameOf(id) });

  return {
    /**
     * Stores the alert with its clock and its forwarding in one commit that waits for no other, and answers with the receipt. The same
     * key gives the same answer (promises 1, 2 and 10).
     */
    async submit(newSos: NewSos, idempotencyKey: string, origin: SosOrigin): Promise<SosReceipt> {
      const kept = await idempotencyStore(database.kysely, keys).find(operation, idempotencyKey, newSos);
      if (kept) return replay(kept, idempotencyKey);
      const answer = await database.transact(
        (transaction) => submitIn(transaction, newSos, idempotencyKey, origin),
        { urgent: true },
      );
      dependencies.wakeOutbox();
      return answer;
    },

    /** The same in somebody's transaction, who wakes the outbox afterwards. */
    submitIn,
  };

  async function submitIn(
    transaction: Transaction<Schema>,
    newSos: NewSos,
    idempotencyKey: string,
    origin: SosOrigin,
  ): Promise<SosReceipt> {
    const kept = await idempotencyStore(transaction, keys).find(operation, idempotencyKey, newSos);
    if (kept) return replay(kept, idempotencyKey);
    const unitIds = chooseUnits(newSos);
    const hotlines = await dependencies.numbersToCall(transaction, unitIds[0] ?? dependencies.rootId);
    return await store(transaction, newSos, { unitIds, hotlines, origin }, idempotencyKey);
  }

  function chooseUnits({ place, unitId }: Pick<NewSos, 'place' | 'unitId'>): string[] {
    const hasPoint = place?.lat !== undefined && place.lng !== undefined;
    const point = hasPoint
      ? { lat: place.lat ?? 0, lng: place.lng ?? 0, accuracyM: place.accuracyM ?? 0 }
      : null;
    return chooseSosUnits({
      located: point && dependencies.locate(point),
      accuracyM: point?.accuracyM ?? 0,
      named: unitId ? dependencies.heirsOf(unitId) : [],
      rootId: dependencies.rootId,
    });
  }

  async function store(
    transaction: Transaction<Schema>,
    newSos: NewSos,
    chosen: { unitIds: readonly string[]; hotlines: Hotline[]; origin: SosOrigin },
    idempotencyKey: string,
  ): Promise<SosReceipt> {
    const at = now();
    // What one alert is opened and found by is made with one key, whatever is taken up meanwhile.
    const keys = pinKeys(dependencies.keys);
    const receipt = makeReceipt(keys.newest, idempotencyKey);
    const opening = { digest: receiptDigest(keys.newest, receipt), keyVersion: keys.newest.version };
    const alert = newAlert(newSos, chosen, opening, at);
    const others = chosen.unitIds.filter((id) => id !== alert.unitId);
    const given: SubmittedSos = {
      id: alert.id,
      unit: named(alert.unitId),
      otherUnits: others.map(named),
      hotlines: chosen.hotlines,
      createdAt: alert.createdAt,
      acknowledgeBy: alert.acknowledgeBy,
    };
    const answers = idempotencyStore(transaction, keys);
    if (!(await answers.keep(operation, idempotencyKey, newSos, given, at))) {
      const kept = await answers.find(operation, idempotencyKey, newSos);
      if (!kept) throw new Error('An idempotent answer vanished.');
      return replay(kept, idempotencyKey);
    }
    await insertWithHistory(transaction, alert, newSos, chosen.unitIds);
    if (alert.place)
      await sosPositionStore(transaction).add(alert.id, [alert.place], alert.place, alert.createdAt);
    const units = sosUnitStore(transaction);
    for (const unitId of chosen.unitIds)
      await units.add({ sosId: alert.id, unitId, reach: 'own', since: alert.createdAt });
    await sosStepStore(transaction).start(alert.id, stepsOf(alert.createdAt));
    const messages = chosen.unitIds.map((unitId) => alertMessage(alert.id, { unitId }));
    await outboxStore(transaction).enqueue(messages, at);
    await writer.announce(transaction, alert);
    return { ...given, code: sosCode(alert.id), receipt, status: 'stored' };
  }

  function newAlert(
    newSos: NewSos,
    { unitIds, origin }: { unitIds: readonly string[]; origin: SosOrigin },
    opening: { digest: string; keyVersion: string },
    at: Date,
  ): Sos {
    const createdAt = at.toISOString();
    return {
      id: uuidv7(),
      unitId: unitIds[0] ?? dependencies.rootId,
      packId: dependencies.packId,
      status: 'stored',
      situation: newSos.situation ?? null,
      ...origin,
      place: toFix(newSos.place, at),
      createdAt,
      acknowledgeBy: new Date(at.getTime() + limits.sosAcknowledgeSecondsMax * 1_000).toISOString(),
      ...{ forwardedAt: null, acknowledgedAt: null, acknowledgedUnitId: null, acknowledgedStaffId: null },
      ...{ dispatchedAt: null, closedAt: null, closeReason: null, cancelledAt: null, erasedAt: null },
      receiptDigest: opening.digest,
      keyVersion: opening.keyVersion,
      historyHead: '',
      historySequence: 1,
      version: 1,
      updatedAt: createdAt,
    };
  }

  async function insertWithHistory(
    transaction: Transaction<Schema>,
    alert: Sos,
    newSos: NewSos,
    unitIds: readonly string[],
  ): Promise<void> {
    const alerts = sosStore(transaction);
    // The history refers to it, and its head stands on it.
    await alerts.insert(alert);
    const words = wordsOf({
      text: newSos.text,
      phone: newSos.phone,
      address: newSos.place?.address,
    });
    alert.historyHead = await appendHistory(
      transaction,
      keys,
      {
        ...{ sosId: alert.id, sequence: 1, at: alert.createdAt, event: 'created' },
        ...{ actor: 'citizen', unitId: alert.unitId },
        details: { units: [...unitIds], ...(alert.situation ? { situation: alert.situation } : {}) },
      },
      { words: Object.keys(words).length > 0 ? words : null },
    );
    await alerts.update(alert);
  }

  function replay({ answer, keyVersion }: KeptAnswer, idempotencyKey: string): SosReceipt {
    const given = answer as SubmittedSos;
    return {
      ...given,
      code: sosCode(given.id),
      receipt: makeReceipt(keyVersion, idempotencyKey),
      status: 'stored',
    };
  }
}

function toFix(place: NewSos['place'], at: Date): SosFix | null {
  if (place?.lat === undefined || place.lng === undefined) return null;
  const { lat, lng, accuracyM } = place;
  return { lat, lng, accuracyM: accuracyM ?? null, at: measuredAt(place.at, at) };
}
