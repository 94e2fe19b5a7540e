import type { OaCall } from './oa-call.ts';
import { type DescribedOa, readOaDescription } from './oa-capabilities.rules.ts';
import type { OaGroup } from './oa-connection.store.ts';
import { findSent, parseConversationPage, reachesBefore } from './oa-conversation.rules.ts';
import type { OaVerdict } from './oa-errors.rules.ts';
import type { OaGroupName } from './oa-groups.rules.ts';
import { type HistoryLine, readPage as readLines, type Talk } from './oa-look.rules.ts';
import { type FindOutcome, notSent } from './oa-outcome.rules.ts';
import type { OaTargets } from './oa-target.ts';
import { isRecord, nonEmptyString } from './zalo-http.ts';

type ListGroupsOutcome =
  | { readonly kind: 'groups'; readonly groups: readonly OaGroupName[] }
  | { readonly kind: 'failed'; readonly reason: string };

type LinesOutcome =
  | { readonly kind: 'lines'; readonly lines: readonly HistoryLine[] }
  | { readonly kind: 'failed'; readonly reason: string };

type DescribeOutcome =
  | { readonly kind: 'oa'; readonly oa: DescribedOa }
  | { readonly kind: 'failed'; readonly reason: string };

export type OaReading = {
  /** Looks for a message of ours that holds `needle`, sent since then. */
  findInGroup(unitId: string, group: OaGroup, needle: string, since: Date): Promise<FindOutcome>;
  findInChat(unitId: string, userId: string, needle: string, since: Date): Promise<FindOutcome>;
  listGroups(unitId: string): Promise<ListGroupsOutcome>;
  /** The last line of each conversation of the OA with people, or of each of its groups: newest first, ten at a time. */
  listRecentTalks(unitId: string, scope: 'chats' | 'groups', offset: number): Promise<LinesOutcome>;
  /** One conversation, newest first, ten lines at a time. */
  readTalk(unitId: string, talk: Talk, offset: number): Promise<LinesOutcome>;
  /** What Zalo says of the unit's OA. */
  describe(unitId: string): Promise<DescribeOutcome>;
  /** The same by a token that is nobody's yet: whose it is. */
  describeByToken(accessToken: string): Promise<DescribeOutcome>;
};

/** Zalo gives ten messages a page at the most. */
const conversationPageSize = 10;
/** 600 messages: what a group gets in hours of a bad night. */
const conversationPagesMax = 60;
/** Zalo's clock and ours may differ by this much. */
const clockToleranceMs = 2 * 60_000;
const groupsPageSize = 50;
const groupsPagesMax = 20;
const describePath = '/v2.0/oa/getoa';

/** What the groups, the chats and Zalo itself say, as a unit's OA sees it (zalo/server.md 3). */
export function createOaReading(
  { call, readPage, readByToken, baseUrl }: OaCall,
  { findGroup }: OaTargets,
): OaReading {
  /** Reads a conversation from its newest message back to that instant. */
  async function readBack(
    needle: string,
    since: Date,
    readAt: (offset: number) => Promise<OaVerdict>,
  ): Promise<FindOutcome> {
    const from = new Date(since.getTime() - clockToleranceMs);
    const failed = (reason: string, needsPerson = false): FindOutcome => ({
      kind: 'failed',
      reason,
      needsPerson,
    });
    for (let page = 0; page < conversationPagesMax; page += 1) {
      const verdict = await readAt(page * conversationPageSize);
      if (verdict.kind !== 'ok') return failed(verdict.reason, notSent(verdict).kind === 'human');
      const entries = parseConversationPage(verdict.data);
      if (!entries) return failed('conversation unreadable');
      const found = findSent(entries, needle, from);
      if (found) return { kind: 'found', messageId: found.messageId };
      if (entries.length < conversationPageSize || reachesBefore(entries, from)) return { kind: 'absent' };
    }
    // More was written since than we read: not having seen it proves nothing.
    return failed('conversation too long');
  }

  return {
    async findInGroup(unitId, group, needle, since) {
      const target = await findGroup(unitId, group);
      if ('kind' in target) return { kind: 'failed', reason: target.reason, needsPerson: true };
      const { groupId } = target;
      return await readBack(needle, since, (offset) =>
        readPage(unitId, '/v3.0/oa/group/conversation', {
          group_id: groupId,
          offset: String(offset),
          count: String(conversationPageSize),
        }),
      );
    },

    async findInChat(unitId, userId, needle, since) {
      return await readBack(needle, since, (offset) =>
        // v2 reads take one parameter: JSON.
        readPage(unitId, '/v2.0/oa/conversation', {
          data: JSON.stringify({ user_id: userId, offset, count: conversationPageSize }),
        }),
      );
    },

    async listRecentTalks(unitId, scope, offset) {
      const paging = { offset, count: conversationPageSize };
      return toLines(
        scope === 'groups'
          ? await readPage(unitId, '/v3.0/oa/group/listrecentchat', plain(paging))
          : await readPage(unitId, '/v2.0/oa/listrecentchat', { data: JSON.stringify(paging) }),
      );
    },

    async readTalk(unitId, talk, offset) {
      const paging = { offset, count: conversationPageSize };
      return toLines(
        'groupId' in talk
          ? await readPage(
              unitId,
              '/v3.0/oa/group/conversation',
              plain({ group_id: talk.groupId, ...paging }),
            )
          : await readPage(unitId, '/v2.0/oa/conversation', {
              data: JSON.stringify({ user_id: talk.userId, ...paging }),
            }),
      );
    },

    async describe(unitId) {
      return toDescription(await call(unitId, 'read', { method: 'GET', url: `${baseUrl}${describePath}` }));
    },

    async describeByToken(accessToken) {
      return toDescription(await readByToken(describePath, accessToken));
    },

    async listGroups(unitId) {
      const groups: OaGroupName[] = [];
      for (let page = 0; page < groupsPagesMax; page += 1) {
        const verdict = await readPage(unitId, '/v3.0/oa/group/getgroupsofoa', {
          offset: String(page * groupsPageSize),
          count: String(groupsPageSize),
        });
        if (verdict.kind !== 'ok') return { kind: 'failed', reason: verdict.reason };
        const listed = isRecord(verdict.data) ? verdict.data.groups : null;
        if (!Array.isArray(listed)) return { kind: 'failed', reason: 'groups unreadable' };
        groups.push(...listed.flatMap(toGroupName));
        if (listed.length < groupsPageSize) break;
      }
      return { kind: 'groups', groups };
    },
  };
}

const plain = (parameters: Readonly<Record<string, string | number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));

function toLines(verdict: OaVerdict): LinesOutcome {
  if (verdict.kind !== 'ok') return { kind: 'failed', reason: verdict.reason };
  const lines = readLines(verdict.data);
  return lines ? { kind: 'lines', lines } : { kind: 'failed', reason: 'conversation unreadable' };
}

function toDescription(verdict: OaVerdict): DescribeOutcome {
  if (verdict.kind !== 'ok') return { kind: 'failed', reason: verdict.reason };
  const oa = readOaDescription(verdict.data);
  return oa ? { kind: 'oa', oa } : { kind: 'failed', reason: 'oa unreadable' };
}

function toGroupName(listed: unknown): OaGroupName[] {
  if (!isRecord(listed)) return [];
  const groupId = nonEmptyString(listed.group_id);
  return groupId ? [{ groupId, name: nonEmptyString(listed.name) ?? '' }] : [];
}
