import type { CitizenService } from '../features/citizens/citizen.service.ts';
import { recordErasedPerson } from '../features/retention/deletion-record.store.ts';
import type { TipService } from '../features/tips/tip.service.ts';
import type { Ground } from './ground.ts';
import type { PersonErasure } from './person-erasure.ts';
import type { PortalPart } from './portal-part.ts';

/**
 * `user.revoke.consent`: everything that is tied to this person's Zalo ids goes, in one transaction (zalo/server.md 5.7, 8.3; Nghị định
 * 13/2023/NĐ-CP, articles 12 and 16), as after `DELETE /api/me`.
 */
export function createConsentPart(
  { keys, now, logger }: Ground,
  { citizens, tips, erasure }: { citizens: CitizenService; tips: TipService; erasure: PersonErasure },
): PortalPart {
  return {
    events: {
      revokeConsent: [
        async ({ appUserId }, { transaction, afterCommit }) => {
          // The citizen first, as `DELETE /api/me` does: who holds that row goes on alone (person-erasure.ts).
          await citizens.eraseByZaloId(transaction, appUserId, tips.eraseOwner);
          await erasure.forget(transaction, appUserId);
          await recordErasedPerson(transaction, keys, { at: now(), reason: 'revocation' });
          afterCommit(() => logger.info('somebody who took back their consent was erased'));
        },
      ],
    },
  };
}
