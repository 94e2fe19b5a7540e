import * as z from 'zod';
import { lanes } from '../../outbox/backoff.rules.ts';
import type { DeliveryHandler, DeliveryOutcome } from '../../outbox/dispatcher.ts';
import { type NewMessage, newMessageId } from '../../outbox/outbox.store.ts';
import type { Tip, TipWords } from './tip.store.ts';
import {
  groupPhotosMax,
  photoCaption,
  type TipMessageFacts,
  tipMessage,
  tipUpdateText,
} from './tip-message.rules.ts';

/** What forwarding asks of Zalo's side. */
export type GroupSender = {
  sendGroupText(unitId: string, group: 'duty', text: string): Promise<SendOutcome>;
  sendGroupPhoto(unitId: string, group: 'duty', photo: GroupPhoto): Promise<SendOutcome>;
  findInGroup(unitId: string, group: 'duty', needle: string, since: Date): Promise<FindOutcome>;
};
export type GroupPhoto = { jpeg: Uint8Array; fileName: string; caption: string };
export type SendOutcome =
  | { kind: 'sent'; messageId: string }
  | { kind: 'retry'; afterMs: number | null; reason: string }
  | { kind: 'unknown'; reason: string }
  | { kind: 'permanent'; reason: string }
  | { kind: 'human'; reason: string };
export type FindOutcome =
  | { kind: 'found'; messageId: string }
  | { kind: 'absent' }
  | { kind: 'failed'; reason: string };

const forwardTopics = {
  text: 'tip.forward-text',
  photo: 'tip.forward-photo',
  update: 'tip.forward-update',
} as const;

/** What happened to a tip after it was forwarded: the sender added something, or asks to look at it again. */
export type TipUpdateKind = 'message' | 'reopened';

const TextPayload = z.object({ tipId: z.string(), unitId: z.string() });
const PhotoPayload = z.object({
  tipId: z.string(),
  unitId: z.string(),
  photoId: z.string(),
  position: z.number(),
  count: z.number(),
});
const UpdatePayload = z.object({
  tipId: z.string(),
  unitId: z.string(),
  kind: z.enum(['message', 'reopened']),
});

/** Tells the tip's group that something new came, after everything that was stored for that group before. */
export function tipUpdateMessage(tip: { id: string; unitId: string }, kind: TipUpdateKind): NewMessage {
  const destination = `oa-group:${tip.unitId}:duty`;
  return {
    id: newMessageId(),
    destination,
    stream: destination,
    lane: lanes.tips,
    topic: forwardTopics.update,
    payload: { tipId: tip.id, unitId: tip.unitId, kind } satisfies z.infer<typeof UpdatePayload>,
  };
}

/** The forwarding of a new tip: its text in the order of the unit's group; photos after it, in a stream of their own. */
export function tipMessages(tip: Tip, photoIds: readonly string[]): NewMessage[] {
  const destination = `oa-group:${tip.unitId}:duty`;
  const text: NewMessage = {
    id: newMessageId(),
    destination,
    stream: destination,
    lane: lanes.tips,
    topic: forwardTopics.text,
    payload: { tipId: tip.id, unitId: tip.unitId },
  };
  // Nothing of a restricted tip enters a group (promise 11).
  const forwarded = tip.isRestricted ? [] : photoIds.slice(0, groupPhotosMax);
  const photos = forwarded.map(
    (photoId, index): NewMessage => ({
      id: newMessageId(),
      destination,
      stream: `${destination}:photos:${tip.id}`,
      lane: lanes.tips,
      topic: forwardTopics.photo,
      payload: { tipId: tip.id, unitId: tip.unitId, photoId, position: index + 1, count: photoIds.length },
      afterId: text.id,
    }),
  );
  return [text, ...photos];
}

export type TipForwardingDependencies = {
  sender: GroupSender;
  findTip(id: string): Promise<Tip | undefined>;
  findWords(tipId: string): Promise<TipWords | undefined>;
  readPhoto(photoId: string): Promise<Uint8Array>;
  describe(tip: Tip): Pick<TipMessageFacts, 'categoryName' | 'unitName' | 'groupTextCharsMax'>;
  publicUrl: string;
};

/** The handlers that put a tip in front of the ward's officers. */
export function tipForwardingHandlers(
  dependencies: TipForwardingDependencies,
): Record<string, DeliveryHandler> {
  const { sender } = dependencies;
  return {
    [forwardTopics.text]: async (message) => {
      const { tipId, unitId } = TextPayload.parse(message.payload);
      const tip = await dependencies.findTip(tipId);
      if (!tip) return { kind: 'park', reason: 'tip gone' };
      const words = await dependencies.findWords(tipId);
      return afterLooking(message.isOutcomeUnknown, {
        look: () => sender.findInGroup(unitId, 'duty', tip.code, new Date(message.createdAt)),
        send: (isResend) =>
          sender.sendGroupText(
            unitId,
            'duty',
            tipMessage({
              ...dependencies.describe(tip),
              tip,
              words,
              publicUrl: dependencies.publicUrl,
              isResend,
            }),
          ),
      });
    },

    [forwardTopics.update]: async (message) => {
      const { tipId, unitId, kind } = UpdatePayload.parse(message.payload);
      const tip = await dependencies.findTip(tipId);
      if (!tip) return { kind: 'park', reason: 'tip gone' };
      const text = tipUpdateText({ tip, kind, at: message.createdAt, publicUrl: dependencies.publicUrl });
      const [title = ''] = text.split('\n');
      return afterLooking(message.isOutcomeUnknown, {
        look: () => sender.findInGroup(unitId, 'duty', title, new Date(message.createdAt)),
        send: () => sender.sendGroupText(unitId, 'duty', text),
      });
    },

    [forwardTopics.photo]: async (message) => {
      const { tipId, unitId, photoId, position, count } = PhotoPayload.parse(message.payload);
      const tip = await dependencies.findTip(tipId);
      if (!tip) return { kind: 'park', reason: 'tip gone' };
      const caption = photoCaption(tip.code, position, count);
      return afterLooking(message.isOutcomeUnknown, {
        look: () => sender.findInGroup(unitId, 'duty', caption, new Date(message.createdAt)),
        send: async () =>
          sender.sendGroupPhoto(unitId, 'duty', {
            jpeg: await dependencies.readPhoto(photoId),
            fileName: `${tip.code}-${position}.jpg`,
            caption,
          }),
      });
    },
  };
}

/**
 * Promise 4: after an unknown outcome the conversation is read back; what is found there was sent, what is absent is sent again
 * and marked; while it cannot be read the message waits.
 */
async function afterLooking(
  isOutcomeUnknown: boolean,
  steps: { look(): Promise<FindOutcome>; send(isResend: boolean): Promise<SendOutcome> },
): Promise<DeliveryOutcome> {
  if (isOutcomeUnknown) {
    const found = await steps.look();
    if (found.kind === 'found') return { kind: 'sent', externalId: found.messageId };
    if (found.kind === 'failed') return { kind: 'unknown', reason: `read back: ${found.reason}` };
  }
  return toDelivery(await steps.send(isOutcomeUnknown));
}

function toDelivery(outcome: SendOutcome): DeliveryOutcome {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', externalId: outcome.messageId };
    case 'retry':
      return { kind: 'retry', reason: outcome.reason, afterMs: outcome.afterMs };
    case 'unknown':
      return { kind: 'unknown', reason: outcome.reason };
    case 'permanent':
    case 'human':
      return { kind: 'park', reason: outcome.reason };
  }
}
