import { type OaHearing, oaHearingStore } from '../webhooks/oa-hearing.store.ts';
import type { WebhookService } from '../webhooks/webhook.service.ts';
import { lookBack } from '../zalo/oa-look.ts';
import type { Ground } from './ground.ts';

/** After so long without a webhook an OA's conversations are read back: a quiet OA costs two calls each time. */
const quietMs = 10 * 60_000;
/** Further back than this nothing is answered any more. */
const reachMs = 7 * 24 * 60 * 60_000;
/** Zalo's clock and ours may differ, and a webhook may be on its way. */
const overlapMs = 2 * 60_000;
/** Zalo sends again for so long what was not answered. */
const redeliveryMs = 2 * 60 * 60_000;
/** What is found and older than this no webhook was going to bring soon. */
const missedAfterMs = 5 * 60_000;
/** Longer than one look takes. */
const claimMs = 5 * 60_000;

/**
 * Finds what was said to an OA while its webhook was off or we were away: at a start where there was a gap, and for as long as nothing
 * is heard. What the webhook brings after all is known by its id then.
 */
export function createOaLookJob(ground: Ground, webhooks: Pick<WebhookService, 'addFound'>) {
  const { database, logger, now, zalo, zaloSide } = ground;
  const hearings = oaHearingStore(database.kysely);
  /** By OA: since the process runs there is no gap before this that was not looked into. */
  const isCaughtUp = new Set<string>();

  return async (): Promise<void> => {
    const heard = await hearings.list();
    for (const { unitId, oaId, state } of await zaloSide.listConnections()) {
      const hearing = heard.get(oaId);
      if (state !== 'connected' || !hearing) continue;
      try {
        await lookAt(unitId, oaId, hearing);
      } catch (error) {
        logger.warn({ err: error, unitId }, 'conversations of an OA not read back');
      }
    }
  };

  async function lookAt(unitId: string, oaId: string, { heardAt, lookedUntil }: OaHearing): Promise<void> {
    const at = now();
    const since = lookedUntil ?? heardAt ?? at;
    const isHeard = heardAt !== null && at.getTime() - heardAt.getTime() < quietMs;
    const hasNoGap = isCaughtUp.has(oaId) || at.getTime() - since.getTime() < quietMs;
    if (isHeard && hasNoGap) {
      isCaughtUp.add(oaId);
      // As long as webhooks come, none is older than Zalo's repetitions.
      const safe = new Date(heardAt.getTime() - redeliveryMs);
      if (lookedUntil !== null && lookedUntil < safe)
        await hearings.endLook(oaId, { lookedUntil: safe, missedAt: null });
      return;
    }
    if (!(await hearings.claimLook(oaId, at, new Date(at.getTime() + claimMs)))) return;
    const from = new Date(Math.max(since.getTime() - overlapMs, at.getTime() - reachMs));
    let lookedTo: Date | null = null;
    let missedAt: Date | null = null;
    try {
      const look = await lookBack(zaloSide.oaClient, { unitId, oaId, appId: zalo.credentials.appId }, from);
      const isOld = (body: Record<string, unknown>) => Number(body.timestamp) < at.getTime() - missedAfterMs;
      const found = await webhooks.addFound(look.bodies.filter(isOld));
      const late = await webhooks.addFound(look.bodies.filter((body) => !isOld(body)));
      if (found + late > 0) logger.warn({ unitId, found: found + late }, 'found what no webhook had brought');
      if (!look.isWhole)
        logger.warn({ unitId, reason: look.reason }, 'conversations of an OA not read to the end');
      if (found > 0) missedAt = at;
      if (look.isWhole) {
        lookedTo = at;
        isCaughtUp.add(oaId);
      }
    } finally {
      await hearings.endLook(oaId, { lookedUntil: lookedTo, missedAt });
    }
  }
}
