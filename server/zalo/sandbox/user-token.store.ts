import type { SandboxDatabase } from './sandbox.database.ts';
import { newToken } from './zalo-ids.ts';

export const userTokenKinds = ['access', 'location', 'phone'] as const;
type UserTokenKind = (typeof userTokenKinds)[number];

/** What zmp-sdk hands to the Mini App: an access token, or a code that the server exchanges for a place or a number. */
export type UserToken = {
  readonly token: string;
  readonly key: string;
  readonly appId: string;
  readonly kind: UserTokenKind;
  /** JSON: what the code is exchanged for; for access tokens, what the person agreed to show. */
  readonly value: string;
  readonly isExpired: boolean;
  readonly isUsed: boolean;
};
type Row = {
  token: string;
  user_key: string;
  app_id: string;
  kind: UserTokenKind;
  value: string;
  expires_at: string;
  used_at: string | null;
};

/** Zalo does not say how long a user's access token lives; codes live two minutes. */
const lifeMs = {
  access: 3_600_000,
  location: 120_000,
  phone: 120_000,
} as const satisfies Record<UserTokenKind, number>;

export type UserTokenStore = ReturnType<typeof createUserTokenStore>;

export function createUserTokenStore(database: SandboxDatabase, now: () => Date) {
  const statements = {
    insert: database.prepare(
      'insert into user_tokens (token, user_key, app_id, kind, value, expires_at) values (?, ?, ?, ?, ?, ?)',
    ),
    find: database.prepare<[string], Row>('select * from user_tokens where token = ?'),
    use: database.prepare('update user_tokens set used_at = ? where token = ? and used_at is null'),
  };
  return {
    make(token: Pick<UserToken, 'key' | 'appId' | 'kind' | 'value'>): { token: string; expiresAt: string } {
      const made = newToken();
      const expiresAt = new Date(now().getTime() + lifeMs[token.kind]).toISOString();
      statements.insert.run(made, token.key, token.appId, token.kind, token.value, expiresAt);
      return { token: made, expiresAt };
    },
    find(token: string): UserToken | undefined {
      const row = statements.find.get(token);
      return (
        row && {
          token: row.token,
          key: row.user_key,
          appId: row.app_id,
          kind: row.kind,
          value: row.value,
          isExpired: row.expires_at <= now().toISOString(),
          isUsed: row.used_at !== null,
        }
      );
    },
    use(token: string): void {
      statements.use.run(now().toISOString(), token);
    },
  };
}
