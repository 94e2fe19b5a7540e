import * as z from 'zod';
import { destinationKinds } from '../../content/pack.schema.ts';
import { lanes } from '../../outbox/backoff.rules.ts';
import { type NewMessage, newMessageId } from '../../outbox/outbox.store.ts';
import { addressOf } from './forwarding/destinations.rules.ts';
import type { Tip } from './tip.store.ts';
import { groupPhotosMax } from './tip-message.rules.ts';

export const forwardTopics = {
  text: 'tip.forward-text',
  photo: 'tip.forward-photo',
  update: 'tip.forward-update',
  digest: 'tip.forward-digest',
} as const;

/**
 * What happened to a tip after it was forwarded: the sender added something, asks to look at it again or was not content; or the
 * unit gave it on.
 */
const updateKinds = ['message', 'reopened', 'low_rating', 'transferred', 'escalated', 'assigned'] as const;
export type TipUpdateKind = (typeof updateKinds)[number];

/** How far a message has come on its unit's chain of destinations. Of a digest `tipId` is the tip that those in it are like. */
export const Route = z.object({
  tipId: z.string(),
  /** The unit it is for, whoever's group it reaches. */
  unitId: z.string(),
  via: z.enum(destinationKinds),
  refusals: z.array(z.object({ via: z.enum(destinationKinds), reason: z.string() })),
  /** Officers, by their binding, who have it already. */
  reached: z.array(z.string()),
});
export type Route = z.infer<typeof Route>;

/** A tip's text; its photos follow it into the group that takes it. */
export const TextPayload = Route.extend({ photoIds: z.array(z.string()) });
export const UpdatePayload = Route.extend({ kind: z.enum(updateKinds) });
export const PhotoPayload = z.object({
  tipId: z.string(),
  /** Whose group got the text. */
  unitId: z.string(),
  photoId: z.string(),
  position: z.number(),
  count: z.number(),
});

/** The forwarding of a new tip: its text in the order of the unit's group. Nothing of a restricted tip's photos (promise 11). */
export function tipMessages(tip: Tip, photoIds: readonly string[]): NewMessage[] {
  const followers = tip.isRestricted ? [] : photoIds.slice(0, groupPhotosMax);
  return [startOfChain(tip, forwardTopics.text, { photoIds: followers })];
}

/** Tells the tip's group that something new came, after everything that was stored for that group before. */
export function tipUpdateMessage(tip: { id: string; unitId: string }, kind: TipUpdateKind): NewMessage {
  return startOfChain(tip, forwardTopics.update, { kind });
}

/** A message about a tip to a unit's officers, from the first destination of the unit's chain on. */
export function startOfChain(
  tip: { id: string; unitId: string },
  topic: string,
  payload: Record<string, unknown>,
): NewMessage {
  const [via] = destinationKinds;
  const route: Route = { tipId: tip.id, unitId: tip.unitId, via, refusals: [], reached: [] };
  return {
    id: newMessageId(),
    ...addressOf({ id: tip.unitId, parentId: null }, via),
    lane: lanes.tips,
    topic,
    payload: { ...route, ...payload },
  };
}
