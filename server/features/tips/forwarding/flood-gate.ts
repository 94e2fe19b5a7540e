import * as z from 'zod';
import type { DeliveryOutcome } from '../../../outbox/dispatcher.ts';
import { newMessageId } from '../../../outbox/outbox.store.ts';
import type { ClaimedMessage } from '../../../outbox/outbox-claims.store.ts';
import type { outboxDigests } from '../../../outbox/outbox-digests.store.ts';
import type { Tip, TipWords } from '../tip.store.ts';
import { forwardTopics, type Route } from '../tip-forwarding.ts';
import { type Fingerprint, fingerprint, isAlike } from './likeness.rules.ts';

/** So many alike tips within the window stand in the group as themselves; those after them go in digests. */
const alikeSinglesMax = 5;
const windowMs = 10 * 60_000;
/** A digest gathers this long from its first tip. */
const gatherMs = 60_000;
/** With these the text stays under Zalo's 2,000 letters, whatever the names; more make another digest. */
export const digestCodesMax = 110;
/** How far back the tips of the window are compared, and how many at a time are read. */
const comparedMax = 1_000;
const comparedPageSize = 100;
/** About a kilobyte each; older ones than the window and a slow queue need are forgotten, as erased words must be. */
const keptFingerprintsMax = 5_000;
const keptForMs = 60 * 60_000;

const Subject = z.object({ tipId: z.string(), unitId: z.string() });

export type FloodGate = {
  /**
   * Whether this tip, about to be sent, goes in a digest. Decided by the tips alone (enough alike ones before it, within ten
   * minutes, for the same destination), so that every server and every attempt decides the same.
   */
  place(message: ClaimedMessage, route: Route, tip: Tip): Promise<DeliveryOutcome | null>;
};

/** Keeps a flood of alike tips from drowning a real one: see likeness.rules.ts for what is alike. */
export function createFloodGate(parts: {
  outbox: Pick<ReturnType<typeof outboxDigests>, 'listEarlier' | 'listOpenDigests'>;
  findTip(id: string): Promise<Tip | undefined>;
  findWords(tipId: string): Promise<TipWords | undefined>;
  now: () => Date;
}): FloodGate {
  /** Null: restricted or erased, never like anything. */
  const kept = new Map<string, { made: Fingerprint | null; atMs: number }>();

  async function fingerprintOf(tipId: string): Promise<Fingerprint | null> {
    forgetOld();
    const known = kept.get(tipId);
    if (known) return known.made;
    const tip = await parts.findTip(tipId);
    const words = tip && !tip.isRestricted ? await parts.findWords(tipId) : undefined;
    const made = tip && words ? fingerprint(tip, words.description) : null;
    kept.set(tipId, { made, atMs: parts.now().getTime() });
    return made;
  }

  /** The oldest stand first. */
  function forgetOld(): void {
    const sinceMs = parts.now().getTime() - keptForMs;
    for (const [tipId, { atMs }] of kept) {
      if (atMs >= sinceMs && kept.size < keptFingerprintsMax) return;
      kept.delete(tipId);
    }
  }

  /** The oldest of the alike tips that came before, once there are enough of them. */
  async function findFloodBefore(
    message: ClaimedMessage,
    unitId: string,
    own: Fingerprint,
  ): Promise<string | null> {
    const since = new Date(Date.parse(message.createdAt) - windowMs);
    const { stream, topic } = message;
    let alike = 0;
    for (let offset = 0; offset < comparedMax; offset += comparedPageSize) {
      const page = { offset, limit: comparedPageSize };
      const earlier = await parts.outbox.listEarlier({ stream, topic, before: message, since, ...page });
      for (const { payload } of earlier) {
        const subject = Subject.parse(payload);
        const other = subject.unitId === unitId ? await fingerprintOf(subject.tipId) : null;
        if (other && isAlike(own, other)) alike += 1;
        if (alike === alikeSinglesMax) return subject.tipId;
      }
      if (earlier.length < comparedPageSize) return null;
    }
    return null;
  }

  async function findOpenDigest(stream: string, unitId: string, own: Fingerprint): Promise<string | null> {
    for (const digest of await parts.outbox.listOpenDigests(stream, forwardTopics.digest)) {
      const subject = Subject.parse(digest.payload);
      if (digest.folded >= digestCodesMax || subject.unitId !== unitId) continue;
      const leader = await fingerprintOf(subject.tipId);
      if (leader && isAlike(own, leader)) return digest.id;
    }
    return null;
  }

  return {
    async place(message, route, tip) {
      // What may have been sent by itself is looked for, not folded.
      if (message.isOutcomeUnknown) return null;
      const own = await fingerprintOf(tip.id);
      const leaderId = own && (await findFloodBefore(message, route.unitId, own));
      if (!own || !leaderId) return null;
      // A stream of its own: what gathers holds up nothing else.
      const stream = `${message.stream}:digests`;
      const payload: Route = {
        tipId: leaderId,
        unitId: route.unitId,
        via: route.via,
        refusals: route.refusals,
        reached: [],
      };
      return {
        kind: 'fold',
        openId: await findOpenDigest(stream, route.unitId, own),
        fresh: {
          id: newMessageId(),
          destination: message.destination,
          stream,
          lane: message.lane,
          topic: forwardTopics.digest,
          payload,
          notBefore: new Date(parts.now().getTime() + gatherMs),
        },
      };
    },
  };
}
