import { createConsentRoutes, createOaRoutes } from '../features/oas/oa.routes.ts';
import { type ConnectedOa, createOaService } from '../features/oas/oa.service.ts';
import { oaHearingStore } from '../webhooks/oa-hearing.store.ts';
import { standingOf } from '../zalo/oa-capabilities.rules.ts';
import { expiresAt, type OaConnection } from '../zalo/oa-connection.store.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** What an OA can do changes with its package and by its owner's hand. */
const probeEveryMs = 24 * 60 * 60_000;
const probesAtOnceMax = 5;

/** How the units' OAs are connected, how they stand and what they can do. */
export function createOaPart(ground: Ground): PortalPart {
  const { config, database, now, pack, publicUrl, zaloSide } = ground;
  const oas = createOaService({
    ...ground,
    unitIds: pack.units.map(({ id }) => id),
    listConnected: async () =>
      (await zaloSide.listConnections()).map((connection) => toConnectedOa(connection, now())),
    listHearings: oaHearingStore(database.kysely).list,
    putConsent: zaloSide.consents.put,
    takeConsent: (state) => zaloSide.consents.take(state, now()),
    connect: zaloSide.connect,
    consentUrl: (link) => zaloSide.consentUrl({ ...link, redirectUrl: `${publicUrl}/oauth/zalo-oa` }),
    silentAfterHours: config.oaSilenceHours,
  });
  // Silence is counted from the connection on.
  zaloSide.onConnected(async (unitId) => {
    const oaId = zaloSide.oaIdOf(unitId);
    if (oaId !== null) await oaHearingStore(database.kysely).hear(oaId, now());
  });

  /** Those whose last answer is oldest, a few at a time. */
  async function probeDue(): Promise<void> {
    const before = now().getTime() - probeEveryMs;
    const askedAtMs = ({ described }: OaConnection) => described?.at.getTime() ?? 0;
    const due = (await zaloSide.listConnections())
      .filter((connection) => connection.state === 'connected' && askedAtMs(connection) <= before)
      .sort((a, b) => askedAtMs(a) - askedAtMs(b));
    for (const { unitId } of due.slice(0, probesAtOnceMax)) await zaloSide.probe(unitId);
  }

  return {
    mount(app) {
      app.route('/oauth', createConsentRoutes(oas));
    },
    mountStaff(staff) {
      staff.route('/oas', createOaRoutes(oas));
    },
    events: {
      groupsChanged: [
        async ({ unitId }, { afterCommit }) =>
          afterCommit(() => {
            zaloSide
              .probe(unitId)
              .catch((error: unknown) => ground.logger.warn({ err: error, unitId }, 'OA not probed'));
          }),
      ],
    },
    checks: [
      {
        name: 'oas',
        listTroubles: async () => [],
        listWarnings: async () => (await oas.listSilent()).map((unitId) => `${unitId}: silent`),
      },
    ],
    jobs: [
      { name: 'OA probes', everyMs: sweepEveryMs, work: probeDue },
      { name: 'consent link sweep', everyMs: sweepEveryMs, work: () => zaloSide.consents.sweep(now()) },
    ],
  };
}

function toConnectedOa(connection: OaConnection, at: Date): ConnectedOa {
  const { unitId, oaId, stateReason, described, groupIds, profiles } = connection;
  return {
    unitId,
    oaId,
    state: standingOf(connection, at),
    reason: stateReason,
    capabilities: described?.capabilities ?? null,
    describedAt: described?.at ?? null,
    groups: { duty: groupIds.duty !== null, sos: groupIds.sos !== null },
    sendsBy: profiles,
    tokenExpiresAt: expiresAt(connection.tokens),
  };
}
