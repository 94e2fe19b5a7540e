import type {
  OaConnection,
  OaConnectionStore,
  OaConversation,
  OaGroup,
  OaProfile,
} from './oa-connection.store.ts';
import type { SendOutcome } from './oa-outcome.rules.ts';

type Unreachable = Extract<SendOutcome, { kind: 'human' }>;
/** Where a message goes, and which endpoint serves the OA for that. */
export type Target = {
  readonly conversation: OaConversation;
  readonly recipient: { readonly group_id: string } | { readonly user_id: string };
  readonly profile: OaProfile;
};
type ChatTarget = Target & { readonly person: { readonly oaId: string; readonly userId: string } };

export type OaTargets = ReturnType<typeof createOaTargets>;

/** Where a unit's OA finds its groups and its people. */
export function createOaTargets(connections: Pick<OaConnectionStore, 'find'>) {
  async function findGroup(
    unitId: string,
    group: OaGroup,
  ): Promise<(Target & { groupId: string }) | Unreachable> {
    const connection = await connections.find(unitId);
    if (!connection) return { kind: 'human', reason: 'oa not connected' };
    const groupId = groupIdFor(connection, group);
    if (!groupId) return { kind: 'human', reason: 'oa without duty group' };
    return {
      conversation: 'group',
      recipient: { group_id: groupId },
      profile: connection.profiles.group,
      groupId,
    };
  }

  async function findChat(unitId: string, userId: string): Promise<ChatTarget | Unreachable> {
    const connection = await connections.find(unitId);
    if (!connection) return { kind: 'human', reason: 'oa not connected' };
    return {
      conversation: 'chat',
      recipient: { user_id: userId },
      profile: connection.profiles.chat,
      person: { oaId: connection.oaId, userId },
    };
  }

  return { findGroup, findChat };
}

/** An OA without a group for emergencies gets them in its duty group: better there than nowhere. */
function groupIdFor({ groupIds }: OaConnection, group: OaGroup): string | null {
  return groupIds[group] ?? groupIds.duty;
}
