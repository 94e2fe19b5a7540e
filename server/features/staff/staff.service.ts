import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import * as z from 'zod';
import type { Colleagues } from '#contract/desk.ts';
import { limits } from '#contract/limits.ts';
import type { MadeStaffKey, NewStaffKey, StaffKeys, StaffMe } from '#contract/staff.ts';
import { vietnamDay } from '#contract/vietnam-time.ts';
import type { StaffRole, StaffState } from '#contract/vocabulary.ts';
import { words } from '../../content/words.ts';
import type { Connection, Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { type StaffActor, scopesFor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type StaffMember, type StoredKey, staffStore } from './staff.store.ts';
import { tellAccessChanged } from './staff-live.ts';

/** People who are staff without being in the store. */
export type GuestStaff = {
  findByCredential(credential: string): StaffActor | null;
  find(staffId: string): Pick<StaffMember, 'id' | 'name' | 'role' | 'unitId'> | null;
  /** All of one unit. */
  listOfUnit(unitId: string): Pick<StaffMember, 'id' | 'name' | 'role' | 'unitId'>[];
};

export type StaffServiceDependencies = {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  tree: UnitTree;
  /** Null: nobody but those in the store. */
  guests: GuestStaff | null;
};

export type StaffService = ReturnType<typeof createStaffService>;

/** Tells people and programs that look for leaked secrets what it is. */
const keyPrefix = 'zan_';
const keyBytes = 32;
const dayMs = 24 * 60 * 60_000;
/** Who works on tips. */
const rolesAtWork: readonly StaffRole[] = ['officer', 'commander'];

/** Who works for the units and what their keys may do. Rights themselves are in `server/rights`. */
export function createStaffService(dependencies: StaffServiceDependencies) {
  const { database, keys, now, tree, guests } = dependencies;
  const store = staffStore(database.kysely, keys);

  return {
    /** Whose credential it is; null when it is unknown, over, revoked, or the person is disabled: nobody hears which. */
    async findActor(credential: string): Promise<StaffActor | null> {
      const guest = guests?.findByCredential(credential);
      if (guest) return guest;
      if (!credential.startsWith(keyPrefix)) return null;
      const found = await store.findByKey(credential);
      if (!found || !isUsable(found.key) || found.member.state !== 'active') return null;
      const today = vietnamDay(now());
      if (found.key.lastUsedOn !== today) await store.touchKey(found.key.id, today);
      const { id, name, role, unitId } = found.member;
      return { id, name, role, unitId, scopes: scopesFor(role, found.key.scopes) };
    },

    me: (actor: StaffActor): StaffMe => ({
      id: actor.id,
      name: actor.name,
      role: actor.role,
      unit: { id: actor.unitId, name: tree.nameOf(actor.unitId) },
      scopes: [...actor.scopes],
    }),

    /** Somebody who can be given work: active; null else. */
    async findActive(
      staffId: string,
      connection: Connection = database.kysely,
    ): Promise<Pick<StaffMember, 'id' | 'name' | 'role' | 'unitId'> | null> {
      const guest = guests?.find(staffId);
      if (guest) return guest;
      const member = await staffStore(connection, keys).find(staffId);
      return member?.state === 'active' ? member : null;
    },

    /** Who of a unit in the actor's reach can be given work; throws `unit_not_found`, also for a unit out of reach. */
    async listColleagues(actor: StaffActor, unitId: string = actor.unitId): Promise<Colleagues> {
      if (!tree.has(unitId) || !tree.isWithin(unitId, actor.unitId)) throw new AppError('unit_not_found');
      const members = await store.listAtWork(unitId, rolesAtWork, limits.colleaguesMax);
      const visiting = (guests?.listOfUnit(unitId) ?? []).filter(({ role }) => rolesAtWork.includes(role));
      return {
        items: [...members, ...visiting].slice(0, limits.colleaguesMax).map(({ id, name, role }) => ({
          id,
          name,
          role,
          unit: { id: unitId, name: tree.nameOf(unitId) },
        })),
      };
    },

    /** Also of those who are disabled now; null when there never was one. */
    async nameOf(staffId: string): Promise<string | null> {
      return guests?.find(staffId)?.name ?? (await store.find(staffId))?.name ?? null;
    },

    /** Also of those who are disabled now; null when there never was one. */
    async describe(staffId: string): Promise<Omit<StaffMe, 'scopes'> | null> {
      const member = guests?.find(staffId) ?? (await store.find(staffId));
      if (!member) return null;
      const { id, name, role, unitId } = member;
      return { id, name, role, unit: { id: unitId, name: tree.nameOf(unitId) } };
    },

    /** Throws `unit_unknown`. */
    async create(member: { name: string; role: StaffRole; unitId: string }): Promise<StaffMember> {
      if (!tree.has(member.unitId)) throw new AppError('unit_unknown');
      const created: StaffMember = {
        id: uuidv7(),
        ...member,
        state: 'active',
        createdAt: now().toISOString(),
      };
      await database.transact((transaction) => staffStore(transaction, keys).insert(created));
      return created;
    },

    /** A page of them, in the order in which they were created. */
    list: (after: string): Promise<StaffMember[]> => store.list(after, limits.deskPageMax),

    /** A disabled person's keys stop at once, and work again when they are enabled. Throws `staff_unknown`. */
    async setState(staffId: string, state: StaffState): Promise<void> {
      await database.transact(async (transaction) => {
        const at = now();
        const isThere = await staffStore(transaction, keys).setState(staffId, state, at.toISOString());
        if (!isThere) throw new AppError('staff_unknown');
        await tellAccessChanged(transaction, staffId, at);
      });
    },

    /** Who left before that is no longer known by name, so many at the most; how many. */
    eraseFormer: (
      transaction: Transaction<Schema>,
      due: { before: string; at: string; count: number },
    ): Promise<number> => staffStore(transaction, keys).eraseFormer({ ...due, nameless: words.formerStaff }),

    /** Revokes all keys of a member and makes one anew, in one step. Throws `staff_unknown`. */
    async reissue(key: Omit<NewStaffKey, 'scopes'>): Promise<MadeStaffKey & { revoked: number }> {
      return await database.transact(async (transaction) => {
        const staff = staffStore(transaction, keys);
        const member = await staff.hold(key.staffId);
        if (!member) throw new AppError('staff_unknown');
        const revoked = await staff.revokeKeysOf(member.id, now().toISOString());
        await tellAccessChanged(transaction, member.id, now());
        return { ...(await makeKey(staff, member, key)), revoked };
      });
    },

    /** For whoever runs the portal on its machine. Throws `staff_unknown` or `keys_full`. */
    makeKey: (key: NewStaffKey): Promise<MadeStaffKey> =>
      database.transact((transaction) => makeKeyFor(staffStore(transaction, keys), key, () => true)),

    /** The same for an administrator, of members of their unit and below. Throws `staff_unknown` or `keys_full`. */
    makeKeyAs: (actor: StaffActor, key: NewStaffKey): Promise<MadeStaffKey> =>
      database.transact((transaction) =>
        makeKeyFor(staffStore(transaction, keys), key, (member) => isWithin(member, actor)),
      ),

    /** Without the keys themselves, newest first. */
    async listKeys(actor: StaffActor, cursor: string | undefined): Promise<StaffKeys> {
      const unitIds = tree.downwards(actor.unitId);
      const found = await store.listKeys({ unitIds, before: cursor, count: limits.deskPageMax + 1 });
      const page = found.slice(0, limits.deskPageMax);
      return {
        items: page.map(({ key, member }) => ({
          id: key.id,
          staff: {
            id: member.id,
            name: member.name,
            role: member.role,
            unit: { id: member.unitId, name: tree.nameOf(member.unitId) },
          },
          label: key.label,
          scopes: key.scopes,
          createdAt: key.createdAt,
          expiresAt: key.expiresAt,
          lastUsedOn: key.lastUsedOn,
          revokedAt: key.revokedAt,
        })),
        nextCursor: found.length > page.length ? (page.at(-1)?.key.id ?? null) : null,
      };
    },

    /** From now on it opens nothing. Throws `not_found`, also for a key of another unit's staff. */
    async revokeKey(actor: StaffActor, keyId: string): Promise<void> {
      const found = z.uuid().safeParse(keyId).success ? await store.findKey(keyId) : undefined;
      if (!found || !isWithin(found.member, actor)) throw new AppError('not_found');
      await database.transact(async (transaction) => {
        await staffStore(transaction, keys).revokeKey(keyId, now().toISOString());
        await tellAccessChanged(transaction, found.member.id, now());
      });
    },
  };

  function isUsable({ revokedAt, expiresAt }: StoredKey): boolean {
    return revokedAt === null && now().toISOString() < expiresAt;
  }

  function isWithin(member: Pick<StaffMember, 'unitId'>, actor: StaffActor): boolean {
    return tree.isWithin(member.unitId, actor.unitId);
  }

  async function makeKeyFor(
    staff: ReturnType<typeof staffStore>,
    key: NewStaffKey,
    isAllowed: (member: StaffMember) => boolean,
  ): Promise<MadeStaffKey> {
    const member = await staff.hold(key.staffId);
    if (!member || !isAllowed(member)) throw new AppError('staff_unknown');
    return await makeKey(staff, member, key);
  }

  async function makeKey(
    staff: ReturnType<typeof staffStore>,
    member: StaffMember,
    wish: Pick<NewStaffKey, 'label' | 'expiresInDays'> & { scopes?: NewStaffKey['scopes'] },
  ): Promise<MadeStaffKey> {
    const at = now();
    if ((await staff.countUsableKeys(member.id, at.toISOString())) >= limits.keysPerStaffMax)
      throw new AppError('keys_full');
    const key = keyPrefix + randomBytes(keyBytes).toString('base64url');
    const stored: StoredKey = {
      id: uuidv7(),
      staffId: member.id,
      label: wish.label,
      scopes: scopesFor(member.role, wish.scopes),
      createdAt: at.toISOString(),
      expiresAt: new Date(at.getTime() + wish.expiresInDays * dayMs).toISOString(),
      lastUsedOn: null,
      revokedAt: null,
    };
    await staff.insertKey(key, stored);
    return { id: stored.id, key, expiresAt: stored.expiresAt };
  }
}
