import * as z from 'zod';
import { clockStore } from '../features/clocks/clock.store.ts';
import { clockTopic } from '../features/clocks/clock-delivery.ts';
import {
  type Acknowledgeable,
  createGroupReplies,
  type DeliveredMessage,
} from '../features/group-replies/group-reply.service.ts';
import type { StaffBindingService } from '../features/staff/staff-binding.service.ts';
import type { TipService } from '../features/tips/tip.service.ts';
import { tipStore } from '../features/tips/tip.store.ts';
import { forwardTopics } from '../features/tips/tip-forwarding.ts';
import { outboxDeliveries } from '../outbox/outbox-deliveries.store.ts';
import { outboxDigests } from '../outbox/outbox-digests.store.ts';
import { oaConnectionStore } from '../zalo/oa-connection.store.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** What officers say in their group about what was posted there. Stands behind the part that learns who is who. */
export function createGroupReplyPart(
  ground: Ground,
  parts: { tips: TipService; bindings: StaffBindingService; others: readonly Acknowledgeable[] },
): PortalPart {
  const { keys, wakeOutbox } = ground;
  const replies = createGroupReplies({
    kinds: [tipsInGroups(ground, parts.tips), ...parts.others],
    groupsOf: async (transaction, unitId) => {
      const connection = await oaConnectionStore(transaction, keys).find(unitId);
      const { duty = null, sos = null } = connection?.groupIds ?? {};
      return [duty, sos].filter((groupId) => groupId !== null);
    },
    findDelivered: (transaction, messageId) => outboxDeliveries(transaction).findByExternalId(messageId),
  });
  return {
    events: {
      groupMessage: [
        async (event, { transaction, afterCommit }) => {
          const { unitId, at, person } = event;
          const { userId: oaUserId, appUserId } = person;
          await replies.take(transaction, event, () =>
            parts.bindings.officerSeen(transaction, { unitId, oaUserId, appUserId, at }),
          );
          afterCommit(wakeOutbox);
        },
      ],
    },
  };
}

const AboutTip = z.object({ tipId: z.string() });
const tipTopics: readonly string[] = [forwardTopics.text, forwardTopics.photo, forwardTopics.update];

function tipsInGroups({ keys }: Ground, tips: TipService): Acknowledgeable {
  type Transaction = Parameters<Acknowledgeable['subjectsOf']>[0];

  async function tipIdsOf(transaction: Transaction, { id, topic, payload }: DeliveredMessage) {
    if (tipTopics.includes(topic)) return [AboutTip.parse(payload).tipId];
    if (topic === forwardTopics.digest) {
      const folded = await outboxDigests(transaction).listFolded(id);
      return folded.map((one) => AboutTip.parse(one.payload).tipId);
    }
    if (topic !== clockTopic) return [];
    const { noticeId } = z.object({ noticeId: z.string() }).parse(payload);
    return (await clockStore(transaction).listTold(noticeId)).map(({ tipId }) => tipId);
  }

  return {
    async subjectsOf(transaction, message) {
      const store = tipStore(transaction, keys);
      const found = await Promise.all(
        (await tipIdsOf(transaction, message)).map((tipId) => store.findById(tipId)),
      );
      return found.filter((tip) => tip !== undefined).map(({ id, code }) => ({ id, code }));
    },
    isTogether: ({ topic }) => topic === forwardTopics.digest,
    async findByCode(transaction, code) {
      const tip = await tipStore(transaction, keys).findByCode(code);
      return tip && { id: tip.id, code: tip.code };
    },
    acknowledge: tips.acknowledgeInGroup,
  };
}
