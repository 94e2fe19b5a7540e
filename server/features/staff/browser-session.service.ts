import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import * as z from 'zod';
import { limits } from '#contract/limits.ts';
import type { NewPairing, PairedBrowser, Pairing, StaffSessions } from '#contract/staff-identity.ts';
import { vietnamDay } from '#contract/vietnam-time.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { type StaffActor, scopesFor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { browserName } from './browser-name.rules.ts';
import { browserSessionStore, type StoredBrowser } from './browser-session.store.ts';
import type { StaffService } from './staff.service.ts';
import { normaliseTypedCode, randomTypedCode } from './staff-codes.rules.ts';
import { tellAccessChanged } from './staff-live.ts';

export type BrowserSessionDependencies = {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  tree: UnitTree;
  staff: Pick<StaffService, 'describe' | 'findActive' | 'me'>;
};

export type BrowserSessionService = ReturnType<typeof createBrowserSessions>;

/** Tells it from a key, and people and programs that look for leaked secrets what it is. */
const secretPrefix = 'zas_';
const secretBytes = 32;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const codeTriesMax = 8;
const pollAfterS = 2;
const busyRetryAfterS = 60;
/** How long a browser that waited in vain is still told so. */
const vainMs = 10 * minuteMs;

/**
 * The desk in a browser: it shows a short code and keeps a secret; a member of the staff confirms the code from elsewhere, and the
 * secret is a session of theirs for some hours. So the secret never travels back, and an answer that is lost loses nothing; the code
 * alone opens nothing.
 */
