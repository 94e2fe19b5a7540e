import { lanes } from '../../outbox/backoff.rules.ts';
import { type NewMessage, newMessageId } from '../../outbox/outbox.store.ts';
import { senderTopic } from './sender-delivery.ts';
import type { SenderNews } from './sender-notice.rules.ts';

/** News of one tip reach its sender in their order. */
export const senderStream = (tipId: string): string => `sender:${tipId}`;

/** `sequence`: number of the history entry whose words it brings. */
export const senderNewsMessage = (tipId: string, news: SenderNews, sequence: number | null): NewMessage => ({
  id: newMessageId(),
  destination: senderStream(tipId),
  stream: senderStream(tipId),
  lane: lanes.tips,
  topic: senderTopic,
  payload: { tipId, sequence, news },
});
