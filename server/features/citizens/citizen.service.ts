import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { ErasedMe, Session, SignIn } from '#contract/citizens.ts';
import { limits } from '#contract/limits.ts';
import type { StaffMe } from '#contract/staff.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { citizenStore } from './citizen.store.ts';

/** What signing in asks of Zalo's side. `reason` is a short code such as "zalo 452", never a token. */
type IdentityVerifier = {
  me(accessToken: string): Promise<
    | { kind: 'user'; user: { id: string } }
    /** The token is not taken: the app calls getAccessToken again. */
    | { kind: 'unauthenticated'; reason: string }
    /** Our app or its secret is wrong. */
    | { kind: 'misconfigured'; reason: string }
    | { kind: 'unavailable'; reason: string }
  >;
};

export type CitizenServiceDependencies = {
  database: Database;
  keys: SecretKeys;
  graph: IdentityVerifier;
  /** Who the person with this Zalo id is at the desk; null for most. */
  findStaff(zaloId: string): Promise<StaffMe | null>;
  logger: Logger;
  now: () => Date;
};

/** What other features hold under the citizen. */
type EraseElsewhere = (transaction: Transaction<Schema>, citizenId: string) => Promise<ErasedMe>;

export type CitizenService = ReturnType<typeof createCitizenService>;

const tokenBytes = 32;
const sessionMsMax = limits.sessionHoursMax * 60 * 60_000;
const idleMsMax = limits.sessionIdleMinutesMax * 60_000;
/** A session in use is not written at every request. */
const touchEveryMs = 60_000;
/** One person's phones and browsers. */
const sessionsPerCitizenMax = 10;
const retryAfterS = 5;

/**
 * Who is signed in. Of Zalo's profile nothing is kept but the id: sealed, and digested under a key to find it again (promise 8);
 * whom the law protects more (`is_sensitive`) is welcome like everybody and not marked.
 */
export function createCitizenService(dependencies: CitizenServiceDependencies) {
  const { database, keys, graph, logger, now } = dependencies;

  return {
    /** Throws `unauthenticated` (the app asks Zalo for a new token) or `zalo_unavailable`. */
    async signIn({ zaloAccessToken }: SignIn): Promise<Session> {
      const zaloId = await verify(zaloAccessToken);
      const token = randomBytes(tokenBytes).toString('base64url');
      const at = now();
      const expiresAt = new Date(at.getTime() + sessionMsMax).toISOString();
      await database.transact(async (transaction) => {
        const citizens = citizenStore(transaction, keys);
        const citizenId = await citizens.ensure(zaloId, at.toISOString());
        await citizens.keepNewestSessions(citizenId, sessionsPerCitizenMax - 1);
        await citizens.insertSession({ token, citizenId, createdAt: at.toISOString(), expiresAt });
      });
      const staff = await dependencies.findStaff(zaloId);
      return { token, expiresAt, ...(staff ? { staff } : {}) };
    },

    /** The citizen of a session; throws `unauthenticated` when it is unknown, over, or was not used for too long. */
    async findCitizen(token: string): Promise<string> {
      const citizenId = await findByToken(token);
      if (citizenId === null) throw new AppError('unauthenticated');
      return citizenId;
    },

    /** The Zalo id of whose session it is; null when nobody's, or no longer. */
    async findZaloIdByToken(token: string): Promise<string | null> {
      const citizenId = await findByToken(token);
      return citizenId === null ? null : await findZaloId(citizenId);
    },

    /** Null when the citizen was erased. */
    findZaloId,

    /** Holds the citizen until the transaction ends; throws `unauthenticated` when they were erased meanwhile. */
    async confirm(transaction: Transaction<Schema>, citizenId: string): Promise<void> {
      if (!(await citizenStore(transaction, keys).hold(citizenId))) throw new AppError('unauthenticated');
    },

    /**
     * Erases the Zalo id, the sessions and, through `eraseElsewhere`, what other features hold under the citizen: all or nothing.
     */
    async erase(citizenId: string, eraseElsewhere: EraseElsewhere): Promise<ErasedMe> {
      return await database.transact((transaction) => eraseIn(transaction, citizenId, eraseElsewhere));
    },

    /** The same for whom Zalo names, in its transaction; nothing to do for who never signed in. */
    async eraseByZaloId(
      transaction: Transaction<Schema>,
      zaloId: string,
      eraseElsewhere: EraseElsewhere,
    ): Promise<void> {
      const citizenId = await citizenStore(transaction, keys).findId(zaloId);
      if (citizenId !== undefined) await eraseIn(transaction, citizenId, eraseElsewhere);
    },

    /** Sessions that can no longer be used; how many went. */
    sweepSessions: (at: Date): Promise<number> =>
      database.transact((transaction) =>
        citizenStore(transaction, keys).deleteEndedSessions({
          expiredBy: at.toISOString(),
          unusedSince: new Date(at.getTime() - idleMsMax).toISOString(),
        }),
      ),
  };

  async function eraseIn(
    transaction: Transaction<Schema>,
    citizenId: string,
    eraseElsewhere: EraseElsewhere,
  ): Promise<ErasedMe> {
    const citizens = citizenStore(transaction, keys);
    await citizens.hold(citizenId);
    const elsewhere = await eraseElsewhere(transaction, citizenId);
    await citizens.delete(citizenId);
    return { erased: ['zalo_id', 'sessions', ...elsewhere.erased], kept: elsewhere.kept };
  }

  async function findByToken(token: string): Promise<string | null> {
    const citizens = citizenStore(database.kysely, keys);
    const session = await citizens.findSession(token);
    const nowMs = now().getTime();
    const isGood =
      session && nowMs < Date.parse(session.expiresAt) && nowMs < Date.parse(session.lastUsedAt) + idleMsMax;
    if (!isGood) return null;
    if (nowMs >= Date.parse(session.lastUsedAt) + touchEveryMs) {
      await citizens.touchSession(session.digest, new Date(nowMs).toISOString());
    }
    return session.citizenId;
  }

  async function findZaloId(citizenId: string): Promise<string | null> {
    return (await citizenStore(database.kysely, keys).findZaloId(citizenId)) ?? null;
  }

  async function verify(zaloAccessToken: string): Promise<string> {
    const outcome = await graph.me(zaloAccessToken);
    switch (outcome.kind) {
      case 'user':
        return outcome.user.id;
      case 'unauthenticated':
        throw new AppError('unauthenticated', {
          issues: [
            {
              path: ['zaloAccessToken'],
              message: 'Zalo chưa nhận lần đăng nhập này. Vui lòng đăng nhập lại.',
            },
          ],
        });
      case 'misconfigured':
        logger.error({ reason: outcome.reason }, 'Zalo refuses our app when people sign in');
        throw new AppError('zalo_unavailable');
      case 'unavailable':
        logger.warn({ reason: outcome.reason }, 'a sign-in was not verified');
        throw new AppError('zalo_unavailable', { retryAfterS });
    }
  }
}
