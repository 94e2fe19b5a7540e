import { type DutyPhones, numbersToCall } from '#contract/duty-phones.ts';
import type { Hotline } from '#contract/portal.ts';
import type { NewRoster, Roster, UnitRoster } from '#contract/roster.ts';
import type { ContentPack } from '../../content/pack.ts';
import { placeholderPhone } from '../../content/pack-checks.rules.ts';
import type { Connection, Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { type DutyStretch, listDuty, listGaps, whoIsOnDuty } from './roster.rules.ts';
import { rosterStore, type StoredRoster } from './roster.store.ts';

export type RosterServiceDependencies = {
  database: Database;
  pack: Pick<ContentPack, 'units' | 'rosters'>;
  tree: UnitTree;
  now: () => Date;
  /** Also of those who work here no longer; null when there never was such a person. */
  staffName(staffId: string): Promise<string | null>;
};

export type RosterService = ReturnType<typeof createRosterService>;

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** How far ahead somebody who keeps a roster is warned of gaps. */
const warnedDays = 28;
/** What a phone keeps: longer than most are without a line. */
const publicDays = 8;
/** More gaps than a person mends in one sitting. */
const gapsShownMax = 50;
const nobody: Roster = { weekly: [], exceptions: [] };

/** Who is on duty when, unit by unit: what staff keep, and what everybody may know of it. */
export function createRosterService(dependencies: RosterServiceDependencies) {
  const { database, pack, tree, now } = dependencies;
  const rosters = rosterStore(database.kysely);

  return {
    /** Throws `unit_not_found`, also for a unit that this person has nothing to do with. */
    async get(unitId: string, actor: StaffActor): Promise<UnitRoster> {
      assertReaches(unitId, actor);
      return await describe(unitId);
    },

    /** Throws `unit_not_found`, and `roster_changed` when another version stands there. */
    async put(unitId: string, actor: StaffActor, wished: NewRoster): Promise<UnitRoster> {
      assertReaches(unitId, actor);
      const next = {
        unitId,
        roster: withHonestPlaceholders(wished.roster),
        staffId: actor.id,
        updatedAt: now().toISOString(),
      };
      const isDone = await database.transact((transaction) =>
        rosterStore(transaction).replace(next, wished.version),
      );
      if (!isDone) throw new AppError('roster_changed');
      return await describe(unitId);
    },

    /** For everybody: roles and phones of the coming days. The same within an hour, so that it can be kept. */
    dutyPhones: async (): Promise<DutyPhones> => publicPhones(await all(database.kysely)),

    /** What to call for a unit now, the best first. */
    async numbersToCall(connection: Connection, unitId: string): Promise<Hotline[]> {
      const asked = new Set(tree.upwards(unitId));
      const known = new Map([...(await all(connection))].filter(([id]) => asked.has(id)));
      const dutyPhones = publicPhones(known);
      return numbersToCall(unitId, { units: pack.units, dutyPhones }, now()).map(
        ({ label, phone, placeholder }) => ({ label, phone, placeholder }),
      );
    },
  };

  function assertReaches(unitId: string, actor: StaffActor): void {
    if (!tree.has(unitId) || !tree.isWithin(unitId, actor.unitId)) throw new AppError('unit_not_found');
  }

  async function describe(unitId: string): Promise<UnitRoster> {
    const stored = await rosters.find(unitId);
    const roster = stored?.roster ?? pack.rosters[unitId] ?? nobody;
    const at = now();
    const duty = whoIsOnDuty(roster, at);
    const gaps = listGaps(roster, at, new Date(at.getTime() + warnedDays * dayMs));
    return {
      unit: { id: unitId, name: tree.nameOf(unitId) },
      version: stored?.version ?? 0,
      roster,
      updatedAt: stored?.updatedAt ?? null,
      updatedBy: stored ? await writerOf(stored) : null,
      now:
        duty.kind === 'gap'
          ? null
          : {
              ...{ role: duty.role, phone: duty.phone, placeholder: duty.placeholder },
              until: duty.until.toISOString(),
            },
      gaps: gaps
        .slice(0, gapsShownMax)
        .map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() })),
    };
  }

  async function writerOf({ staffId }: StoredRoster): Promise<{ id: string; name: string }> {
    return { id: staffId, name: (await dependencies.staffName(staffId)) ?? staffId };
  }

  async function all(connection: Connection): Promise<Map<string, Roster>> {
    const known = new Map(Object.entries(pack.rosters));
    for (const { unitId, roster } of await rosterStore(connection).list()) known.set(unitId, roster);
    return known;
  }

  function publicPhones(known: ReadonlyMap<string, Roster>): DutyPhones {
    const from = new Date(Math.floor(now().getTime() / hourMs) * hourMs);
    const until = new Date(from.getTime() + publicDays * dayMs);
    const units = [...known]
      .filter(([unitId]) => tree.has(unitId))
      .map(([unitId, roster]) => ({ unitId, turns: listDuty(roster, from, until).map(toTurn) }))
      .filter(({ turns }) => turns.length > 0);
    return { until: until.toISOString(), units };
  }
}

const toTurn = ({ from, until, ...shift }: DutyStretch) => ({
  from: from.toISOString(),
  until: until.toISOString(),
  ...shift,
});

/** A number that stands for one nobody knows is one, whatever was ticked: it must never be dialled. */
function withHonestPlaceholders({ weekly, exceptions }: Roster): Roster {
  const honest = <Shift extends { phone: string }>(shift: Shift) => ({
    ...shift,
    placeholder: placeholderPhone.test(shift.phone),
  });
  return {
    weekly: weekly.map(honest),
    exceptions: exceptions.map((exception) => ({ ...exception, shifts: exception.shifts.map(honest) })),
  };
}
