import type { Webhook } from '#contract/webhooks.ts';
import { momentText } from '../../lib/date-text.ts';
import { deskWebhookText } from '../../text/vi-desk-webhooks.ts';
import type { IconName } from '../../ui/icon.tsx';

const words = deskWebhookText;

/** How a system stands, in one line, and whether somebody has to look after it. */
export function systemState(
  system: Pick<Webhook, 'disabledBecause' | 'failingSince' | 'lastSuccessAt'>,
  now: Date,
): { text: string; icon: IconName; isTrouble: boolean } {
  const { disabledBecause, failingSince, lastSuccessAt } = system;
  if (disabledBecause !== null) {
    const isTrouble = disabledBecause !== 'person';
    return { text: words.disabled[disabledBecause], icon: isTrouble ? 'warning' : 'close', isTrouble };
  }
  if (failingSince !== null) {
    const text = words.states.failing(momentText(failingSince, now));
    return { text, icon: 'warning', isTrouble: true };
  }
  return lastSuccessAt === null
    ? { text: words.states.new, icon: 'clock', isTrouble: false }
    : { text: words.states.well, icon: 'check', isTrouble: false };
}
