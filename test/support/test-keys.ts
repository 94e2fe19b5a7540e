/** The keys of every test, on both engines: a portal with a PostgreSQL makes none by itself. */
export const testSecretKeys = `k1:${Buffer.alloc(32, 11).toString('base64url')}`;
