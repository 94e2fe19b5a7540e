import { createHash } from 'node:crypto';
import type { SandboxDatabase } from './sandbox.database.ts';
import { newToken } from './zalo-ids.ts';

/** 25 hours, as Zalo answers it; clients must read the field. */
export const accessTokenLifeS = 90_000;
const refreshTokenLifeMs = 90 * 24 * 3_600_000;
const consentCodeLifeMs = 10 * 60_000;

export type TokenPair = { readonly accessToken: string; readonly refreshToken: string };
export type TokenState =
  | { readonly kind: 'live'; readonly oaId: string }
  | { readonly kind: 'expired' | 'invalid' };
export type Exchange =
  | { readonly kind: 'granted'; readonly oaId: string; readonly pair: TokenPair }
  | { readonly kind: 'unknown' | 'used' | 'expired' };

/** PKCE, S256. */
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

type GrantRow = { oa_id: string; expires_at: string; used_at: string | null };
type AccessRow = { oa_id: string; expires_at: string; ended_at: string | null };

export type OaTokenStore = ReturnType<typeof createOaTokenStore>;

/** OAuth of OAs: consent codes and rotating token pairs, all single use. */
export function createOaTokenStore(database: SandboxDatabase, now: () => Date) {
  const statements = {
    insertCode: database.prepare('insert into consent_codes (code, oa_id, expires_at) values (?, ?, ?)'),
    insertChallenge: database.prepare('insert into consent_challenges (code, challenge) values (?, ?)'),
    challenge: database.prepare<[string], { challenge: string }>(
      'select challenge from consent_challenges where code = ?',
    ),
    code: database.prepare<[string], GrantRow>('select * from consent_codes where code = ?'),
    useCode: database.prepare('update consent_codes set used_at = ? where code = ?'),
    refresh: database.prepare<[string], GrantRow>('select * from refresh_tokens where token = ?'),
    access: database.prepare<[string], AccessRow>('select * from access_tokens where token = ?'),
    endAccess: database.prepare('update access_tokens set ended_at = ? where oa_id = ? and ended_at is null'),
    endRefresh: database.prepare('update refresh_tokens set used_at = ? where oa_id = ? and used_at is null'),
    insertAccess: database.prepare('insert into access_tokens (token, oa_id, expires_at) values (?, ?, ?)'),
    insertRefresh: database.prepare('insert into refresh_tokens (token, oa_id, expires_at) values (?, ?, ?)'),
    expireOne: database.prepare(
      'update access_tokens set expires_at = ? where oa_id = ? and ended_at is null and expires_at > ?',
    ),
    expireAll: database.prepare(
      'update access_tokens set expires_at = ? where ended_at is null and expires_at > ?',
    ),
  };

  const later = (lifeMs: number): string => new Date(now().getTime() + lifeMs).toISOString();

  /** Ends what was there: an OA has one live pair per app. */
  function issue(oaId: string): TokenPair {
    const pair = { accessToken: newToken(), refreshToken: newToken() };
    const at = now().toISOString();
    statements.endAccess.run(at, oaId);
    statements.endRefresh.run(at, oaId);
    statements.insertAccess.run(pair.accessToken, oaId, later(accessTokenLifeS * 1000));
    statements.insertRefresh.run(pair.refreshToken, oaId, later(refreshTokenLifeMs));
    return pair;
  }

  function exchange(row: GrantRow | undefined): Exchange {
    if (!row) return { kind: 'unknown' };
    if (row.used_at !== null) return { kind: 'used' };
    if (row.expires_at <= now().toISOString()) return { kind: 'expired' };
    return { kind: 'granted', oaId: row.oa_id, pair: issue(row.oa_id) };
  }

  return {
    /** `challenge`: of PKCE; the exchange then needs its verifier. */
    grantCode(oaId: string, challenge: string | null = null): string {
      const code = newToken();
      statements.insertCode.run(code, oaId, later(consentCodeLifeMs));
      if (challenge !== null) statements.insertChallenge.run(code, challenge);
      return code;
    },
    /** Whose code or refresh token it is, without spending it: faults of one unit need to know. */
    ownerOf(grant: string): string | undefined {
      return statements.code.get(grant)?.oa_id ?? statements.refresh.get(grant)?.oa_id;
    },
    exchangeCode: database.transaction((code: string, verifier: string | null): Exchange => {
      const challenge = statements.challenge.get(code)?.challenge;
      if (challenge !== undefined && (verifier === null || challengeOf(verifier) !== challenge))
        return { kind: 'unknown' };
      const result = exchange(statements.code.get(code));
      if (result.kind === 'granted') statements.useCode.run(now().toISOString(), code);
      return result;
    }),
    exchangeRefreshToken: database.transaction(
      (token: string): Exchange => exchange(statements.refresh.get(token)),
    ),
    readAccessToken(token: string): TokenState {
      const row = statements.access.get(token);
      if (!row || row.ended_at !== null) return { kind: 'invalid' };
      if (row.expires_at <= now().toISOString()) return { kind: 'expired' };
      return { kind: 'live', oaId: row.oa_id };
    },
    /** The fault `token-expired`: what was issued until now is too old from now on; refreshing mends it. */
    expireAccessTokens(oaId: string | null): number {
      const at = now().toISOString();
      const result =
        oaId === null ? statements.expireAll.run(at, at) : statements.expireOne.run(at, oaId, at);
      return result.changes;
    },
  };
}
