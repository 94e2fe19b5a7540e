import type { Logger } from 'pino';
import { destinationKinds, type Unit } from './content/pack.schema.ts';
import type { ContentPack } from './content/pack.ts';
import type { Database } from './db/database.ts';
import { clockStore } from './features/clocks/clock.store.ts';
import { clockNoticeHandler, clockTopic } from './features/clocks/clock-delivery.ts';
import { addressOf, type ForwardingUnit } from './features/tips/forwarding/destinations.rules.ts';
import { createFloodGate } from './features/tips/forwarding/flood-gate.ts';
import { deliver, tipForwardingHandlers } from './features/tips/forwarding/tip-delivery.ts';
import type { Tip, TipWords } from './features/tips/tip.store.ts';
import { Route } from './features/tips/tip-forwarding.ts';
import { headLines, type TipMessageFacts } from './features/tips/tip-message.rules.ts';
import { createDispatcher, type Dispatcher } from './outbox/dispatcher.ts';
import { outboxStore } from './outbox/outbox.store.ts';
import type { ZaloSide } from './zalo/zalo-side.ts';

/** Puts the outbox together with those who know what is sent, and with Zalo's side, which sends it. */
export function createForwarding(parts: {
  pack: ContentPack;
  database: Database;
  zaloSide: ZaloSide;
  /** Whether alike tips go in digests. */
  hasFloodDigests: boolean;
  findTip(id: string): Promise<Tip | undefined>;
  findWords(tipId: string): Promise<TipWords | undefined>;
  readPhoto(photoId: string): Promise<Uint8Array>;
  describe(tip: Tip): Pick<TipMessageFacts, 'categoryName' | 'unitName' | 'groupTextCharsMax'>;
  unitName(id: string): string;
  publicUrl: string;
  logger: Logger;
  now: () => Date;
}): Dispatcher {
  const { pack, database, zaloSide, logger, now } = parts;
  const outbox = outboxStore(database.kysely);
  const units = new Map(pack.units.map((unit) => [unit.id, toForwardingUnit(unit)]));
  const reach = {
    sender: zaloSide.oaClient,
    officers: zaloSide.officers,
    findUnit: (id: string) => units.get(id) ?? unitOfAnotherPack(id),
    now,
  };
  const dispatcher = createDispatcher({
    database,
    logger,
    now,
    handlers: {
      ...tipForwardingHandlers({
        ...parts,
        ...reach,
        outbox,
        floodGate: parts.hasFloodDigests ? createFloodGate({ ...parts, outbox }) : null,
      }),
      [clockTopic]: clockNoticeHandler({
        ...parts,
        clocks: clockStore(database.kysely),
        deliver: (message, { title, lines }) =>
          deliver(reach, message, Route.loose().parse(message.payload), {
            needle: title,
            text: (circumstances) =>
              [...headLines(title, circumstances), ...lines].join('\n').normalize('NFC'),
          }),
      }),
    },
  });
  zaloSide.onConnected(async (connectedId) => {
    // What waited for this OA, and what its children's chains had to give up at it.
    const waiting = [...units.values()].filter(
      ({ id, parentId }) => connectedId === id || connectedId === parentId,
    );
    for (const unit of waiting) {
      for (const via of destinationKinds) await outbox.requeueParked(addressOf(unit, via).destination, now());
    }
    dispatcher.wake();
  });
  return dispatcher;
}

function toForwardingUnit({ id, name, parentId, destinations }: Unit): ForwardingUnit {
  return { id, name, parentId, destinations: destinations ?? destinationKinds };
}

/** A tip outlives its unit's place in the pack: what is left of the chain is tried, and then it is parked. */
function unitOfAnotherPack(id: string): ForwardingUnit {
  return { id, name: id, parentId: null, destinations: destinationKinds };
}
