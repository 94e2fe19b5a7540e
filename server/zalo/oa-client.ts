import { createOaArticles, type OaArticles } from './oa-articles.ts';
import { createOaCall } from './oa-call.ts';
import type { OaConnectionStore } from './oa-connection.store.ts';
import { createOaReading, type OaReading } from './oa-reading.ts';
import { createOaSending, type OaSending } from './oa-sending.ts';
import { createOaTargets } from './oa-target.ts';
import type { OaTokens } from './oa-tokens.ts';
import type { OaUserStore } from './oa-user.store.ts';
import type { Fetch, ZaloBaseUrls } from './zalo-http.ts';

export type OaClient = OaSending & OaReading & { articles: OaArticles };

/** The OA API for the groups, chats and pages of our units' OAs (zalo/server.md 3). Logs nothing: what it meets is in its answers. */
export function createOaClient(options: {
  connections: OaConnectionStore;
  tokens: OaTokens;
  /** Who is told what became of messages to people. */
  people: Pick<OaUserStore, 'recordSent' | 'recordRefusal'>;
  baseUrls: Pick<ZaloBaseUrls, 'openapi'>;
  now: () => Date;
  fetch?: Fetch;
  /** For every call but uploads, which get three times as long. */
  timeoutMs?: number;
}): OaClient {
  const { baseUrls, ...ground } = options;
  const oa = createOaCall({ ...ground, baseUrl: baseUrls.openapi });
  const targets = createOaTargets(options.connections);
  return {
    ...createOaSending(oa, targets, options),
    ...createOaReading(oa, targets),
    articles: createOaArticles(oa.call, oa.baseUrl),
  };
}
