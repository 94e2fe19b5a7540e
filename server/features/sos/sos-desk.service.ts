import type { Transaction } from 'kysely';
import * as z from 'zod';
import { limits } from '#contract/limits.ts';
import type {
  DeskSos,
  DeskSosItem,
  DeskSosList,
  DeskSosQuery,
  SosClose,
  SosDispatch,
} from '#contract/sos.ts';
import type { Connection, Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { isUnacknowledged } from './sos.rules.ts';
import { type Sos, sosStore } from './sos.store.ts';
import { listSosHistory, readDetails } from './sos-history.ts';
import { readSosFacts } from './sos-reading.ts';
import { sosPositionStore } from './sos-trace.store.ts';
import { sosUnitStore } from './sos-unit.store.ts';
import { deskSos, deskSosItem } from './sos-view.rules.ts';
import { ownUnits, type SosChange, type SosWriter } from './sos-writer.ts';

export type SosDeskDependencies = {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  tree: UnitTree;
  writer: SosWriter;
  /** Also of those who work here no longer; null when there never was such a person. */
  staffName(staffId: string): Promise<string | null>;
  wakeOutbox(): void;
};

export type SosDesk = ReturnType<typeof createSosDesk>;

/** When what happened to an alert, for the reports: never where, who or a word. */
export type SosTimes = Pick<
  Sos,
  | 'id'
  | 'unitId'
  | 'situation'
  | 'status'
  | 'createdAt'
  | 'forwardedAt'
  | 'acknowledgedAt'
  | 'dispatchedAt'
  | 'closedAt'
  | 'closeReason'
  | 'cancelledAt'
>;

/** More open alerts at once than a desk can look at; the newest are shown. */
const openMax = 200;
const timesMax = 50_000;
/** Whoever names an older one by its code means another. */
const spokenOfMs = 7 * 24 * 60 * 60_000;

/**
 * What staff see of alerts and do to them. An officer sees what their unit and those below it have; near a border that is both sides.
 * Every duty officer reads all of it, also what tells of violence at home: lives come before promise 11, which is about tips.
 */
export function createSosDesk(dependencies: SosDeskDependencies) {
  const { database, keys, now, tree, writer } = dependencies;

  return {
    /** Throws `sos_not_found` alike for an alert that is not there and for one that this person may not see. */
    async open(sosId: string, actor: StaffActor): Promise<Sos> {
      const alert = z.uuid().safeParse(sosId).success
        ? await sosStore(database.kysely).find(sosId)
        : undefined;
      if (!alert || !(await maySee(database.kysely, alert.id, actor))) throw new AppError('sos_not_found');
      return alert;
    },

    /** All that are open first, then the others; the newest first. */
    async list(actor: StaffActor, query: DeskSosQuery): Promise<DeskSosList> {
      const within = tree.downwards(actor.unitId);
      const wished = query.unit === undefined ? within : tree.downwards(query.unit);
      const unitIds = within.filter((id) => wished.includes(id));
      const alerts = sosStore(database.kysely);
      const openOnes =
        query.cursor === undefined ? await alerts.list({ unitIds, isOpen: true, count: openMax }) : [];
      const count = limits.deskPageMax + 1;
      const others = await alerts.list({ unitIds, isOpen: false, before: query.cursor, count });
      const page = others.slice(0, limits.deskPageMax);
      const items = await describe([...openOnes, ...page], actor);
      return { items, nextCursor: others.length > page.length ? (page.at(-1)?.id ?? null) : null };
    },

    view: (alert: Pick<Sos, 'id'>, actor: StaffActor): Promise<DeskSos> => view(alert.id, actor),

    /** One tap; again, also by somebody else, changes nothing. Throws `move_not_allowed` once it is over. */
    acknowledge: (alert: Pick<Sos, 'id'>, actor: StaffActor): Promise<DeskSos> =>
      act(alert.id, actor, (present) => (present.acknowledgedAt === null ? acknowledging(actor) : null)),

    /** Somebody is on the way; who had not taken it up has now. */
    dispatch: (alert: Pick<Sos, 'id'>, actor: StaffActor, { note }: SosDispatch): Promise<DeskSos> =>
      act(alert.id, actor, (present) =>
        present.status === 'dispatched' && note === undefined
          ? null
          : {
              ...byOfficer(actor, 'dispatched', note),
              changes: { ...takenBy(present, actor), dispatchedAt: present.dispatchedAt ?? instant() },
            },
      ),

    /** Throws `move_not_allowed` when it is closed already. */
    close: (alert: Pick<Sos, 'id'>, actor: StaffActor, { reason, note }: SosClose): Promise<DeskSos> =>
      act(alert.id, actor, (present) => ({
        ...byOfficer(actor, 'closed', note),
        details: { staffId: actor.id, reason },
        changes: { ...takenBy(present, actor), closedAt: instant(), closeReason: reason },
      })),

    /**
     * Somebody in a unit's group said that they have it: it is taken up by that unit, by whom where the person is known. Does nothing
     * where it was taken up already, is over, or the unit was never told of it.
     */
    async acknowledgeInGroup(
      transaction: Transaction<Schema>,
      sosId: string,
      { unitId, actor }: { unitId: string; actor: StaffActor | null },
    ): Promise<void> {
      const alert = await sosStore(transaction).lock(sosId);
      if (!alert || !isUnacknowledged(alert.status)) return;
      if (!(await sosUnitStore(transaction).find(sosId, unitId))) return;
      const after = await writer.change(transaction, alert, {
        ...{ event: 'acknowledged', by: 'group', unitId },
        details: actor === null ? {} : { staffId: actor.id },
        changes: {
          acknowledgedAt: instant(),
          acknowledgedUnitId: unitId,
          acknowledgedStaffId: actor?.id ?? null,
        },
      });
      await writer.tellUnits(transaction, after);
    },

    /** By what people say of it: SOS-A1B2C3. Of the last days alone. */
    async findByCode(connection: Connection, code: string): Promise<Sos | undefined> {
      const [, end] = /^SOS-([0-9A-F]{6})$/.exec(code) ?? [];
      if (end === undefined) return undefined;
      const since = new Date(now().getTime() - spokenOfMs).toISOString();
      return await sosStore(connection).findByEnd(end.toLowerCase(), since);
    },

    /** Of the alerts that came in this time to the units, the oldest first; `until` is not in it. */
    async listTimes(period: { from: Date; until: Date; unitIds: readonly string[] }): Promise<SosTimes[]> {
      return await sosStore(database.kysely).listCreated({
        from: period.from.toISOString(),
        until: period.until.toISOString(),
        unitIds: period.unitIds,
        count: timesMax,
      });
    },
  };

  function instant(): string {
    return now().toISOString();
  }

  function acknowledging(actor: StaffActor): SosChange {
    return {
      ...byOfficer(actor, 'acknowledged', undefined),
      changes: {
        acknowledgedAt: instant(),
        acknowledgedUnitId: actor.unitId,
        acknowledgedStaffId: actor.id,
      },
    };
  }

  /** Whoever deals with an alert that nobody has taken up has taken it up. */
  function takenBy(present: Sos, actor: StaffActor): Partial<Sos> {
    return present.acknowledgedAt === null ? (acknowledging(actor).changes ?? {}) : {};
  }

  async function act(
    sosId: string,
    actor: StaffActor,
    plan: (present: Sos) => SosChange | null,
  ): Promise<DeskSos> {
    await database.transact(
      async (transaction: Transaction<Schema>) => {
        const present = await writer.hold(transaction, sosId);
        if (!(await maySee(transaction, sosId, actor))) throw new AppError('sos_not_found');
        const change = plan(present);
        if (change === null) return;
        await writer.tellUnits(transaction, await writer.change(transaction, present, change));
      },
      { urgent: true },
    );
    dependencies.wakeOutbox();
    return await view(sosId, actor);
  }

  async function maySee(connection: Connection, sosId: string, actor: StaffActor): Promise<boolean> {
    if (!actor.scopes.includes('read')) return false;
    const units = ownUnits(await sosUnitStore(connection).list([sosId]));
    return units.some((unitId) => tree.isWithin(unitId, actor.unitId));
  }

  async function describe(alerts: readonly Sos[], actor: StaffActor): Promise<DeskSosItem[]> {
    const facts = await readSosFacts(database.kysely, keys, alerts, tree.nameOf);
    const staffName = await namesOf(alerts.map(({ acknowledgedStaffId }) => acknowledgedStaffId));
    const mayAct = actor.scopes.includes('act');
    return facts.map((each) => deskSosItem({ ...each, mayAct, staffName }));
  }

  async function view(sosId: string, actor: StaffActor): Promise<DeskSos> {
    const alert = await sosStore(database.kysely).find(sosId);
    if (!alert) throw new AppError('sos_not_found');
    const [[facts], positions, history] = await Promise.all([
      readSosFacts(database.kysely, keys, [alert], tree.nameOf),
      sosPositionStore(database.kysely).list(sosId),
      listSosHistory(database.kysely, sosId),
    ]);
    if (!facts) throw new AppError('sos_not_found');
    const staffIds = history.map((row) => readDetails(row).staffId ?? null);
    const staffName = await namesOf([alert.acknowledgedStaffId, ...staffIds]);
    const mayAct = actor.scopes.includes('act');
    return deskSos({ ...facts, mayAct, staffName, positions, history });
  }

  async function namesOf(staffIds: readonly (string | null)[]): Promise<(id: string) => string> {
    const distinct = [...new Set(staffIds.filter((id) => id !== null))];
    const names = await Promise.all(
      distinct.map(async (id) => [id, (await dependencies.staffName(id)) ?? id] as const),
    );
    const known = new Map(names);
    return (id) => known.get(id) ?? id;
  }
}

function byOfficer(
  actor: StaffActor,
  event: SosChange['event'],
  note: string | undefined,
): Pick<SosChange, 'event' | 'by' | 'unitId' | 'details' | 'words'> {
  return {
    event,
    by: 'unit',
    unitId: actor.unitId,
    details: { staffId: actor.id },
    ...(note ? { words: { note } } : {}),
  };
}
