import * as z from 'zod';
import { sosSteps } from '#contract/vocabulary.ts';
import { type DestinationKind, destinationKinds } from '../../content/pack.schema.ts';
import { lanes } from '../../outbox/backoff.rules.ts';
import { type NewMessage, newMessageId } from '../../outbox/outbox.store.ts';

export const sosTopics = { alert: 'sos.alert', news: 'sos.news', climb: 'sos.climb' } as const;

/** Which of a unit's groups: one without a group for emergencies gets them in its duty group. */
const groups = ['sos', 'duty'] as const;
export type SosGroup = (typeof groups)[number];

/** How far a message has come on its unit's chain of destinations, as the one who delivers reads it. */
export const SosRoute = z.object({
  sosId: z.string(),
  /** The unit it is for, whoever's group it reaches. */
  unitId: z.string(),
  group: z.enum(groups),
  via: z.enum(destinationKinds),
  refusals: z.array(z.object({ via: z.enum(destinationKinds), reason: z.string() })),
  reached: z.array(z.string()),
});
export type SosRoute = z.infer<typeof SosRoute>;

/** changed: the newest that is known · cancelled: taken back · taken: somebody has taken it up · closed: an officer ended it. */
const newsKinds = ['changed', 'cancelled', 'taken', 'closed'] as const;
export type SosNewsKind = (typeof newsKinds)[number];
export const SosNews = SosRoute.extend({ about: z.enum(newsKinds) });

export const SosClimb = SosRoute.extend({ step: z.enum(sosSteps) });

/** Where a message goes; `only`: it goes on to no other destination when it is refused there. */
export type SosAddress = { unitId: string; group?: SosGroup; via?: DestinationKind; only?: boolean };

/** A unit's first message, in front of everything. */
export const alertMessage = (sosId: string, to: SosAddress): NewMessage =>
  newMessage(sosTopics.alert, sosId, to, {});

export const newsMessage = (
  sosId: string,
  to: SosAddress,
  about: SosNewsKind,
  notBefore?: Date,
): NewMessage => ({
  ...newMessage(sosTopics.news, sosId, to, { about }),
  ...(notBefore ? { notBefore } : {}),
});

export const climbMessage = (
  sosId: string,
  to: SosAddress,
  step: z.infer<typeof SosClimb>['step'],
): NewMessage => newMessage(sosTopics.climb, sosId, to, { step });

/** One stream for each alert and unit: its messages keep their order, and no other alert waits for them. */
export const streamOf = ({ sosId, unitId, group, via }: SosRoute): string =>
  `sos:${sosId}:${unitId}:${via === 'oa-officers' ? 'officers' : group}`;

function newMessage(
  topic: string,
  sosId: string,
  { unitId, group = 'sos', via = destinationKinds[0], only = false }: SosAddress,
  more: Record<string, unknown>,
): NewMessage {
  const others = destinationKinds.filter((kind) => kind !== via);
  const route: SosRoute = {
    sosId,
    unitId,
    group,
    via,
    refusals: only ? others.map((kind) => ({ via: kind, reason: 'not asked' })) : [],
    reached: [],
  };
  return {
    id: newMessageId(),
    destination: via === 'oa-officers' ? `oa-officers:${unitId}` : `oa-group:${unitId}:${group}`,
    stream: streamOf(route),
    lane: lanes.sos,
    topic,
    payload: { ...route, ...more },
  };
}
