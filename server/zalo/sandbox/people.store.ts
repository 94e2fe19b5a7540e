import type { Group } from './oa.store.ts';
import type { SandboxDatabase } from './sandbox.database.ts';
import { stableId } from './zalo-ids.ts';

/** A fictional person with a Zalo account. `key` is the name the page and tests call them by. */
export type Person = {
  readonly key: string;
  /** The id the Zalo App sees; differs from every OA's. */
  readonly appUserId: string;
  readonly name: string;
  /** With `84` in front and no plus. */
  readonly phone: string;
  readonly acceptsNotifications: boolean;
};

/** A person as one OA knows them: ids are scoped to the OA. */
export type OaPerson = {
  readonly userId: string;
  readonly key: string;
  readonly name: string;
  readonly appUserId: string;
  readonly followState: 'never' | 'follows' | 'unfollowed';
  readonly lastInteractionAt: string | null;
};

type PersonRow = {
  user_key: string;
  app_user_id: string;
  name: string;
  phone: string;
  accepts_notifications: number;
};
type OaPersonRow = {
  user_id: string;
  user_key: string;
  follow_state: OaPerson['followState'];
  last_interaction_at: string | null;
  name: string;
  app_user_id: string;
};

const toPerson = (row: PersonRow): Person => ({
  key: row.user_key,
  appUserId: row.app_user_id,
  name: row.name,
  phone: row.phone,
  acceptsNotifications: row.accepts_notifications === 1,
});

const toOaPerson = (row: OaPersonRow): OaPerson => ({
  userId: row.user_id,
  key: row.user_key,
  name: row.name,
  appUserId: row.app_user_id,
  followState: row.follow_state,
  lastInteractionAt: row.last_interaction_at,
});

const citizensMax = 100;

/** Numbers that no operator gives out. */
const fictionalPhone = (key: string): string => `84900${stableId('phone', key).slice(-6)}`;

export type PeopleStore = ReturnType<typeof createPeopleStore>;

/** People, what each OA knows of them, and who sits in which group. */
export function createPeopleStore(database: SandboxDatabase, appId: string) {
  const oaPersonQuery = `select oa_people.*, people.name, people.app_user_id from oa_people
    join people on people.user_key = oa_people.user_key`;
  const statements = {
    insert: database.prepare(
      'insert into people (user_key, app_user_id, name, phone) values (?, ?, ?, ?) on conflict do nothing',
    ),
    byKey: database.prepare<[string], PersonRow>('select * from people where user_key = ?'),
    byAppUserId: database.prepare<[string], PersonRow>('select * from people where app_user_id = ?'),
    acceptNotifications: database.prepare('update people set accepts_notifications = ? where user_key = ?'),
    insertAtOa: database.prepare(
      `insert into oa_people (oa_id, user_id, user_key, follow_state) values (?, ?, ?, 'never') on conflict do nothing`,
    ),
    atOa: database.prepare<[string, string], OaPersonRow>(
      `${oaPersonQuery} where oa_people.oa_id = ? and oa_people.user_id = ?`,
    ),
    follow: database.prepare('update oa_people set follow_state = ? where oa_id = ? and user_id = ?'),
    interact: database.prepare(
      `update oa_people set last_interaction_at = ?,
         follow_state = case follow_state when 'unfollowed' then 'never' else follow_state end
       where oa_id = ? and user_id = ?`,
    ),
    join: database.prepare(
      'insert into group_members (group_id, user_id) values (?, ?) on conflict do nothing',
    ),
    members: database.prepare<[string, string], OaPersonRow>(
      `${oaPersonQuery} join group_members on group_members.user_id = oa_people.user_id
       where group_members.group_id = ? and oa_people.oa_id = ? order by oa_people.user_key`,
    ),
    citizens: database.prepare<[string, number], OaPersonRow>(
      `${oaPersonQuery} where oa_people.oa_id = ? and (oa_people.follow_state <> 'never' or exists (
         select 1 from messages where messages.oa_id = oa_people.oa_id and messages.user_id = oa_people.user_id
           and messages.group_id is null))
       order by oa_people.last_interaction_at desc limit ?`,
    ),
    followers: database.prepare<[string], { count: number }>(
      `select count(*) as count from oa_people where oa_id = ? and follow_state = 'follows'`,
    ),
  };

  const oaUserId = (oaId: string, key: string): string => stableId('oa-user', oaId, key);

  function ensure(key: string, name?: string): Person {
    const shown = name ?? key;
    statements.insert.run(key, stableId('app-user', appId, key), shown, fictionalPhone(key));
    const row = statements.byKey.get(key);
    if (!row) throw new Error(`The person ${key} was not stored.`);
    return toPerson(row);
  }

  function findAtOa(oaId: string, userId: string): OaPerson | undefined {
    const row = statements.atOa.get(oaId, userId);
    return row && toOaPerson(row);
  }

  function ensureAtOa(oaId: string, key: string, name?: string): OaPerson {
    const known = findAtOa(oaId, key);
    if (known) return known;
    ensure(key, name);
    const userId = oaUserId(oaId, key);
    statements.insertAtOa.run(oaId, userId, key);
    const person = findAtOa(oaId, userId);
    if (!person) throw new Error(`The person ${key} was not stored.`);
    return person;
  }

  return {
    ensure,
    findByAppUserId(appUserId: string): Person | undefined {
      const row = statements.byAppUserId.get(appUserId);
      return row && toPerson(row);
    },
    acceptNotifications(key: string, accepts: boolean): void {
      ensure(key);
      statements.acceptNotifications.run(accepts ? 1 : 0, key);
    },
    /** By the OA's own user id. */
    findAtOa,
    findAtOaByKey: (oaId: string, key: string): OaPerson | undefined => findAtOa(oaId, oaUserId(oaId, key)),
    /** By key (made when new) or by the OA's own user id. */
    ensureAtOa,
    setFollowState(oaId: string, userId: string, state: 'follows' | 'unfollowed'): void {
      statements.follow.run(state, oaId, userId);
    },
    /** Opens the 48-hour and 7-day windows again, also for someone who had left. */
    recordInteraction(oaId: string, userId: string, at: string): void {
      statements.interact.run(at, oaId, userId);
    },
    joinGroup(group: Group, userId: string): void {
      statements.join.run(group.groupId, userId);
    },
    listMembers: (group: Group): OaPerson[] =>
      statements.members.all(group.groupId, group.oaId).map(toOaPerson),
    /** Whoever follows the OA, left it, or has a chat with it; the latest first. */
    listCitizens: (oaId: string): OaPerson[] => statements.citizens.all(oaId, citizensMax).map(toOaPerson),
    countFollowers: (oaId: string): number => statements.followers.get(oaId)?.count ?? 0,
  };
}
