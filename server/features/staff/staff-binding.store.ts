import { uuidv7 } from 'uuidv7';
import type { Connection } from '../../db/database.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../../secrets/secret-keys.ts';

export type StoredBinding = { id: string; staffId: string; boundAt: string };

/** A member as a unit's OA knows them. */
export type StaffOaUser = { unitId: string; oaUserId: string };

/** Which Zalo identity is which member of the staff. Takes the database or a transaction on it. */
export const staffBindingStore = (connection: Connection, keys: SecretKeys) => {
  const zaloDigests = (zaloId: string) =>
    keys.versions.map((key) => keyedDigest(key, 'staff-binding-digest', zaloId));
  const codeDigests = (code: string) =>
    keys.versions.map((key) => keyedDigest(key, 'staff-code-digest', 'binding', code));
  const oaDigests = ({ unitId, oaUserId }: StaffOaUser) =>
    keys.versions.map((key) => keyedDigest(key, 'staff-oa-user-digest', unitId, oaUserId));

  return {
    /** The only code of this member from now on. */
    async putCode(code: string, staffId: string, expiresAt: string): Promise<void> {
      const row = {
        digest: keyedDigest(keys.newest, 'staff-code-digest', 'binding', code),
        staff_id: staffId,
        expires_at: expiresAt,
      };
      await connection
        .insertInto('staff_binding_codes')
        .values(row)
        .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(row))
        .execute();
    },

    /** Whose code it is; it is used up by this. Undefined when there is none, or no longer. */
    async takeCode(code: string, now: string): Promise<string | undefined> {
      const row = await connection
        .deleteFrom('staff_binding_codes')
        .where('digest', 'in', codeDigests(code))
        .where('expires_at', '>', now)
        .returning('staff_id')
        .executeTakeFirst();
      return row?.staff_id;
    },

    async deleteCodeOf(staffId: string): Promise<void> {
      await connection.deleteFrom('staff_binding_codes').where('staff_id', '=', staffId).execute();
    },

    async sweepCodes(now: string): Promise<void> {
      await connection.deleteFrom('staff_binding_codes').where('expires_at', '<=', now).execute();
    },

    async findByZaloId(zaloId: string): Promise<StoredBinding | undefined> {
      const row = await connection
        .selectFrom('staff_bindings')
        .select(['id', 'staff_id', 'created_at'])
        .where('zalo_id_digest', 'in', zaloDigests(zaloId))
        .executeTakeFirst();
      return row && { id: row.id, staffId: row.staff_id, boundAt: row.created_at };
    },

    async find(id: string): Promise<StoredBinding | undefined> {
      const row = await connection
        .selectFrom('staff_bindings')
        .select(['id', 'staff_id', 'created_at'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row && { id: row.id, staffId: row.staff_id, boundAt: row.created_at };
    },

    /** The member's only identity from now on. False when the identity is somebody else's. */
    async bind(staffId: string, zaloId: string, now: string): Promise<boolean> {
      await connection.deleteFrom('staff_bindings').where('staff_id', '=', staffId).execute();
      // Under an older key it has another digest, which the new row would not meet.
      if (await this.findByZaloId(zaloId)) return false;
      const id = uuidv7();
      const { numInsertedOrUpdatedRows } = await connection
        .insertInto('staff_bindings')
        .values({
          id,
          staff_id: staffId,
          zalo_id_digest: keyedDigest(keys.newest, 'staff-binding-digest', zaloId),
          zalo_id_sealed: sealText(keys, `staff-binding:${id}`, zaloId),
          created_at: now,
        })
        .onConflict((conflict) => conflict.column('zalo_id_digest').doNothing())
        .executeTakeFirst();
      return Number(numInsertedOrUpdatedRows) === 1;
    },

    async unbind(staffId: string): Promise<boolean> {
      const { numDeletedRows } = await connection
        .deleteFrom('staff_bindings')
        .where('staff_id', '=', staffId)
        .executeTakeFirst();
      return Number(numDeletedRows) === 1;
    },

    /** Of this member, and of those of these units: newest first, from below `before`. */
    async list(options: {
      unitIds: readonly string[];
      before: string | undefined;
      count: number;
    }): Promise<StoredBinding[]> {
      const rows = await connection
        .selectFrom('staff_bindings')
        .innerJoin('staff_members', 'staff_members.id', 'staff_bindings.staff_id')
        .select(['staff_bindings.id', 'staff_bindings.staff_id', 'staff_bindings.created_at'])
        .where('staff_members.unit_id', 'in', options.unitIds)
        .$if(options.before !== undefined, (query) =>
          query.where('staff_bindings.id', '<', options.before ?? ''),
        )
        .orderBy('staff_bindings.id', 'desc')
        .limit(options.count)
        .execute();
      return rows.map((row) => ({ id: row.id, staffId: row.staff_id, boundAt: row.created_at }));
    },

    /** This person at the unit's OA is that member. */
    async putOaUser(user: StaffOaUser, staffId: string, now: string): Promise<void> {
      const digest = keyedDigest(keys.newest, 'staff-oa-user-digest', user.unitId, user.oaUserId);
      await connection
        .insertInto('staff_oa_users')
        .values({
          unit_id: user.unitId,
          oa_user_digest: digest,
          oa_user_sealed: sealText(keys, oaUserContext(user.unitId, digest), user.oaUserId),
          staff_id: staffId,
          seen_at: now,
        })
        .onConflict((conflict) =>
          conflict.columns(['unit_id', 'oa_user_digest']).doUpdateSet({ staff_id: staffId, seen_at: now }),
        )
        .execute();
    },

    async findOaUser(user: StaffOaUser): Promise<string | undefined> {
      const row = await connection
        .selectFrom('staff_oa_users')
        .select('staff_id')
        .where('unit_id', '=', user.unitId)
        .where('oa_user_digest', 'in', oaDigests(user))
        .executeTakeFirst();
      return row?.staff_id;
    },

    /** As whom the OAs know this member. */
    async listOaUsers(staffId: string): Promise<StaffOaUser[]> {
      const rows = await connection
        .selectFrom('staff_oa_users')
        .select(['unit_id', 'oa_user_digest', 'oa_user_sealed'])
        .where('staff_id', '=', staffId)
        .execute();
      return rows.map((row) => ({
        unitId: row.unit_id,
        oaUserId: openText(keys, oaUserContext(row.unit_id, row.oa_user_digest), row.oa_user_sealed),
      }));
    },

    async forgetOaUsers(staffId: string): Promise<void> {
      await connection.deleteFrom('staff_oa_users').where('staff_id', '=', staffId).execute();
    },
  };
};

const oaUserContext = (unitId: string, digest: string): string => `staff-oa-user:${unitId}:${digest}`;
