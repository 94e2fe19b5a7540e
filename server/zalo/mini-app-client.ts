import { callZalo, errorNumber, type Fetch, zaloTimeoutMs } from './zalo-http.ts';

/** What became of a notification. `reason` is a short code such as "mini -111". */
export type NotifyOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry'; readonly reason: string }
  /** They did not allow it, or Zalo does not know them any more. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Key, allow-list or scope: for the administrator. */
  | { readonly kind: 'misconfigured'; readonly reason: string }
  /** It may have arrived. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type MiniAppClient = {
  /** To the phone of one person who said yes to notifications (zalo/server.md 8.1). `userId`: as our Zalo App knows them. */
  notify(
    userId: string,
    notification: { templateId: string; data: Readonly<Record<string, string>> },
  ): Promise<NotifyOutcome>;
};

/** The numbers of this host mean other things elsewhere (zalo/server.md 8.1). */
const refused = new Set([-110, -111]);
const passing = new Set([-103, -107, -109]);

/** The Mini App's Open API. Logs nothing. */
export function createMiniAppClient(options: {
  miniAppId: string;
  miniAppKey: string;
  baseUrl: string;
  fetch?: Fetch;
  timeoutMs?: number;
}): MiniAppClient {
  const { miniAppId, miniAppKey, baseUrl, fetch: fetchFunction = fetch, timeoutMs = zaloTimeoutMs } = options;
  return {
    async notify(userId, { templateId, data }) {
      const answer = await callZalo(fetchFunction, {
        method: 'POST',
        url: `${baseUrl}/notification/template`,
        headers: {
          'X-Api-Key': `Bearer ${miniAppKey}`,
          'X-User-Id': userId,
          'X-MiniApp-Id': miniAppId,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ templateId, templateData: data }),
        timeoutMs,
      });
      if (answer.kind === 'not_sent') return { kind: 'retry', reason: answer.reason };
      const number = answer.kind === 'json' ? errorNumber(answer.body) : null;
      if (number === null)
        return { kind: 'unknown', reason: answer.kind === 'broken' ? answer.reason : 'mini unreadable' };
      const reason = `mini ${number}`;
      if (number === 0) return { kind: 'sent' };
      if (refused.has(number)) return { kind: 'refused', reason };
      return { kind: passing.has(number) ? 'retry' : 'misconfigured', reason };
    },
  };
}
