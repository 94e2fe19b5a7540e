import type { Transaction } from 'kysely';
import * as z from 'zod';
import { limits } from '#contract/limits.ts';
import type { NewSosPositions, SentSosPositions, SosUpdate, SosView } from '#contract/sos.ts';
import type { Connection } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { idempotencyStore } from '../../idempotency/idempotency.store.ts';
import { receiptDigest } from '../../secrets/receipt.rules.ts';
import { digestsEqual } from '../../secrets/secret-keys.ts';
import { isOpen, measuredAt, statusAfter } from './sos.rules.ts';
import { type Sos, sosStore } from './sos.store.ts';
import { listSosHistory, wordsOf } from './sos-history.ts';
import { createSosIntake, type SosIntakeDependencies } from './sos-intake.ts';
import { createSosPlaces } from './sos-places.ts';
import { readSosFacts } from './sos-reading.ts';
import { sosView } from './sos-view.rules.ts';

export type SosService = ReturnType<typeof createSosService>;

/** What a sender does. */
export function createSosService(dependencies: SosIntakeDependencies) {
  const { database, keys, now, writer, tree } = dependencies;
  const { placeAt } = createSosPlaces(dependencies);

  return {
    ...createSosIntake(dependencies),

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
  };

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
}
