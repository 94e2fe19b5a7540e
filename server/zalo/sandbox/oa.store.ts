import type { SandboxDatabase } from './sandbox.database.ts';
import { stableGroupId, stableId } from './zalo-ids.ts';

export type SandboxUnit = { readonly id: string; readonly name: string; readonly type: string };

/** 2 = business, 4 = state agency: they are served by different send endpoints. */
type OaType = 2 | 4;
type GroupRole = 'duty' | 'sos';
/** What an OA lets an app do; ticked in the console and approved at consent. */
export const permissionNames = ['message', 'group', 'info', 'article'] as const;
export type Permission = (typeof permissionNames)[number];

export type Oa = {
  readonly oaId: string;
  readonly unitId: string;
  readonly name: string;
  readonly oaType: OaType;
  /** Without a paid package an OA has no groups (-224). */
  readonly package: 'none' | 'growth';
  readonly isGroupDisabled: boolean;
  /** What `v3.0/oa/group/message` answers for this OA. */
  readonly groupV3: 'ok' | '-235';
  /** What `v2.0/oa/message` with `group_id` answers for this OA. */
  readonly groupV2: 'ok' | '-240';
  readonly permissions: readonly Permission[];
};
export type OaSettings = Pick<
  Oa,
  'oaType' | 'package' | 'isGroupDisabled' | 'groupV3' | 'groupV2' | 'permissions'
>;

export type Group = {
  readonly groupId: string;
  readonly oaId: string;
  readonly role: GroupRole;
  readonly name: string;
};

type OaRow = {
  oa_id: string;
  unit_id: string;
  name: string;
  oa_type: OaType;
  package: Oa['package'];
  group_disabled: number;
  group_v3: Oa['groupV3'];
  group_v2: Oa['groupV2'];
  permissions: string;
};
type GroupRow = { group_id: string; oa_id: string; role: GroupRole; name: string };

/** Zalo refuses longer names in `creategroupwithoa`. */
const groupNameLengthMax = 30;
const rolePrefixes = { duty: 'Trực ban – ', sos: 'SOS – ' } as const satisfies Record<GroupRole, string>;

const toOa = (row: OaRow): Oa => ({
  oaId: row.oa_id,
  unitId: row.unit_id,
  name: row.name,
  oaType: row.oa_type,
  package: row.package,
  isGroupDisabled: row.group_disabled === 1,
  groupV3: row.group_v3,
  groupV2: row.group_v2,
  permissions: permissionNames.filter((name) => row.permissions.split(',').includes(name)),
});

const toGroup = (row: GroupRow): Group => ({
  groupId: row.group_id,
  oaId: row.oa_id,
  role: row.role,
  name: row.name,
});

/** The OA of a unit has the same id in every sandbox, so that links and tests may name it. */
export const oaIdOfUnit = (unitId: string): string => stableId('oa', unitId);

function groupName(role: GroupRole, unitName: string): string {
  const short = unitName.replace(/^Công an phường /, 'CA P. ').replace(/^Công an quận /, 'CA Q. ');
  const name = `${rolePrefixes[role]}${short}`;
  return name.length <= groupNameLengthMax ? name : `${name.slice(0, groupNameLengthMax - 1).trimEnd()}…`;
}

export type OaStore = ReturnType<typeof createOaStore>;

/** OAs and their GMF groups. */
export function createOaStore(database: SandboxDatabase) {
  const statements = {
    insertOa: database.prepare(
      `insert into oas (oa_id, unit_id, name, oa_type, package, group_disabled, group_v3, group_v2, permissions)
       values (?, ?, ?, ?, 'growth', 0, 'ok', 'ok', ?) on conflict (oa_id) do update set name = excluded.name`,
    ),
    insertGroup: database.prepare(
      `insert into groups (group_id, oa_id, role, name) values (?, ?, ?, ?)
       on conflict (group_id) do update set name = excluded.name`,
    ),
    update: database.prepare(
      `update oas set oa_type = ?, package = ?, group_disabled = ?, group_v3 = ?, group_v2 = ?, permissions = ?
       where oa_id = ?`,
    ),
    byId: database.prepare<[string], OaRow>('select * from oas where oa_id = ?'),
    byUnit: database.prepare<[string], OaRow>('select * from oas where unit_id = ?'),
    groups: database.prepare<[string], GroupRow>(
      'select * from groups where oa_id = ? order by role, group_id',
    ),
    group: database.prepare<[string], GroupRow>('select * from groups where group_id = ?'),
  };

  return {
    /** Wards are state agencies (type 4), the rest business (type 2): both kinds are met in one run. */
    ensureUnit(unit: SandboxUnit): void {
      const oaId = oaIdOfUnit(unit.id);
      statements.insertOa.run(
        oaId,
        unit.id,
        unit.name,
        unit.type === 'ward' ? 4 : 2,
        permissionNames.join(','),
      );
      for (const role of ['duty', 'sos'] as const) {
        statements.insertGroup.run(stableGroupId(oaId, role), oaId, role, groupName(role, unit.name));
      }
    },
    configure(oaId: string, settings: OaSettings): void {
      statements.update.run(
        settings.oaType,
        settings.package,
        settings.isGroupDisabled ? 1 : 0,
        settings.groupV3,
        settings.groupV2,
        settings.permissions.join(','),
        oaId,
      );
    },
    findById(oaId: string): Oa | undefined {
      const row = statements.byId.get(oaId);
      return row && toOa(row);
    },
    findByUnit(unitId: string): Oa | undefined {
      const row = statements.byUnit.get(unitId);
      return row && toOa(row);
    },
    listGroups: (oaId: string): Group[] => statements.groups.all(oaId).map(toGroup),
    findGroup(groupId: string): Group | undefined {
      const row = statements.group.get(groupId);
      return row && toGroup(row);
    },
  };
}
