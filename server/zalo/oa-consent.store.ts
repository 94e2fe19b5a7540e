import * as z from 'zod';
import type { Connection } from '../db/database.ts';
import { openText, sealText } from '../secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../secrets/secret-keys.ts';

/** A link by which somebody lets the portal use a unit's OA; good once. */
export type OaConsent = {
  unitId: string;
  /** Who asked for the link. */
  staffId: string;
  /** Of PKCE: whoever only sees the link cannot use its code. */
  verifier: string;
  /** Whose consent is expected; null: whichever OA the person chooses, unless the unit has one. */
  oaId: string | null;
  /** Another OA may take the place of the unit's present one. */
  mayReplace: boolean;
};

const Sealed = z.object({ verifier: z.string(), oaId: z.string().nullable() });

/** The only file that knows the columns of `oa_consents`. */
export const oaConsentStore = (connection: Connection, keys: SecretKeys) => {
  const digests = (state: string) => keys.versions.map((key) => keyedDigest(key, 'oa-consent-digest', state));

  return {
    /** From now on the only link of this unit. */
    async put(state: string, consent: OaConsent, expiresAt: Date): Promise<void> {
      await connection.deleteFrom('oa_consents').where('unit_id', '=', consent.unitId).execute();
      const digest = keyedDigest(keys.newest, 'oa-consent-digest', state);
      const { verifier, oaId } = consent;
      await connection
        .insertInto('oa_consents')
        .values({
          state_digest: digest,
          unit_id: consent.unitId,
          staff_id: consent.staffId,
          verifier_sealed: sealText(keys, sealContext(digest), JSON.stringify({ verifier, oaId })),
          may_replace: consent.mayReplace ? 1 : 0,
          expires_at: expiresAt.toISOString(),
        })
        .execute();
    },

    /** Uses the link up. Undefined when there is none with this state, or no longer. */
    async take(state: string, now: Date): Promise<OaConsent | undefined> {
      const row = await connection
        .deleteFrom('oa_consents')
        .where('state_digest', 'in', digests(state))
        .where('expires_at', '>', now.toISOString())
        .returningAll()
        .executeTakeFirst();
      if (!row) return undefined;
      const sealed = openText(keys, sealContext(row.state_digest), row.verifier_sealed);
      return {
        unitId: row.unit_id,
        staffId: row.staff_id,
        ...Sealed.parse(JSON.parse(sealed)),
        mayReplace: row.may_replace === 1,
      };
    },

    async sweep(now: Date): Promise<void> {
      await connection.deleteFrom('oa_consents').where('expires_at', '<=', now.toISOString()).execute();
    },
  };
};

export type OaConsentStore = ReturnType<typeof oaConsentStore>;

const sealContext = (digest: string): string => `oa-consent:${digest}`;
