import type * as z from 'zod';
import { lanes } from '../../../outbox/backoff.rules.ts';
import type { DeliveryHandler, DeliveryOutcome } from '../../../outbox/dispatcher.ts';
import { type NewMessage, newMessageId } from '../../../outbox/outbox.store.ts';
import type { ClaimedMessage } from '../../../outbox/outbox-claims.store.ts';
import type { outboxDigests } from '../../../outbox/outbox-digests.store.ts';
import type { Tip, TipWords } from '../tip.store.ts';
import { forwardTopics, PhotoPayload, Route, TextPayload, UpdatePayload } from '../tip-forwarding.ts';
import {
  digestMessage,
  digestTitle,
  type MessageCircumstances,
  photoCaption,
  type TipMessageFacts,
  tipMessage,
  tipTitle,
  tipUpdateMessageText,
  tipUpdateTitle,
} from '../tip-message.rules.ts';
import { addressOf, type ForwardingUnit, groupUnitId, nextDestination } from './destinations.rules.ts';
import type { FloodGate } from './flood-gate.ts';
import { deliverToOfficers } from './officer-delivery.ts';
import type {
  FindOutcome,
  OfficerDirectory,
  OfficersGroup,
  ReachableOfficer,
  SendOutcome,
  ZaloSender,
} from './zalo-sender.ts';

type Dependencies<Officer extends ReachableOfficer> = {
  sender: ZaloSender;
  officers: OfficerDirectory<Officer>;
  outbox: Pick<ReturnType<typeof outboxDigests>, 'listFolded'>;
  /** Null: every tip goes by itself. */
  floodGate: FloodGate | null;
  findTip(id: string): Promise<Tip | undefined>;
  findWords(tipId: string): Promise<TipWords | undefined>;
  readPhoto(photoId: string): Promise<Uint8Array>;
  describe(tip: Tip): Pick<TipMessageFacts, 'categoryName' | 'unitName' | 'groupTextCharsMax'>;
  /** Also for a unit that the pack no longer has. */
  findUnit(id: string): ForwardingUnit;
  publicUrl: string;
  now: () => Date;
};

/** What is sent, wherever it goes. */
type Content = {
  /** Stands in the message and in no other of ours. */
  needle: string;
  text(circumstances: MessageCircumstances): string;
  /** Photos that follow the text into the group that took it. */
  photos?: { tip: Tip; ids: readonly string[] };
  /** Which of a unit's groups; the duty group unless said otherwise. */
  group?: OfficersGroup;
  /** Goes on in its own stream, wherever the chain takes it: nothing else waits for it, nor it for anything else. */
  ownStream?: string;
  /** While the conversation cannot be read back it is sent again at once instead of waiting (promise 4: an SOS). */
  resendsUnread?: boolean;
};

/** What of a payload the chain of destinations reads and writes. */
type Chain = Omit<Route, 'tipId'>;

const tipGone: DeliveryOutcome = { kind: 'park', reason: 'tip gone' };

/** The outbox's handlers for tips: each looks up what its message refers to and sends it where the unit's chain has come to. */
export function tipForwardingHandlers<Officer extends ReachableOfficer>(
  dependencies: Dependencies<Officer>,
): Record<string, DeliveryHandler> {
  const { findTip, publicUrl } = dependencies;
  return {
    [forwardTopics.text]: async (message) => {
      const payload = TextPayload.parse(message.payload);
      const tip = await findTip(payload.tipId);
      if (!tip) return tipGone;
      const folded = await dependencies.floodGate?.place(message, payload, tip);
      if (folded) return folded;
      const words = await dependencies.findWords(tip.id);
      const described = dependencies.describe(tip);
      return await deliver(dependencies, message, payload, {
        needle: tipTitle(tip),
        text: (circumstances) => tipMessage({ ...described, ...circumstances, tip, words, publicUrl }),
        photos: { tip, ids: payload.photoIds },
      });
    },

    [forwardTopics.update]: async (message) => {
      const payload = UpdatePayload.parse(message.payload);
      const tip = await findTip(payload.tipId);
      if (!tip) return tipGone;
      const facts = { tip, kind: payload.kind, at: message.createdAt, publicUrl };
      return await deliver(dependencies, message, payload, {
        needle: tipUpdateTitle(tip.code, message.createdAt),
        text: (circumstances) => tipUpdateMessageText({ ...facts, ...circumstances }),
      });
    },

    [forwardTopics.digest]: async (message) => {
      const payload = Route.parse(message.payload);
      const folded = await dependencies.outbox.listFolded(message.id);
      const found = await Promise.all(folded.map((one) => findTip(TextPayload.parse(one.payload).tipId)));
      const tips = found.filter((tip) => tip !== undefined);
      const leader = await findTip(payload.tipId);
      if (!leader || tips.length === 0) return tipGone;
      const { categoryName } = dependencies.describe(leader);
      const facts = { tips, leaderCode: leader.code, categoryName, publicUrl };
      return await deliver(dependencies, message, payload, {
        needle: digestTitle(tips),
        text: (circumstances) => digestMessage({ ...facts, ...circumstances }),
      });
    },

    [forwardTopics.photo]: async (message) => {
      const { tipId, unitId, photoId, position, count } = PhotoPayload.parse(message.payload);
      const tip = await findTip(tipId);
      if (!tip) return tipGone;
      const caption = photoCaption(tip.code, position, count);
      const outcome = await sendOrFind(message, {
        look: () => dependencies.sender.findInGroup(unitId, 'duty', caption, message.lookSince),
        send: async () =>
          dependencies.sender.sendGroupPhoto(unitId, 'duty', {
            jpeg: await dependencies.readPhoto(photoId),
            fileName: `${tip.code}-${position}.jpg`,
            caption,
          }),
      });
      return outcome.kind === 'refused' ? { kind: 'park', reason: outcome.reason } : outcome;
    },
  };
}

