import type { Selectable } from 'kysely';
import type { StaffRole, StaffScope, StaffState } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { StaffKeysTable, StaffMembersTable } from '../../db/tables/staff-tables.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../../secrets/secret-keys.ts';

export type StaffMember = {
  id: string;
  name: string;
  role: StaffRole;
  unitId: string;
  state: StaffState;
  createdAt: string;
};

export type StoredKey = {
  id: string;
  staffId: string;
  label: string;
  scopes: StaffScope[];
  createdAt: string;
  expiresAt: string;
  lastUsedOn: string | null;
  revokedAt: string | null;
};

/** Who works for the units, and their keys. Takes the database or a transaction on it. */
export const staffStore = (connection: Connection, keys: SecretKeys) => {
  const toMember = (row: Selectable<StaffMembersTable>): StaffMember => ({
    id: row.id,
    name: openText(keys, nameContext(row.id), row.name_sealed),
    role: row.role as StaffRole,
    unitId: row.unit_id,
    state: row.state as StaffState,
    createdAt: row.created_at,
  });
  const digests = (key: string) =>
    keys.versions.map((version) => keyedDigest(version, 'staff-key-digest', key));

  return {
    async insert(member: StaffMember): Promise<void> {
      await connection
        .insertInto('staff_members')
        .values({
          id: member.id,
          name_sealed: sealText(keys, nameContext(member.id), member.name),
          role: member.role,
          unit_id: member.unitId,
          state: member.state,
          created_at: member.createdAt,
          updated_at: member.createdAt,
          erased_at: null,
        })
        .execute();
    },

    async find(id: string): Promise<StaffMember | undefined> {
      const row = await connection
        .selectFrom('staff_members')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toMember(row);
    },

    /** The member, held until the transaction ends. */
    async hold(id: string): Promise<StaffMember | undefined> {
      const row = await connection
        .updateTable('staff_members')
        .set((eb) => ({ updated_at: eb.ref('updated_at') }))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row && toMember(row);
    },

    /** In the order in which they were created, from after `after`. */
    async list(after: string, count: number): Promise<StaffMember[]> {
      const rows = await connection
        .selectFrom('staff_members')
        .selectAll()
        .where('id', '>', after)
        .orderBy('id')
        .limit(count)
        .execute();
      return rows.map(toMember);
    },

    /** Of one unit, those who work on tips and are active, in the order in which they were created. */
    async listAtWork(unitId: string, roles: readonly StaffRole[], count: number): Promise<StaffMember[]> {
      const rows = await connection
        .selectFrom('staff_members')
        .selectAll()
        .where('unit_id', '=', unitId)
        .where('state', '=', 'active')
        .where('role', 'in', roles)
        .orderBy('id')
        .limit(count)
        .execute();
      return rows.map(toMember);
    },

    /** False when there is no such member. */
    async setState(id: string, state: StaffState, at: string): Promise<boolean> {
      const { numUpdatedRows } = await connection
        .updateTable('staff_members')
        .set({ state, updated_at: at, erased_at: null })
        .where('id', '=', id)
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },

    /**
     * Erases the names of those who have been disabled since before that, and their keys, sessions and Zalo identities, of so many at the
     * most; says of how many. Histories keep their ids.
     */
    async eraseFormer(due: { before: string; at: string; count: number; nameless: string }): Promise<number> {
      const former = await connection
        .selectFrom('staff_members')
        .select('id')
        .where('state', '=', 'disabled')
        .where('erased_at', 'is', null)
        .where('updated_at', '<', due.before)
        .orderBy('id')
        .limit(due.count)
        .execute();
      let erased = 0;
      for (const { id } of former) {
        const { numUpdatedRows } = await connection
          .updateTable('staff_members')
          .set({ name_sealed: sealText(keys, nameContext(id), due.nameless), erased_at: due.at })
          .where('id', '=', id)
          .where('state', '=', 'disabled')
          .where('erased_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) continue;
        for (const table of ['staff_keys', 'staff_sessions', 'staff_bindings', 'staff_oa_users'] as const) {
          await connection.deleteFrom(table).where('staff_id', '=', id).execute();
        }
        erased += 1;
      }
      return erased;
    },

    async insertKey(key: string, stored: StoredKey): Promise<void> {
      await connection
        .insertInto('staff_keys')
        .values({
          id: stored.id,
          staff_id: stored.staffId,
          digest: keyedDigest(keys.newest, 'staff-key-digest', key),
          label: stored.label,
          scopes: JSON.stringify(stored.scopes),
          created_at: stored.createdAt,
          expires_at: stored.expiresAt,
          last_used_on: stored.lastUsedOn,
          revoked_at: stored.revokedAt,
        })
        .execute();
    },

    /** Whose key it is, whatever has become of either. */
    async findByKey(key: string): Promise<{ key: StoredKey; member: StaffMember } | undefined> {
      const row = await connection
        .selectFrom('staff_keys')
        .selectAll()
        .where('digest', 'in', digests(key))
        .executeTakeFirst();
      const member = row && (await this.find(row.staff_id));
      return row && member && { key: toKey(row), member };
    },

    async touchKey(id: string, day: string): Promise<void> {
      await connection.updateTable('staff_keys').set({ last_used_on: day }).where('id', '=', id).execute();
    },

    async countUsableKeys(staffId: string, now: string): Promise<number> {
      const { count } = await connection
        .selectFrom('staff_keys')
        .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
        .where('staff_id', '=', staffId)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow();
      return count;
    },

    /** Of the members of these units: newest first, from below `before`. */
    async listKeys(options: {
      unitIds: readonly string[];
      before: string | undefined;
      count: number;
    }): Promise<{ key: StoredKey; member: StaffMember }[]> {
      const rows = await connection
        .selectFrom('staff_keys')
        .innerJoin('staff_members', 'staff_members.id', 'staff_keys.staff_id')
        .selectAll('staff_members')
        .select((eb) => [
          eb.ref('staff_keys.id').as('key_id'),
          eb.ref('staff_keys.created_at').as('key_created_at'),
          'staff_keys.label',
          'staff_keys.scopes',
          'staff_keys.expires_at',
          'staff_keys.last_used_on',
          'staff_keys.revoked_at',
        ])
        .where('staff_members.unit_id', 'in', options.unitIds)
        .$if(options.before !== undefined, (query) => query.where('staff_keys.id', '<', options.before ?? ''))
        .orderBy('staff_keys.id', 'desc')
        .limit(options.count)
        .execute();
      return rows.map((row) => ({
        key: toKey({ ...row, id: row.key_id, staff_id: row.id, created_at: row.key_created_at }),
        member: toMember(row),
      }));
    },

    async findKey(id: string): Promise<{ key: StoredKey; member: StaffMember } | undefined> {
      const row = await connection
        .selectFrom('staff_keys')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      const member = row && (await this.find(row.staff_id));
      return row && member && { key: toKey(row), member };
    },

    async revokeKey(id: string, at: string): Promise<void> {
      await connection
        .updateTable('staff_keys')
        .set({ revoked_at: at })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute();
    },

    /** All that can still be used; how many there were. */
    async revokeKeysOf(staffId: string, at: string): Promise<number> {
      const { numUpdatedRows } = await connection
        .updateTable('staff_keys')
        .set({ revoked_at: at })
        .where('staff_id', '=', staffId)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
};

const nameContext = (staffId: string): string => `staff-name:${staffId}`;

function toKey(row: Omit<Selectable<StaffKeysTable>, 'digest'>): StoredKey {
  return {
    id: row.id,
    staffId: row.staff_id,
    label: row.label,
    scopes: JSON.parse(row.scopes),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedOn: row.last_used_on,
    revokedAt: row.revoked_at,
  };
}
