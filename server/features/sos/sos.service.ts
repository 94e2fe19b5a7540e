import type { Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import * as z from 'zod';
import { limits } from '#contract/limits.ts';
import type { Hotline, Location } from '#contract/portal.ts';
import type {
  NewSos,
  NewSosPositions,
  SentSosPositions,
  SosFix,
  SosReceipt,
  SosUpdate,
  SosView,
} from '#contract/sos.ts';
import type { Connection, Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { idempotencyStore, type KeptAnswer } from '../../idempotency/idempotency.store.ts';
import { outboxStore } from '../../outbox/outbox.store.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { makeReceipt, receiptDigest } from '../../secrets/receipt.rules.ts';
import { digestsEqual, type SecretKeys } from '../../secrets/secret-keys.ts';
import { betterFix, chooseSosUnits, isOpen, measuredAt, sosCode, statusAfter, stepsOf } from './sos.rules.ts';
import { type Sos, type SosSource, sosStore } from './sos.store.ts';
import { alertMessage } from './sos-forwarding.ts';
import { appendHistory, listSosHistory, listSosWords, type SosWords, verifySosChain } from './sos-history.ts';
import { readSosFacts } from './sos-reading.ts';
import { sosPositionStore, sosStepStore } from './sos-trace.store.ts';
import { sosUnitStore } from './sos-unit.store.ts';
import { sosView } from './sos-view.rules.ts';
import { ownUnits, type SosWriter } from './sos-writer.ts';

export type SosServiceDependencies = {
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

export type SosService = ReturnType<typeof createSosService>;

/** Beside what the sender says. */
export type SosOrigin = { source: SosSource; isFlagged: boolean };

/** What the first answer said and a later move may change. */
type SubmittedSos = Omit<SosReceipt, 'receipt' | 'code' | 'status'>;

const operation = 'sos.submit';

/** What a sender does. Nothing here asks who they are, for consent, or to wait. */
export function createSosService(dependencies: SosServiceDependencies) {
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

    /** The alert that the receipt opens; a wrong one and an unknown id are one answer, after the same work: throws `sos_not_found`. */
    async open(sosId: string, receipt: string): Promise<Sos> {
      const alert = await find(sosId);
      const key = (alert && keys.get(alert.keyVersion)) ?? keys.newest;
      const given = receiptDigest(key, receipt);
      if (!digestsEqual(given, alert?.receiptDigest ?? receiptDigest(key, 'none')) || !alert)
        throw new AppError('sos_not_found');
      return alert;
    },

    /** The truth as it is now. */
    view: async ({ id }: Pick<Sos, 'id'>): Promise<SosView> => view(database.kysely, id),

    /**
     * Where the sender is. Kept are all, up to a limit; what the groups are told is the rule's (isNewPlace). Throws `sos_closed` once it
     * is over.
     */
    async addPositions(
      { id }: Pick<Sos, 'id'>,
      { fixes }: NewSosPositions,
      idempotencyKey: string,
    ): Promise<SentSosPositions> {
      const body = { fixes };
      const stored = await once('positions', id, idempotencyKey, body, async (transaction) => {
        const alert = await holdOpen(transaction, id);
        const at = now();
        const measured = fixes.map(({ lat, lng, accuracyM, ...fix }) => ({
          ...{ lat, lng, accuracyM: accuracyM ?? null, at: measuredAt(fix.at, at) },
        }));
        await placeAt(transaction, alert, measured, at);
      });
      const { status, place } = stored;
      if (!place) throw new AppError('sos_closed');
      return { status, place };
    },

    /** What the sender adds. Throws `sos_closed` once it is over, and `sos_full`. */
    async update({ id }: Pick<Sos, 'id'>, update: SosUpdate, idempotencyKey: string): Promise<SosView> {
      await once('update', id, idempotencyKey, update, async (transaction) => {
        const alert = await holdOpen(transaction, id);
        const history = await listSosHistory(transaction, id);
        if (history.filter(({ event }) => event === 'updated').length >= limits.sosUpdatesMax)
          throw new AppError('sos_full');
        const { situation, ...words } = update;
        const after = await writer.change(transaction, alert, {
          ...{ event: 'updated', by: 'citizen', unitId: null },
          details: situation ? { situation } : {},
          changes: situation ? { situation } : {},
          ...(Object.keys(words).length > 0 ? { words: wordsOf(words) } : {}),
        });
        await writer.tellUnits(transaction, after);
      });
      return view(database.kysely, id);
    },

    /** Takes it back; again changes nothing. Throws `sos_dispatched` when somebody is on the way, and `sos_closed`. */
    async cancel({ id }: Pick<Sos, 'id'>): Promise<SosView> {
      await database.transact(
        async (transaction) => {
          const alert = await writer.hold(transaction, id);
          if (alert.status === 'cancelled') return;
          if (alert.status === 'dispatched') throw new AppError('sos_dispatched');
          if (!(await cancelIn(transaction, alert))) throw new AppError('sos_closed');
        },
        { urgent: true },
      );
      dependencies.wakeOutbox();
      return view(database.kysely, id);
    },

    /** What is said in a chat, in the chat's transaction. Its alerts are opened by their id, which stays with the chat. */
    inChat: {
      /** The unit whose phone is to be called; null: it is over. */
      async addPosition(
        transaction: Transaction<Schema>,
        sosId: string,
        place: { lat: number; lng: number; at: Date },
      ): Promise<{ unitName: string } | null> {
        const alert = await sosStore(transaction).lock(sosId);
        if (!alert || !isOpen(alert.status)) return null;
        const at = now();
        const { lat, lng } = place;
        const fix = { lat, lng, accuracyM: null, at: measuredAt(place.at.toISOString(), at) };
        const after = await placeAt(transaction, alert, [fix], at);
        return { unitName: tree.nameOf(after.unitId) };
      },

      /** False: it is over, or somebody is on the way. */
      async cancel(transaction: Transaction<Schema>, sosId: string): Promise<boolean> {
        const alert = await sosStore(transaction).lock(sosId);
        return alert !== undefined && (await cancelIn(transaction, alert));
      },
    },

    /** Recomputes the chain of what happened to it. */
    async verifyHistory(sosId: string) {
      const alert = await sosStore(database.kysely).find(sosId);
      if (!alert) throw new AppError('sos_not_found');
      const rows = await listSosHistory(database.kysely, sosId);
      const words = await listSosWords(database.kysely, keys, [sosId]);
      return verifySosChain(keys, alert, rows, words.get(sosId));
    },
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

  /** False where the table of moves does not have it. */
  async function cancelIn(transaction: Transaction<Schema>, alert: Sos): Promise<boolean> {
    if (statusAfter('cancelled', 'citizen', alert.status) === null) return false;
    const after = await writer.change(transaction, alert, {
      ...{ event: 'cancelled', by: 'citizen', unitId: null },
      changes: { cancelledAt: now().toISOString() },
    });
    await writer.tellUnits(transaction, after);
    return true;
  }

  async function find(sosId: string): Promise<Sos | undefined> {
    return z.uuid().safeParse(sosId).success ? await sosStore(database.kysely).find(sosId) : undefined;
  }

  async function view(connection: Connection, sosId: string): Promise<SosView> {
    const alert = await sosStore(connection).find(sosId);
    if (!alert) throw new AppError('sos_not_found');
    const [facts] = await readSosFacts(connection, keys, [alert], tree.nameOf);
    if (!facts) throw new AppError('sos_not_found');
    return sosView({ ...facts, hotlines: await dependencies.numbersToCall(connection, alert.unitId) });
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
    const receipt = makeReceipt(keys.newest, idempotencyKey);
    const alert = newAlert(newSos, chosen, receiptDigest(keys.newest, receipt), at);
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
    digest: string,
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
      receiptDigest: digest,
      keyVersion: keys.newest.version,
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

  /** Throws `sos_closed`. */
  async function holdOpen(transaction: Transaction<Schema>, sosId: string): Promise<Sos> {
    const alert = await writer.hold(transaction, sosId);
    if (!isOpen(alert.status)) throw new AppError('sos_closed');
    return alert;
  }

  /** Does it once per key, and says how the alert stands. */
  async function once(
    what: 'positions' | 'update',
    sosId: string,
    idempotencyKey: string,
    body: unknown,
    work: (transaction: Transaction<Schema>) => Promise<void>,
  ): Promise<Sos> {
    const name = `sos.${what}:${sosId}`;
    const kept = await idempotencyStore(database.kysely, keys).find(name, idempotencyKey, body);
    if (!kept) {
      await database.transact(
        async (transaction) => {
          const answers = idempotencyStore(transaction, keys);
          // How it stands is the answer, to a retry as well: nothing of where somebody is lies in a kept one.
          if (await answers.keep(name, idempotencyKey, body, {}, now())) await work(transaction);
          else await answers.find(name, idempotencyKey, body);
        },
        { urgent: true },
      );
      dependencies.wakeOutbox();
    }
    const alert = await sosStore(database.kysely).find(sosId);
    if (!alert) throw new AppError('sos_not_found');
    return alert;
  }

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

function toFix(place: NewSos['place'], at: Date): SosFix | null {
  if (place?.lat === undefined || place.lng === undefined) return null;
  const { lat, lng, accuracyM } = place;
  return { lat, lng, accuracyM: accuracyM ?? null, at: measuredAt(place.at, at) };
}

/** Only what was said. */
function wordsOf(said: {
  text?: string | null | undefined;
  phone?: string | null | undefined;
  address?: string | null | undefined;
}): SosWords {
  return {
    ...(said.text ? { text: said.text } : {}),
    ...(said.phone ? { phone: said.phone } : {}),
    ...(said.address ? { address: said.address } : {}),
  };
}
