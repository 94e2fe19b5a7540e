import * as z from 'zod';
import type { OaConnection } from './oa-connection.store.ts';
import { isRecord, nonEmptyString } from './zalo-http.ts';

/** What Zalo says of an OA (zalo/server.md 3.5, `getoa`), as far as it decides what the portal can do with it. */
export const OaCapabilities = z.object({
  name: z.string(),
  /** 2 is a business, 4 a state agency; others are not known to us. */
  type: z.enum(['business', 'state_agency']).nullable(),
  isVerified: z.boolean(),
  packageName: z.string().nullable(),
  /** As Zalo writes it, such as "31/12/2027". */
  packageValidThrough: z.string().nullable(),
});
export type OaCapabilities = z.infer<typeof OaCapabilities>;

export type DescribedOa = { readonly oaId: string; readonly capabilities: OaCapabilities };

/** Null: no description of an OA. The id goes by two names. */
export function readOaDescription(data: unknown): DescribedOa | null {
  if (!isRecord(data)) return null;
  const oaId = nonEmptyString(data.oaid) ?? nonEmptyString(data.oa_id);
  if (!oaId) return null;
  const type = Number(data.oa_type);
  return {
    oaId,
    capabilities: {
      name: nonEmptyString(data.name) ?? '',
      type: type === 2 ? 'business' : type === 4 ? 'state_agency' : null,
      isVerified: data.is_verified === true || data.is_verified === 'true',
      packageName: nonEmptyString(data.package_name),
      packageValidThrough: nonEmptyString(data.package_valid_through_date),
    },
  };
}

/**
 * How an OA stands. `expiring`: its token should have been renewed by now and was not; what is sent still arrives. `disabled`: the OA is
 * off at Zalo. `needs_reconnect`: a person has to consent anew.
 */
export type OaStanding = 'connected' | 'expiring' | 'needs_reconnect' | 'disabled';

/** Tokens are renewed after four fifths of their life (oa-tokens.ts); past this something keeps them from it. */
const overdueAfterShareOfLife = 0.9;

export function standingOf(connection: Pick<OaConnection, 'state' | 'tokens'>, now: Date): OaStanding {
  if (connection.state === 'needs_reconnect') return 'needs_reconnect';
  if (connection.state === 'paused') return 'disabled';
  const { obtainedAt, expiresInS } = connection.tokens;
  const overdueMs = Date.parse(obtainedAt) + expiresInS * 1_000 * overdueAfterShareOfLife;
  return now.getTime() < overdueMs ? 'connected' : 'expiring';
}
