import { pino } from 'pino';
import type { Database } from '../../../server/db/database.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { createOaClient } from '../../../server/zalo/oa-client.ts';
import { type OaConnection, oaConnectionStore } from '../../../server/zalo/oa-connection.store.ts';
import { createOaConnector } from '../../../server/zalo/oa-connector.ts';
import { createOaTokens } from '../../../server/zalo/oa-tokens.ts';
import { oaUserStore } from '../../../server/zalo/oa-user.store.ts';
import { createOauthClient } from '../../../server/zalo/oauth-client.ts';
import type { RunningSandbox } from './sandbox/running-sandbox.ts';

const keys = parseSecretKeys(`k1:${Buffer.alloc(32, 7).toString('base64url')}`);

/**
 * One server's clients of Zalo over the real store and real HTTP. `calls` are the paths asked for, in order; `onAnswer` runs
 * when an answer has come and before our code sees it: the instant at which things break.
 */
export function buildZaloClients(
  zalo: RunningSandbox,
  database: Database,
  options: { openapi?: string; timeoutMs?: number } = {},
) {
  const now = () => zalo.clock.at;
  const calls: string[] = [];
  const urls: string[] = [];
  const logLines: string[] = [];
  const hooks: { onAnswer: (path: string) => void | Promise<void> } = { onAnswer: () => undefined };
  const recordingFetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const path = url.pathname.replace(/^\/sandbox\/zalo\/(openapi|oauth|graph)/, '');
    calls.push(path);
    urls.push(url.href);
    const answer = await fetch(input, init);
    await hooks.onAnswer(path);
    return answer;
  };
  const timeoutMs = options.timeoutMs ?? 5_000;
  const logger = pino({ level: 'debug' }, { write: (line: string) => void logLines.push(line) });
  const connections = oaConnectionStore(database.kysely, keys);
  const { appId, appSecret } = zalo.sandbox.credentials;
  const oauth = createOauthClient({
    appId,
    appSecret,
    baseUrl: zalo.bases.oauth,
    now,
    fetch: recordingFetch,
    timeoutMs,
  });
  const tokens = createOaTokens({ connections, oauth, now, logger });
  const baseUrls = { openapi: options.openapi ?? zalo.bases.openapi };
  const people = oaUserStore(database.kysely, keys);
  const oa = createOaClient({
    connections,
    tokens,
    people,
    baseUrls,
    now,
    fetch: recordingFetch,
    timeoutMs,
  });
  const connector = createOaConnector({ connections, oauth, oa, now });

  return {
    connections,
    tokens,
    people,
    oa,
    connector,
    calls,
    urls,
    logLines,
    hooks,
    /** How often a token was asked for, since the calls were last cleared. */
    countRefreshes: () => calls.filter((path) => path === '/v4/oa/access_token').length,
    async get(unitId: string): Promise<OaConnection> {
      const connection = await connections.find(unitId);
      if (!connection) throw new Error(`${unitId} is not connected.`);
      return connection;
    },
    /** Consents for the unit's OA, as an administrator would, and forgets the calls that took. */
    async connect(unitId: string): Promise<void> {
      const { sandbox } = zalo;
      const outcome = await connector.connect(unitId, {
        oaId: sandbox.oaIdOf(unitId),
        code: sandbox.grantCode(unitId),
        verifier: null,
        expectedOaId: null,
        mayReplace: false,
      });
      if (outcome.kind !== 'connected') throw new Error(JSON.stringify(outcome));
      calls.length = 0;
    },
  };
}
