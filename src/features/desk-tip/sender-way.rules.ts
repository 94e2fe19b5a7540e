import type { SenderReach } from '#contract/sender-ways.ts';
import { momentText } from '../../lib/date-text.ts';
import { deskReachText } from '../../text/vi-desk-reach.ts';
import { deliveryReasonText } from '../../text/vi-desk-reasons.ts';

const words = deskReachText;

// A newer server may know more reasons than this build.
const whys: Partial<Record<string, string>> = words.why;
const whyText = (why: string | null): string => whys[why ?? ''] ?? words.whyUnknown;

/** How what is written now will reach the sender, and what became of the last news where its chat was not the way. */
export function senderWayText(reach: SenderReach, now: Date): string {
  const { chat, last } = reach;
  if (chat && chat.window !== 'closed')
    return chat.until === null ? words.chat : words.chatUntil(momentText(chat.until, now));
  const other = reach.notification ? words.notification : words.page;
  if (!chat) return other;
  const missed =
    last && last.way !== 'chat' && last.reason !== null
      ? [words.last(momentText(last.at, now), whys[last.reason] ?? deliveryReasonText(last.reason))]
      : [];
  return [words.closed(whyText(chat.why)), other, ...missed].join(' ');
}