export function createBrowserSessions(dependencies: BrowserSessionDependencies) {
  const { database, keys, now, tree, staff } = dependencies;
  const store = browserSessionStore(database.kysely, keys);

  return {
    /** Throws `busy` when too many wait already. */
    async request(userAgent: string | undefined): Promise<NewPairing> {
      if ((await store.countWaiting()) >= limits.pairingsWaitingMax)
        throw new AppError('busy', { retryAfterS: busyRetryAfterS });
      const at = now();
      const browser = {
        id: uuidv7(),
        label: browserName(userAgent),
        createdAt: at.toISOString(),
        codeExpiresAt: new Date(at.getTime() + limits.pairingCodeMinutesMax * minuteMs).toISOString(),
      };
      const secret = secretPrefix + randomBytes(secretBytes).toString('base64url');
      for (let tries = 0; tries < codeTriesMax; tries += 1) {
        const code = randomTypedCode(3);
        if (await store.insert(browser, { secret, code: normaliseTypedCode(code) }))
          return { id: browser.id, code, secret, expiresAt: browser.codeExpiresAt, pollAfterS };
      }
      throw new Error('No free pairing code found.');
    },

    /** What has become of a browser's code. Throws `unauthenticated` for a secret that is not this browser's. */
    async ask(id: string, secret: string): Promise<Pairing> {
      const browser = await store.findBySecret(secret);
      if (!browser || browser.id !== id) throw new AppError('unauthenticated');
      const { codeExpiresAt, expiresAt, staffId } = browser;
      if (staffId === null) {
        const status = now().toISOString() < codeExpiresAt ? 'waiting' : 'expired';
        return { status, expiresAt: codeExpiresAt, token: null, staff: null };
      }
      const actor = await actorOf(browser);
      return {
        status: actor ? 'confirmed' : 'expired',
        expiresAt: expiresAt ?? codeExpiresAt,
        token: actor ? secret : null,
        staff: actor && staff.me(actor),
      };
    },

    /**
     * Lets the browser that shows this code in. Throws `pairing_code_unknown`, and `forbidden` for who is in a browser themselves: else
     * one session would open the next for ever.
     */
    async confirm(actor: StaffActor, typedCode: string): Promise<PairedBrowser> {
      if (actor.sessionId !== undefined) throw new AppError('forbidden');
      return await database.transact(async (transaction) => {
        const browsers = browserSessionStore(transaction, keys);
        const at = now();
        const expiresAt = new Date(at.getTime() + limits.staffSessionHoursMax * hourMs).toISOString();
        const to = { staffId: actor.id, at: at.toISOString(), expiresAt };
        const browser = await browsers.confirm(normaliseTypedCode(typedCode), to);
        if (!browser) throw new AppError('pairing_code_unknown');
        const usable = await browsers.listUsable(actor.id, at.toISOString());
        const tooMany = usable.filter(({ id }) => id !== browser.id).slice(limits.browsersPerStaffMax - 1);
        await browsers.revoke(
          tooMany.map(({ id }) => id),
          at.toISOString(),
        );
        if (tooMany.length > 0) await tellAccessChanged(transaction, actor.id, at);
        return { id: browser.id, label: browser.label, expiresAt };
      });
    },

    /** Whose session it is, with all that their role may do; null when it is unknown, over, revoked, or the person is disabled. */
    async findActor(credential: string): Promise<StaffActor | null> {
      if (!credential.startsWith(secretPrefix)) return null;
      const browser = await store.findBySecret(credential);
      const actor = browser ? await actorOf(browser) : null;
      const today = vietnamDay(now());
      if (browser && actor && browser.lastUsedOn !== today) await store.touch(browser.id, today);
      return actor;
    },

    /** One's own, and for administrators those of the staff of their unit and below; newest first. */
    async list(actor: StaffActor, cursor: string | undefined): Promise<StaffSessions> {
      const unitIds = actor.scopes.includes('manage') ? tree.downwards(actor.unitId) : [];
      const count = limits.deskPageMax + 1;
      const found = await store.list({ staffId: actor.id, unitIds, before: cursor, count });
      const page = found.slice(0, limits.deskPageMax);
      const items = await Promise.all(page.map((browser) => toItem(browser, actor)));
      return {
        items: items.flat(),
        nextCursor: found.length > page.length ? (page.at(-1)?.id ?? null) : null,
      };
    },

    /** From now on it opens nothing. Throws `not_found`, also for a session that is not one's own to end. */
    async revoke(actor: StaffActor, id: string): Promise<void> {
      const browser = z.uuid().safeParse(id).success ? await store.find(id) : undefined;
      const staffId = browser?.staffId ?? null;
      if (!browser || staffId === null || !(await mayEnd(actor, staffId))) throw new AppError('not_found');
      await database.transact(async (transaction) => {
        await browserSessionStore(transaction, keys).revoke([id], now().toISOString());
        await tellAccessChanged(transaction, staffId, now());
      });
    },

    sweep: (at: Date): Promise<void> => store.sweep(new Date(at.getTime() - vainMs).toISOString()),

    /** Sessions that ended before that, so many at the most; how many went. */
    eraseEnded: (transaction: Transaction<Schema>, before: string, count: number): Promise<number> =>
      browserSessionStore(transaction, keys).eraseEnded(before, count),
  };

  async function actorOf({ id: sessionId, staffId, expiresAt, revokedAt }: StoredBrowser) {
    const isUsable = revokedAt === null && expiresAt !== null && now().toISOString() < expiresAt;
    const member = isUsable && staffId !== null ? await staff.findActive(staffId) : null;
    if (!member) return null;
    const { id, name, role, unitId } = member;
    return { id, name, role, unitId, scopes: scopesFor(role), sessionId };
  }

  async function mayEnd(actor: StaffActor, staffId: string): Promise<boolean> {
    if (staffId === actor.id) return true;
    const member = actor.scopes.includes('manage') ? await staff.describe(staffId) : null;
    return member !== null && tree.isWithin(member.unit.id, actor.unitId);
  }

  async function toItem(browser: StoredBrowser, actor: StaffActor): Promise<StaffSessions['items']> {
    const { id, label, createdAt, lastUsedOn, revokedAt, expiresAt } = browser;
    const member = browser.staffId === null ? null : await staff.describe(browser.staffId);
    if (!member || expiresAt === null) return [];
    return [
      {
        id,
        staff: member,
        label,
        createdAt,
        expiresAt,
        lastUsedOn,
        revokedAt,
        isCurrent: id === actor.sessionId,
      },
    ];
  }
}
