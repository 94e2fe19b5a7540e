import { destinationKinds, type Unit } from '../content/pack.schema.ts';
import { addressOf, type ForwardingUnit } from '../features/tips/forwarding/destinations.rules.ts';
import { outboxDeliveries } from '../outbox/outbox-deliveries.store.ts';
import type { Ground } from './ground.ts';

/** How a message gets to a unit's officers: over which OA, to whom, by which chain of destinations. */
export function createOfficersReach({ pack, zaloSide, now }: Ground) {
  const units = new Map(pack.units.map((unit) => [unit.id, toForwardingUnit(unit)]));
  return {
    sender: zaloSide.oaClient,
    officers: zaloSide.officers,
    findUnit: (id: string) => units.get(id) ?? unitOfAnotherPack(id),
    now,
  };
}

/** Sends again what was parked for an OA that is connected now, and what its children's chains had to give up at it. */
export function retryOnceConnected({ pack, database, zaloSide, now, wakeOutbox }: Ground): void {
  const deliveries = outboxDeliveries(database.kysely);
  const units = pack.units.map(toForwardingUnit);
  zaloSide.onConnected(async (connectedId) => {
    const waiting = units.filter(({ id, parentId }) => connectedId === id || connectedId === parentId);
    for (const unit of waiting) {
      const addresses = destinationKinds.flatMap((via) => [
        addressOf(unit, via),
        addressOf(unit, via, 'sos'),
      ]);
      for (const destination of new Set(addresses.map((address) => address.destination)))
        await deliveries.requeueParked(destination, now());
    }
    wakeOutbox();
  });
}

function toForwardingUnit({ id, name, parentId, destinations }: Unit): ForwardingUnit {
  return { id, name, parentId, destinations: destinations ?? destinationKinds };
}

/** A tip outlives its unit's place in the pack: what is left of the chain is tried, and then it is parked. */
function unitOfAnotherPack(id: string): ForwardingUnit {
  return { id, name: id, parentId: null, destinations: destinationKinds };
}
