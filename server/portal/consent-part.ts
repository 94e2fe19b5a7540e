import type { CitizenService } from '../features/citizens/citizen.service.ts';
import type { TipService } from '../features/tips/tip.service.ts';
import { revocationNames } from '../webhooks/webhook.service.ts';
import { webhookEventStore } from '../webhooks/webhook-event.store.ts';
import { oaConnectionStore } from '../zalo/oa-connection.store.ts';
import { oaOfficerStore } from '../zalo/oa-officer.store.ts';
import { oaUserStore } from '../zalo/oa-user.store.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/**
 * `user.revoke.consent`: everything that is tied to this person's Zalo ids goes, in one transaction (zalo/server.md 5.7, 8.3; Nghị định
 * 13/2023/NĐ-CP, articles 12 and 16). Their tips stay, as after `DELETE /api/me`, without whose they are; the contact of a report of a
 * crime stays as long as the case needs it.
 */
export function createConsentPart(
  { keys, now, logger }: Ground,
  { citizens, tips }: { citizens: CitizenService; tips: TipService },
  parts: readonly PortalPart[],
): PortalPart {
  return {
    events: {
      revokeConsent: [
        async ({ appUserId }, { transaction, afterCommit }) => {
          const atOas = await oaUserStore(transaction, keys).forget(appUserId);
          for (const { oaId, userId } of atOas) {
            const unitId = await oaConnectionStore(transaction, keys).findUnitIdOf(oaId);
            if (unitId !== undefined) await oaOfficerStore(transaction, keys).unbind(unitId, userId);
          }
          const person = { appUserId, atOas };
          await webhookEventStore(transaction, keys).forget(person, revocationNames, now());
          await citizens.eraseByZaloId(transaction, appUserId, tips.eraseOwner);
          for (const part of parts) await part.forget?.(transaction, person);
          afterCommit(() => logger.info('somebody who took back their consent was erased'));
        },
      ],
    },
  };
}
