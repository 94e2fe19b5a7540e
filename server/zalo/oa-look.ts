import type { OaClient } from './oa-client.ts';
import { type HistoryLine, type Talk, talkOf, timeOf, toWebhookBody } from './oa-look.rules.ts';

/** What people said to an OA, as the webhook would have told it, the oldest first. `isWhole`: nothing was left unread. */
export type OaLook = {
  readonly bodies: readonly Record<string, unknown>[];
  readonly isWhole: boolean;
  /** Why not: a short code. */
  readonly reason: string | null;
};

const pageSize = 10;
/** 500 conversations of people, and as many groups, since the last look. */
const recentPagesMax = 50;
/** 300 messages in each. */
const talkPagesMax = 30;

type Read = (offset: number) => ReturnType<OaClient['readTalk']>;

/**
 * Reads back what was said to an OA since an instant, from the list of conversations and then from each of them (zalo/server.md 3.5).
 * Zalo switches a webhook off when it was not answered for two hours; what was said meanwhile is found in here alone.
 */
export async function lookBack(
  oa: Pick<OaClient, 'listRecentTalks' | 'readTalk'>,
  where: { unitId: string; oaId: string; appId: string },
  since: Date,
): Promise<OaLook> {
  let reason: string | null = null;

  /** Pages from the newest line back to that instant; what stops it on the way is the look's reason. */
  async function linesSince(read: Read, pagesMax: number): Promise<HistoryLine[]> {
    const found: HistoryLine[] = [];
    for (let page = 0; page < pagesMax; page += 1) {
      const outcome = await read(page * pageSize);
      if (outcome.kind === 'failed') {
        reason ??= outcome.reason;
        return found;
      }
      const young = outcome.lines.filter((line) => (timeOf(line) ?? since) >= since);
      found.push(...young);
      if (outcome.lines.length < pageSize || young.length < outcome.lines.length) return found;
    }
    reason ??= 'too much to read';
    return found;
  }

  const bodies: Record<string, unknown>[] = [];
  for (const scope of ['chats', 'groups'] as const) {
    const recent = await linesSince(
      (offset) => oa.listRecentTalks(where.unitId, scope, offset),
      recentPagesMax,
    );
    const talks = recent.map((line) => talkOf(line, scope)).filter((talk) => talk !== null);
    for (const talk of distinct(talks)) {
      const lines = await linesSince((offset) => oa.readTalk(where.unitId, talk, offset), talkPagesMax);
      bodies.push(...lines.map((line) => toWebhookBody(line, talk, where)).filter((body) => body !== null));
    }
  }
  bodies.sort((a, b) => Number(a.timestamp) - Number(b.timestamp));
  return { bodies, isWhole: reason === null, reason };
}

function distinct(talks: readonly Talk[]): Talk[] {
  return [...new Map(talks.map((talk) => [JSON.stringify(talk), talk])).values()];
}
