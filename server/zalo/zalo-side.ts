import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { createGraphClient, type GraphClient } from './graph-client.ts';
import { createMiniAppClient, type MiniAppClient } from './mini-app-client.ts';
import { createOaClient, type OaClient } from './oa-client.ts';
import { type OaConnection, oaConnectionStore } from './oa-connection.store.ts';
import { type ConnectOutcome, type Consent, createOaConnector } from './oa-connector.ts';
import { type OaConsentStore, oaConsentStore } from './oa-consent.store.ts';
import { type OaOfficerStore, oaOfficerStore } from './oa-officer.store.ts';
import { type OaReach, reachOf } from './oa-reach.rules.ts';
import { createOaTokens } from './oa-tokens.ts';
import { oaUserStore } from './oa-user.store.ts';
import { createOauthClient } from './oauth-client.ts';
import type { ZaloBaseUrls } from './zalo-http.ts';

/** Everything the portal has on Zalo's side, over one set of credentials. */
export type ZaloSide = {
  oaClient: OaClient;
  graph: GraphClient;
  miniApp: MiniAppClient;
  /** Officers who get 1-1 messages. */
  officers: OaOfficerStore;
  /** Connects a unit's OA with the code of its consent, and lets what waited for it go. */
  connect(unitId: string, consent: Consent): Promise<ConnectOutcome>;
  /** Zalo's page on which somebody who administers an OA consents (zalo/server.md 2.1). */
  consentUrl(link: { state: string; challenge: string; redirectUrl: string }): string;
  consents: { put: OaConsentStore['put']; take: OaConsentStore['take']; sweep: OaConsentStore['sweep'] };
  /** Every unit's OA that was ever connected. */
  listConnections(): Promise<OaConnection[]>;
  /** Asks again what the OA can do and which groups it has. */
  probe(unitId: string): Promise<boolean>;
  /** Which OA a unit has; null while none is connected. */
  oaIdOf(unitId: string): string | null;
  /** The same of all units that have one: another map as soon as anything of it is another. */
  oaIds(): ReadonlyMap<string, string>;
  /** Whose OA it is, whichever server connected it. */
  findUnitIdOf(oaId: string): Promise<string | undefined>;
  /** Whether the OA may write to this person now: by the id that it knows them by. */
  reachOf(person: { oaId: string; userId: string }): Promise<OaReach>;
  isConnected(unitId: string): Promise<boolean>;
  onConnected(listener: (unitId: string) => Promise<void>): void;
  /** Every OA that was connected and is not now: its unit and the state, such as "tay-thanh: needs_reconnect". */
  listLost(): Promise<string[]>;
  refreshDue(): Promise<unknown>;
};

export async function createZaloSide(options: {
  credentials: { appId: string; appSecret: string; miniAppId: string; miniAppKey: string };
  baseUrls: ZaloBaseUrls;
  database: Database;
  keys: SecretKeys;
  logger: Logger;
  now: () => Date;
}): Promise<ZaloSide> {
  const { credentials, baseUrls, database, keys, logger, now } = options;
  const connections = oaConnectionStore(database.kysely, keys);
  const oauth = createOauthClient({ ...credentials, baseUrl: baseUrls.oauth, now });
  const tokens = createOaTokens({ connections, oauth, now, logger });
  const people = oaUserStore(database.kysely, keys);
  const oaClient = createOaClient({ connections, tokens, people, baseUrls, now });
  const connector = createOaConnector({ connections, oauth, oa: oaClient, now });
  let oaIds: ReadonlyMap<string, string> = new Map();
  const listeners: ((unitId: string) => Promise<void>)[] = [];
  /** And learns of OAs that were connected through another server: this is asked every few minutes. */
  async function listConnections(): Promise<OaConnection[]> {
    const found = await connections.list();
    const isNew = found.some(({ unitId, oaId }) => oaIds.get(unitId) !== oaId);
    if (isNew || found.length !== oaIds.size)
      oaIds = new Map(found.map(({ unitId, oaId }) => [unitId, oaId]));
    return found;
  }
  await listConnections();
  return {
    oaClient,
    officers: oaOfficerStore(database.kysely, keys),
    graph: createGraphClient({ ...credentials, baseUrl: baseUrls.graph }),
    miniApp: createMiniAppClient({ ...credentials, baseUrl: baseUrls.mini }),
    async connect(unitId, consent) {
      const outcome = await connector.connect(unitId, consent);
      if (outcome.kind === 'connected') {
        oaIds = new Map([...oaIds, [unitId, consent.oaId]]);
        for (const listener of listeners) await listener(unitId);
      }
      return outcome;
    },
    oaIdOf: (unitId) => oaIds.get(unitId) ?? null,
    oaIds: () => oaIds,
    findUnitIdOf: connections.findUnitIdOf,
    consentUrl({ state, challenge, redirectUrl }) {
      const parameters = new URLSearchParams({
        app_id: credentials.appId,
        redirect_uri: redirectUrl,
        code_challenge: challenge,
        state,
      });
      return `${baseUrls.oauth}/v4/oa/permission?${parameters}`;
    },
    consents: {
      put: (state, consent, expiresAt) =>
        database.transact((transaction) => oaConsentStore(transaction, keys).put(state, consent, expiresAt)),
      take: oaConsentStore(database.kysely, keys).take,
      sweep: oaConsentStore(database.kysely, keys).sweep,
    },
    listConnections,
    probe: connector.probe,
    reachOf: async (person) => reachOf(await people.find(person), now()),
    async isConnected(unitId) {
      return (await connections.find(unitId))?.state === 'connected';
    },
    onConnected: (listener) => listeners.push(listener),
    async listLost() {
      const lost = (await listConnections()).filter((connection) => connection.state !== 'connected');
      return lost.map(({ unitId, state }) => `${unitId}: ${state}`);
    },
    refreshDue: tokens.refreshDue,
  };
}
