import type { Transaction } from 'kysely';
import * as z from 'zod';
import { limits } from '#contract/limits.ts';
import type { MadeBindingCode, NewBindingCode, StaffBindings } from '#contract/staff-identity.ts';
import type { Connection, Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { type StaffActor, scopesFor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import type { StaffService } from './staff.service.ts';
import { staffBindingStore } from './staff-binding.store.ts';
import { normaliseTypedCode, randomTypedCode } from './staff-codes.rules.ts';
import { tellAccessChanged } from './staff-live.ts';

export type StaffBindingDependencies = {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  tree: UnitTree;
  staff: Pick<StaffService, 'describe' | 'findActive'>;
  /** Who gets 1-1 messages of a unit's OA (server/zalo). */
  officersIn(connection: Connection): {
    bind(unitId: string, oaUserId: string, now: Date): Promise<void>;
    unbind(unitId: string, oaUserId: string): Promise<void>;
    recordInteraction(unitId: string, oaUserId: string, at: Date): Promise<void>;
  };
};

export type StaffBindingService = ReturnType<typeof createStaffBindings>;

/** Who works on tips, and so is written to 1-1. */
const rolesWrittenTo = ['officer', 'commander'];
const minuteMs = 60_000;

/**
 * Which Zalo identity is which member of the staff. One has one: a new one takes the place of the old. Every request asks anew, so
 * that who is disabled or unbound is nobody from that moment on, whatever session they hold.
 */
export function createStaffBindings(dependencies: StaffBindingDependencies) {
  const { database, keys, now, tree, staff, officersIn } = dependencies;
  const store = staffBindingStore(database.kysely, keys);

  return {
    /**
     * A code for oneself, or, as an administrator, for somebody of one's unit and below. Throws `forbidden` and `staff_unknown`. Who
     * has the desk open in a browser for some hours makes of it nothing that lasts.
     */
    async makeCodeAs(actor: StaffActor, { staffId = actor.id }: NewBindingCode): Promise<MadeBindingCode> {
      const manages = actor.scopes.includes('manage');
      const isAllowed = staffId === actor.id ? actor.sessionId === undefined || manages : manages;
      if (!isAllowed) throw new AppError('forbidden');
      const member = await staff.findActive(staffId);
      const isInReach = member && (staffId === actor.id || tree.isWithin(member.unitId, actor.unitId));
      if (!isInReach) throw new AppError('staff_unknown');
      return await makeCode(staffId);
    },

    /** For whoever runs the portal on its machine. Throws `staff_unknown`. */
    makeCode,

    /** Throws `binding_code_unknown` for a code that is wrong, used up or over, and `identity_bound`, which does not use it up. */
    bind: (zaloId: string, typedCode: string): Promise<StaffActor> =>
      database.transact(async (transaction) => {
        const bindings = staffBindingStore(transaction, keys);
        const at = now();
        const staffId = await bindings.takeCode(normaliseTypedCode(typedCode), at.toISOString());
        const actor = staffId === undefined ? null : await actorOf(staffId, transaction);
        if (!actor) throw new AppError('binding_code_unknown');
        await stopWritingTo(transaction, actor.id);
        if (!(await bindings.bind(actor.id, zaloId, at.toISOString()))) throw new AppError('identity_bound');
        await tellAccessChanged(transaction, actor.id, at);
        return actor;
      }),

    /** From now on no Zalo identity is this member; false when none was. */
    unbind: (staffId: string): Promise<boolean> =>
      database.transact((transaction) => unbind(transaction, staffId)),

    /** The person behind the identity asks for it. */
    unbindZaloId: (zaloId: string): Promise<void> =>
      database.transact(async (transaction) => void (await unbindZaloId(transaction, zaloId))),

    /** The same in the transaction in which everything of them goes. */
    async forget(transaction: Transaction<Schema>, zaloId: string): Promise<'staff_binding'[]> {
      return (await unbindZaloId(transaction, zaloId)) ? ['staff_binding'] : [];
    },

    /** By the id of a binding. Throws `not_found`, also for one of another unit's staff. */
    async unbindAs(actor: StaffActor, bindingId: string): Promise<void> {
      const bound = z.uuid().safeParse(bindingId).success ? await store.find(bindingId) : undefined;
      const member = bound && (await staff.describe(bound.staffId));
      if (!bound || !member || !tree.isWithin(member.unit.id, actor.unitId)) throw new AppError('not_found');
      await database.transact((transaction) => unbind(transaction, bound.staffId));
    },

    /** Of the staff of one's unit and below, newest first. */
    async list(actor: StaffActor, cursor: string | undefined): Promise<StaffBindings> {
      const unitIds = tree.downwards(actor.unitId);
      const found = await store.list({ unitIds, before: cursor, count: limits.deskPageMax + 1 });
      const page = found.slice(0, limits.deskPageMax);
      const items = await Promise.all(
        page.map(async ({ id, staffId, boundAt }) => {
          const member = await staff.describe(staffId);
          return member ? [{ id, staff: member, boundAt }] : [];
        }),
      );
      return {
        items: items.flat(),
        nextCursor: found.length > page.length ? (page.at(-1)?.id ?? null) : null,
      };
    },

    /** Who this identity is, with all that their role may do; null for everybody who is no active member of the staff. */
    async findByZaloId(zaloId: string): Promise<StaffActor | null> {
      const bound = await store.findByZaloId(zaloId);
      return bound ? await actorOf(bound.staffId) : null;
    },

    /**
     * Somebody did something at a unit's OA, as its webhook tells: who of the staff that is, or null. From then on the OA writes to them
     * 1-1 what concerns their own unit. `appUserId`: the identity that the Mini App knows; null while Zalo does not say, then what was
     * learnt earlier counts.
     */
    async officerSeen(
      transaction: Transaction<Schema>,
      seen: { unitId: string; oaUserId: string; appUserId: string | null; at: Date },
    ): Promise<StaffActor | null> {
      const bindings = staffBindingStore(transaction, keys);
      const bound = seen.appUserId === null ? undefined : await bindings.findByZaloId(seen.appUserId);
      const staffId = seen.appUserId === null ? await bindings.findOaUser(seen) : bound?.staffId;
      const actor = staffId === undefined ? null : await actorOf(staffId, transaction);
      if (!actor) return null;
      if (bound) await bindings.putOaUser(seen, actor.id, seen.at.toISOString());
      if (actor.unitId === seen.unitId && rolesWrittenTo.includes(actor.role)) {
        const officers = officersIn(transaction);
        await officers.bind(seen.unitId, seen.oaUserId, now());
        await officers.recordInteraction(seen.unitId, seen.oaUserId, seen.at);
      }
      return actor;
    },

    /** Who was disabled is written to no more; when they are enabled again, from the next time they do something at the OA. */
    stopWritingTo: (staffId: string): Promise<void> =>
      database.transact((transaction) => stopWritingTo(transaction, staffId)),

    sweep: (at: Date): Promise<void> => store.sweepCodes(at.toISOString()),
  };

  async function makeCode(staffId: string): Promise<MadeBindingCode> {
    const member = (await staff.findActive(staffId)) && (await staff.describe(staffId));
    if (!member) throw new AppError('staff_unknown');
    const code = randomTypedCode(4);
    const expiresAt = new Date(now().getTime() + limits.bindingCodeMinutesMax * minuteMs).toISOString();
    await database.transact((transaction) =>
      staffBindingStore(transaction, keys).putCode(normaliseTypedCode(code), staffId, expiresAt),
    );
    return { code, staff: member, expiresAt };
  }

  async function unbindZaloId(transaction: Transaction<Schema>, zaloId: string): Promise<boolean> {
    const bound = await staffBindingStore(transaction, keys).findByZaloId(zaloId);
    return bound !== undefined && (await unbind(transaction, bound.staffId));
  }

  async function unbind(transaction: Transaction<Schema>, staffId: string): Promise<boolean> {
    const bindings = staffBindingStore(transaction, keys);
    await stopWritingTo(transaction, staffId);
    await bindings.deleteCodeOf(staffId);
    await tellAccessChanged(transaction, staffId, now());
    return await bindings.unbind(staffId);
  }

  async function stopWritingTo(transaction: Transaction<Schema>, staffId: string): Promise<void> {
    const bindings = staffBindingStore(transaction, keys);
    for (const { unitId, oaUserId } of await bindings.listOaUsers(staffId))
      await officersIn(transaction).unbind(unitId, oaUserId);
    await bindings.forgetOaUsers(staffId);
  }

  async function actorOf(
    staffId: string,
    connection: Connection = database.kysely,
  ): Promise<StaffActor | null> {
    const member = await staff.findActive(staffId, connection);
    if (!member) return null;
    const { id, name, role, unitId } = member;
    return { id, name, role, unitId, scopes: scopesFor(role) };
  }
}
