import type { OaClient } from './oa-client.ts';
import type { OaConnection, OaConnectionStore } from './oa-connection.store.ts';
import { chooseGroups } from './oa-groups.rules.ts';
import type { OauthClient } from './oauth-client.ts';

/** Whether the OA's groups are known; a `problem` is a short code, and the groups remembered before stay in use. */
type GroupsOutcome =
  | { readonly kind: 'read'; readonly groupIds: OaConnection['groupIds'] }
  | { readonly kind: 'failed'; readonly problem: string };

export type ConnectOutcome =
  | { readonly kind: 'connected'; readonly groups: GroupsOutcome }
  /** The OA belongs to another unit already: two wards must not write into each other's groups. */
  | { readonly kind: 'oa_taken'; readonly unitId: string }
  /** Zalo does not take the code: consent again. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** No answer; the code may be used up: try once more, then consent again. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export type OaConnector = {
  /** Connects a unit's OA with the code and OA id that Zalo's consent page returned. */
  connect(unitId: string, oaId: string, code: string): Promise<ConnectOutcome>;
  /** Reads the OA's groups and remembers the duty and SOS groups by their names (oa-groups.rules.ts). */
  readGroups(unitId: string): Promise<GroupsOutcome>;
};

export function createOaConnector(options: {
  connections: OaConnectionStore;
  oauth: Pick<OauthClient, 'exchangeCode'>;
  oa: Pick<OaClient, 'listGroups'>;
  now: () => Date;
}): OaConnector {
  const { connections, oauth, oa, now } = options;

  async function readGroups(unitId: string): Promise<GroupsOutcome> {
    const listed = await oa.listGroups(unitId);
    if (listed.kind === 'failed') return { kind: 'failed', problem: listed.reason };
    const connection = await connections.find(unitId);
    if (!connection) return { kind: 'failed', problem: 'oa not connected' };
    const groupIds = chooseGroups(listed.groups, connection.groupIds);
    await connections.setGroups(unitId, groupIds, now());
    return { kind: 'read', groupIds };
  }

  return {
    readGroups,
    async connect(unitId, oaId, code) {
      const owner = await connections.findUnitIdOf(oaId);
      if (owner !== undefined && owner !== unitId) return { kind: 'oa_taken', unitId: owner };
      const outcome = await oauth.exchangeCode(code);
      if (outcome.kind !== 'tokens') return outcome;
      await connections.connect(unitId, oaId, outcome.pair, now());
      return { kind: 'connected', groups: await readGroups(unitId) };
    },
  };
}
