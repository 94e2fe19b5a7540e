import type { OaCapabilities } from './oa-capabilities.rules.ts';
import type { OaClient } from './oa-client.ts';
import type { OaConnection, OaConnectionStore } from './oa-connection.store.ts';
import { chooseGroups } from './oa-groups.rules.ts';
import type { OauthClient } from './oauth-client.ts';

/** Whether the OA's groups are known; a `problem` is a short code, and the groups remembered before stay in use. */
type GroupsOutcome =
  | { readonly kind: 'read'; readonly groupIds: OaConnection['groupIds'] }
  | { readonly kind: 'failed'; readonly problem: string };

/** What the consent page returned, and what was asked of it. */
export type Consent = {
  readonly oaId: string;
  readonly code: string;
  /** Of PKCE; null where the link had no challenge. */
  readonly verifier: string | null;
  /** Which OA was meant; null: the unit's present one, or any while it has none. */
  readonly expectedOaId: string | null;
  /** Another OA may take the place of the unit's present one. */
  readonly mayReplace: boolean;
};

export type ConnectOutcome =
  | { readonly kind: 'connected'; readonly capabilities: OaCapabilities; readonly groups: GroupsOutcome }
  /** The OA belongs to another unit already: two wards must not write into each other's groups. */
  | { readonly kind: 'oa_taken'; readonly unitId: string }
  /** Not the OA that was meant, or not the one that Zalo gave the tokens for. */
  | { readonly kind: 'wrong_oa' }
  /** Zalo does not take the code: consent again. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** No answer; the code may be used up: consent again. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export type OaConnector = {
  /** Connects a unit's OA with what Zalo's consent page returned. Nothing is stored before Zalo said whose the tokens are. */
  connect(unitId: string, consent: Consent): Promise<ConnectOutcome>;
  /** Asks Zalo again what the OA can do and which groups it has. False when it could not be asked. */
  probe(unitId: string): Promise<boolean>;
  /** Reads the OA's groups and remembers the duty and SOS groups by their names (oa-groups.rules.ts). */
  readGroups(unitId: string): Promise<GroupsOutcome>;
};

/** New tokens are worth a second and third question. */
const describeTriesMax = 3;

export function createOaConnector(options: {
  connections: OaConnectionStore;
  oauth: Pick<OauthClient, 'exchangeCode'>;
  oa: Pick<OaClient, 'listGroups' | 'describe' | 'describeByToken'>;
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

  /** Before the code is spent. */
  async function refusalOf(unitId: string, consent: Consent): Promise<ConnectOutcome | null> {
    const owner = await connections.findUnitIdOf(consent.oaId);
    if (owner !== undefined && owner !== unitId) return { kind: 'oa_taken', unitId: owner };
    const present = (await connections.find(unitId))?.oaId ?? null;
    const expected = consent.expectedOaId ?? (consent.mayReplace ? null : present);
    return expected === null || expected === consent.oaId ? null : { kind: 'wrong_oa' };
  }

  async function describeByToken(accessToken: string): ReturnType<OaClient['describeByToken']> {
    for (let tries = 1; ; tries += 1) {
      const described = await oa.describeByToken(accessToken);
      if (described.kind === 'oa' || tries === describeTriesMax) return described;
    }
  }

  return {
    readGroups,
    async connect(unitId, consent) {
      const refusal = await refusalOf(unitId, consent);
      if (refusal) return refusal;
      const outcome = await oauth.exchangeCode(consent.code, consent.verifier);
      if (outcome.kind !== 'tokens') return outcome;
      // The id in the address is anybody's claim; whose the tokens are, only Zalo can say.
      const described = await describeByToken(outcome.pair.accessToken);
      if (described.kind === 'failed') return { kind: 'unavailable', reason: described.reason };
      if (described.oa.oaId !== consent.oaId) return { kind: 'wrong_oa' };
      const { capabilities } = described.oa;
      await connections.connect(unitId, consent.oaId, outcome.pair, now());
      await connections.setCapabilities(unitId, capabilities, now());
      return { kind: 'connected', capabilities, groups: await readGroups(unitId) };
    },
    async probe(unitId) {
      const described = await oa.describe(unitId);
      if (described.kind === 'oa')
        await connections.setCapabilities(unitId, described.oa.capabilities, now());
      const groups = await readGroups(unitId);
      return described.kind === 'oa' && groups.kind === 'read';
    },
  };
}
