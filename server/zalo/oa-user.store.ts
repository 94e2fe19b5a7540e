import type { Selectable } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Connection } from '../db/database.ts';
import type { OaUsersTable } from '../db/tables/oa-tables.ts';
import { openText, sealText } from '../secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../secrets/secret-keys.ts';
import { isFree, type OaUser } from './oa-reach.rules.ts';

type PersonAtOa = { readonly oaId: string; readonly userId: string };
/** `appUserId`: the same person as our Zalo App knows them, where Zalo says so. */
type KnownPerson = PersonAtOa & { readonly appUserId: string | null };

const sweptAtOnceMax = 2_000;

/**
 * People as each OA knows them, ids sealed and digested. The only file that knows the columns of `oa_users`. Webhooks come late and in
 * any order: what is older than what is known changes nothing.
 */
export const oaUserStore = (connection: Connection, keys: SecretKeys) => {
  const digestsOf = ({ oaId, userId }: PersonAtOa) =>
    keys.versions.map((key) => keyedDigest(key, 'oa-user-digest', 'oa', oaId, userId));
  const appDigestsOf = (appUserId: string) =>
    keys.versions.map((key) => keyedDigest(key, 'oa-user-digest', 'app', appUserId));

  const toUser = (row: Selectable<OaUsersTable>): OaUser => ({
    oaId: row.oa_id,
    userId: openText(keys, sealContext(row.id), row.user_sealed),
    followState: row.follow_state as OaUser['followState'],
    refusal: row.refusal,
    interactedAt: row.interacted_at === null ? null : new Date(row.interacted_at),
    sentFree: row.sent_free,
    sentPaid: row.sent_paid,
  });

  const findRow = (person: PersonAtOa) =>
    connection
      .selectFrom('oa_users')
      .selectAll()
      .where('oa_id', '=', person.oaId)
      .where('user_digest', 'in', digestsOf(person))
      .executeTakeFirst();

  /** The person's row, made when they are new, with what Zalo says they are to our app. */
  async function ensure(person: KnownPerson, at: Date): Promise<string> {
    const known = await findRow(person);
    const appDigest =
      person.appUserId === null ? null : keyedDigest(keys.newest, 'oa-user-digest', 'app', person.appUserId);
    if (known) {
      if (appDigest !== null && known.app_user_digest !== appDigest) {
        await connection
          .updateTable('oa_users')
          .set({ app_user_digest: appDigest })
          .where('id', '=', known.id)
          .execute();
      }
      return known.id;
    }
    const id = uuidv7();
    const row = await connection
      .insertInto('oa_users')
      .values({
        id,
        oa_id: person.oaId,
        user_digest: keyedDigest(keys.newest, 'oa-user-digest', 'oa', person.oaId, person.userId),
        user_sealed: sealText(keys, sealContext(id), person.userId),
        app_user_digest: appDigest,
        follow_state: 'unknown',
        sent_free: 0,
        sent_paid: 0,
        updated_at: at.toISOString(),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['oa_id', 'user_digest'])
          .doUpdateSet((eb) => ({ updated_at: eb.ref('oa_users.updated_at') })),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  }

  return {
    /** They did something at the OA then: the window is open from then on, whatever stood in the way, and nothing is counted yet. */
    async recordInteraction(person: KnownPerson, at: Date): Promise<void> {
      const id = await ensure(person, at);
      const instant = at.toISOString();
      await connection
        .updateTable('oa_users')
        .set({
          interacted_at: instant,
          refusal: null,
          refused_at: null,
          sent_free: 0,
          sent_paid: 0,
          updated_at: instant,
        })
        .where('id', '=', id)
        .where((eb) => eb.or([eb('interacted_at', 'is', null), eb('interacted_at', '<', instant)]))
        .execute();
      // Who writes again after leaving has not left.
      await connection
        .updateTable('oa_users')
        .set({ follow_state: 'unknown', follow_at: instant })
        .where('id', '=', id)
        .where('follow_state', '=', 'unfollowed')
        .where('follow_at', '<', instant)
        .execute();
    },

    async recordFollow(person: KnownPerson, state: 'following' | 'unfollowed', at: Date): Promise<void> {
      const id = await ensure(person, at);
      const instant = at.toISOString();
      await connection
        .updateTable('oa_users')
        .set({ follow_state: state, follow_at: instant, updated_at: instant })
        .where('id', '=', id)
        .where((eb) => eb.or([eb('follow_at', 'is', null), eb('follow_at', '<=', instant)]))
        .execute();
    },

    /** A message reached them. */
    async recordSent(person: PersonAtOa, at: Date): Promise<void> {
      const row = await findRow(person);
      if (!row) return;
      const column = isFree(row.interacted_at === null ? null : new Date(row.interacted_at), at)
        ? 'sent_free'
        : 'sent_paid';
      await connection
        .updateTable('oa_users')
        .set((eb) => ({ [column]: eb(column, '+', 1) }))
        .where('id', '=', row.id)
        .execute();
    },

    /** Zalo takes no message for them, until they do something again. */
    async recordRefusal(person: PersonAtOa, refusal: string, at: Date): Promise<void> {
      const instant = at.toISOString();
      await connection
        .updateTable('oa_users')
        .set({ refusal, refused_at: instant, updated_at: instant })
        .where('oa_id', '=', person.oaId)
        .where('user_digest', 'in', digestsOf(person))
        .where((eb) => eb.or([eb('interacted_at', 'is', null), eb('interacted_at', '<=', instant)]))
        .execute();
    },

    async find(person: PersonAtOa): Promise<OaUser | undefined> {
      const row = await findRow(person);
      return row && toUser(row);
    },

    /** Who this is at every OA. */
    async listByApp(appUserId: string): Promise<OaUser[]> {
      const rows = await connection
        .selectFrom('oa_users')
        .selectAll()
        .where('app_user_digest', 'in', appDigestsOf(appUserId))
        .orderBy('id')
        .execute();
      return rows.map(toUser);
    },

    /** Forgets who this is at every OA; says what they were there. */
    async forget(appUserId: string): Promise<OaUser[]> {
      const rows = await connection
        .deleteFrom('oa_users')
        .where('app_user_digest', 'in', appDigestsOf(appUserId))
        .returningAll()
        .execute();
      return rows.map(toUser);
    },

    /** Forgets who follows no OA and has been silent since then: nothing can be sent to them. How many went. */
    async sweep(silentSince: Date): Promise<number> {
      const rows = await connection
        .selectFrom('oa_users')
        .select('id')
        .where('follow_state', '!=', 'following')
        .where('updated_at', '<', silentSince.toISOString())
        .limit(sweptAtOnceMax)
        .execute();
      if (rows.length === 0) return 0;
      await connection
        .deleteFrom('oa_users')
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .where('updated_at', '<', silentSince.toISOString())
        .execute();
      return rows.length;
    },
  };
};

export type OaUserStore = ReturnType<typeof oaUserStore>;

/** Bound to its row. */
const sealContext = (id: string): string => `oa-user:${id}`;
