import * as z from 'zod';
import type { DeliveryHandler, DeliveryOutcome } from '../../outbox/dispatcher.ts';
import type { ClaimedMessage } from '../../outbox/outbox-claims.store.ts';
import type { clockStore } from './clock.store.ts';
import { type NoticeText, noticeText } from './clock-notice.rules.ts';

export const clockTopic = 'clock.notice';

/** The notice's own id, wherever its message has gone since. */
const Payload = z.object({ noticeId: z.string() });

/** Looks up which steps a notice tells of and hands the text to whoever knows where the unit is reached. */
export function clockNoticeHandler(dependencies: {
  clocks: Pick<ReturnType<typeof clockStore>, 'listTold'>;
  findTip(id: string): Promise<{ code: string } | undefined>;
  unitName(id: string): string;
  publicUrl: string;
  deliver(message: ClaimedMessage, text: NoticeText): Promise<DeliveryOutcome>;
}): DeliveryHandler {
  return async (message) => {
    const steps = await dependencies.clocks.listTold(Payload.parse(message.payload).noticeId);
    const found = await Promise.all(
      steps.map(async (step) => {
        const tip = await dependencies.findTip(step.tipId);
        return tip ? [{ ...step, code: tip.code }] : [];
      }),
    );
    const tips = found.flat();
    const [first] = tips;
    if (!first) return { kind: 'park', reason: 'tip gone' };
    const text = noticeText({
      step: first.step,
      unitName: dependencies.unitName(first.unitId),
      tips,
      at: message.createdAt,
      publicUrl: dependencies.publicUrl,
    });
    return await dependencies.deliver(message, text);
  };
}
