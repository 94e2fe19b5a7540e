import type { Transaction } from 'kysely';
import type { ErasedMe, MyTips } from '#contract/citizens.ts';
import { limits } from '#contract/limits.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { tipOwnerStore } from './tip-owner.store.ts';

export type TipOwnersDependencies = {
  database: Database;
  keys: SecretKeys;
  findCategory(id: string): { name: string } | undefined;
  unitName(id: string): string;
  /** How long the place keeps a contact, in days from the tip; null while it has not decided. */
  contactDays: number | null;
  /** The ways to the sender of these tips, besides the tip's own page, are forgotten. */
  forgetWays(transaction: Transaction<Schema>, tipIds: readonly string[]): Promise<void>;
};

const dayMs = 24 * 60 * 60_000;

/** A citizen's own tips. Anonymous ones have no owner, so they are in none of this. */
export function createTipOwners(dependencies: TipOwnersDependencies) {
  const { database, keys } = dependencies;

  return {
    /** Newest first; `cursor` is what the page before gave. */
    async listOwned(citizenId: string, cursor: string | undefined): Promise<MyTips> {
      const found = await tipOwnerStore(database.kysely, keys).listOwned(
        citizenId,
        cursor,
        limits.myTipsPageMax + 1,
      );
      const page = found.slice(0, limits.myTipsPageMax);
      return {
        items: page.map((tip) => ({
          code: tip.code,
          category: { id: tip.category, name: dependencies.findCategory(tip.category)?.name ?? tip.category },
          unit: { id: tip.unitId, name: dependencies.unitName(tip.unitId) },
          status: tip.status,
          restricted: tip.isRestricted,
          createdAt: tip.createdAt,
          updatedAt: tip.updatedAt,
          unread: tip.unread,
        })),
        nextCursor: found.length > page.length ? (page.at(-1)?.id ?? null) : null,
      };
    },

    /**
     * Forgets whose tips these are, and how to reach them: but the contact of a report of a crime that is still being handled stays
     * until the place's period for contacts ends.
     */
    async eraseOwner(transaction: Transaction<Schema>, citizenId: string): Promise<ErasedMe> {
      const owners = tipOwnerStore(transaction, keys);
      const inHandling = await owners.listContactsInHandling(citizenId);
      const kept: ErasedMe['kept'] = [];
      for (const { id, code, createdAt } of inHandling) {
        const until = contactEnd(createdAt);
        if (until) await owners.keepContactUntil(id, until);
        kept.push({ code, reason: 'crime_in_handling', until });
      }
      const contacts = await owners.deleteContactsOf(
        citizenId,
        inHandling.map(({ id }) => id),
      );
      await dependencies.forgetWays(transaction, await owners.listOwnedIds(citizenId));
      const links = await owners.deleteOwner(citizenId);
      return {
        erased: [
          ...(links > 0 ? (['tip_links'] as const) : []),
          ...(contacts > 0 ? (['contacts'] as const) : []),
        ],
        kept,
      };
    },

    /** Contacts that were kept for their case and whose period is over; how many went. */
    sweepContacts: (at: Date): Promise<number> =>
      database.transact((transaction) =>
        tipOwnerStore(transaction, keys).deleteDueContacts(at.toISOString()),
      ),
  };

  function contactEnd(createdAt: string): string | null {
    const { contactDays } = dependencies;
    return contactDays === null ? null : new Date(Date.parse(createdAt) + contactDays * dayMs).toISOString();
  }
}
