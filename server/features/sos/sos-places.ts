import type { Transaction } from 'kysely';
import { limits } from '#contract/limits.ts';
import type { Location } from '#contract/portal.ts';
import type { SosFix } from '#contract/sos.ts';
import type { Schema } from '../../db/schema.ts';
import { outboxStore } from '../../outbox/outbox.store.ts';
import { betterFix } from './sos.rules.ts';
import type { Sos } from './sos.store.ts';
import { alertMessage } from './sos-forwarding.ts';
import { sosPositionStore } from './sos-trace.store.ts';
import { sosUnitStore } from './sos-unit.store.ts';
import { ownUnits, type SosWriter } from './sos-writer.ts';

/** Follows the sender of an alert, in the transaction that holds it. */
export function createSosPlaces(dependencies: {
  writer: SosWriter;
  locate(point: { lat: number; lng: number; accuracyM: number }): Location;
}) {
  const { writer } = dependencies;
  return { placeAt };

  /** The best of what is known; who moves into another ward is that ward's too, and its own while nobody has taken the alert up. */
  async function placeAt(
    transaction: Transaction<Schema>,
    alert: Sos,
    fixes: readonly SosFix[],
    at: Date,
  ): Promise<Sos> {
    const best = fixes.reduce((known, fix) => (known === null ? fix : betterFix(known, fix)), alert.place);
    await sosPositionStore(transaction).add(alert.id, fixes, best, at.toISOString());
    const isMoved = best !== null && best !== alert.place;
    const unitId = isMoved ? await addUnitsOf(transaction, alert, best, at) : alert.unitId;
    const after = await writer.touch(transaction, alert, { place: best, unitId });
    await writer.tellUnits(transaction, after);
    return after;
  }

  /** Gives the alert to the wards where its sender is now; says whose phone is to be called. */
  async function addUnitsOf(
    transaction: Transaction<Schema>,
    alert: Sos,
    place: SosFix,
    at: Date,
  ): Promise<string> {
    if (place.accuracyM !== null && place.accuracyM > limits.accuracyUsableMetresMax) return alert.unitId;
    const { certainty, candidates } = dependencies.locate({ ...place, accuracyM: place.accuracyM ?? 0 });
    const units = sosUnitStore(transaction);
    const before = ownUnits(await units.list([alert.id]));
    const room = limits.sosUnitsMax - before.length;
    const fresh = candidates
      .map(({ unit }) => unit.id)
      .filter((id) => !before.includes(id))
      .slice(0, Math.max(0, room));
    for (const unitId of fresh)
      await units.add({ sosId: alert.id, unitId, reach: 'own', since: at.toISOString() });
    const messages = fresh.map((unitId) => alertMessage(alert.id, { unitId }));
    await outboxStore(transaction).enqueue(messages, at);
    if (fresh.length > 0) await writer.announceTo(transaction, alert, before);
    const own = candidates[0]?.unit.id;
    const isCertain = certainty === 'inside' && alert.acknowledgedAt === null;
    return isCertain && own !== undefined && [...before, ...fresh].includes(own) ? own : alert.unitId;
  }
}