/**
 * Sends it where the chain has come to; refused there, it goes on to the next destination or is parked where officers see it. The
 * payload may hold more than the route: it goes along.
 */
export async function deliver<Officer extends ReachableOfficer>(
  dependencies: Pick<Dependencies<Officer>, 'sender' | 'officers' | 'findUnit' | 'now'>,
  message: ClaimedMessage,
  payload: Chain,
  content: Content,
): Promise<DeliveryOutcome> {
  const unit = dependencies.findUnit(payload.unitId);
  const { group = 'duty' } = content;
  if (!unit.destinations.includes(payload.via)) {
    return passOn(unit, message, payload, content, 'not a destination of this unit');
  }
  if (payload.via === 'oa-officers') {
    const outcome = await deliverToOfficers(dependencies, message, {
      unitId: unit.id,
      reached: payload.reached,
      needle: content.needle,
      text: (isResend) => content.text({ isResend, passedFrom: null }),
    });
    if (outcome.kind === 'refused') return passOn(unit, message, payload, content, outcome.reason);
    if (outcome.kind === 'sent') return outcome;
    const { reached, ...rest } = outcome;
    return { ...rest, payload: { ...payload, reached } };
  }
  const unitId = groupUnitId(unit, payload.via);
  const passedFrom = payload.via === 'parent-group' ? unit.name : null;
  const outcome = await sendOrFind(message, {
    look: () => dependencies.sender.findInGroup(unitId, group, content.needle, message.lookSince),
    send: (isResend) =>
      dependencies.sender.sendGroupText(unitId, group, content.text({ isResend, passedFrom })),
    resendsUnread: content.resendsUnread ?? false,
  });
  if (outcome.kind === 'refused') return passOn(unit, message, payload, content, outcome.reason);
  if (outcome.kind !== 'sent' || !content.photos) return outcome;
  return { ...outcome, followUps: photoMessages(message.destination, unitId, content.photos) };
}

/**
 * The same message for the next destination. At the chain's end it stands parked at the first, with all that was said: put back, it
 * begins anew.
 */
function passOn(
  unit: ForwardingUnit,
  message: ClaimedMessage,
  payload: Chain,
  content: Content,
  reason: string,
): DeliveryOutcome {
  const refusals = [...payload.refusals, { via: payload.via, reason }];
  const next = nextDestination(unit, refusals);
  const [first] = unit.destinations;
  if (next === null && first === payload.via) return { kind: 'park', reason };
  const via = next ?? first ?? payload.via;
  const address = addressOf(unit, via, content.group);
  const isDigest = message.topic === forwardTopics.digest;
  return {
    kind: 'pass',
    reason: next === null ? refusals.map((said) => `${said.via}: ${said.reason}`).join('; ') : reason,
    as: next === null ? 'parked' : 'waiting',
    next: {
      id: newMessageId(),
      destination: address.destination,
      stream: content.ownStream ?? (isDigest ? `${address.stream}:digests` : address.stream),
      lane: message.lane,
      topic: message.topic,
      payload: { ...payload, via, refusals: next === null ? [] : refusals, reached: [] },
    },
  };
}

/** Photos go after their text, each tip's in a stream of its own: no text ever waits for a picture (promise 4). */
function photoMessages(
  destination: string,
  unitId: string,
  { tip, ids }: NonNullable<Content['photos']>,
): NewMessage[] {
  return ids.map((photoId, index) => ({
    id: newMessageId(),
    destination,
    stream: `${destination}:photos:${tip.id}`,
    lane: lanes.tips,
    topic: forwardTopics.photo,
    payload: {
      tipId: tip.id,
      unitId,
      photoId,
      position: index + 1,
      count: tip.photoCount,
    } satisfies z.infer<typeof PhotoPayload>,
  }));
}

type GroupOutcome =
  | Extract<DeliveryOutcome, { kind: 'sent' | 'retry' | 'unknown' }>
  | { kind: 'refused'; reason: string };

/**
 * Promise 4: after an unknown outcome the conversation is read back; what is found there was sent, what is absent is sent again
 * and marked. While it cannot be read the message waits, unless no waiting mends that.
 */
async function sendOrFind(
  message: ClaimedMessage,
  steps: {
    look(): Promise<FindOutcome>;
    send(isResend: boolean): Promise<SendOutcome>;
    resendsUnread?: boolean;
  },
): Promise<GroupOutcome> {
  if (message.isOutcomeUnknown) {
    const found = await steps.look();
    if (found.kind === 'found') return { kind: 'sent', externalId: found.messageId };
    if (found.kind === 'failed' && !steps.resendsUnread) {
      return { kind: found.needsPerson ? 'refused' : 'unknown', reason: `read back: ${found.reason}` };
    }
  }
  const outcome = await steps.send(message.isOutcomeUnknown);
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', externalId: outcome.messageId };
    case 'retry':
      return { kind: 'retry', reason: outcome.reason, afterMs: outcome.afterMs };
    case 'unknown':
      return { kind: 'unknown', reason: outcome.reason };
    case 'permanent':
    case 'human':
      return { kind: 'refused', reason: outcome.reason };
  }
}
