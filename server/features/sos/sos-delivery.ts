import type { Transaction } from 'kysely';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { DeliveryHandler, DeliveryOutcome } from '../../outbox/dispatcher.ts';
import type { ClaimedMessage } from '../../outbox/outbox-claims.store.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type Sos, sosStore } from './sos.store.ts';
import { SosClimb, SosNews, SosRoute, sosTopics, streamOf } from './sos-forwarding.ts';
import { latestWords, listSosHistory, listSosWords } from './sos-history.ts';
import {
  alertMessageText,
  climbMessageText,
  newsMessageText,
  type SosMessage,
  type SosMessageFacts,
} from './sos-message.rules.ts';
import { sosUnitStore } from './sos-unit.store.ts';
import { ownUnits, type SosWriter } from './sos-writer.ts';

export type SosDeliveryDependencies = {
  database: Database;
  keys: SecretKeys;
  now: () => Date;
  tree: Pick<UnitTree, 'nameOf' | 'parentOf'>;
  rootId: string;
  publicUrl: string;
  writer: SosWriter;
  /** Sends it where the unit's chain of destinations has come to. */
  deliver(
    message: ClaimedMessage,
    route: SosRoute,
    content: SosMessage & { group: SosRoute['group']; ownStream: string; resendsUnread: true },
  ): Promise<DeliveryOutcome>;
  wakeOutbox(): void;
};

/** The outbox's handlers for alerts: each reads what is known now, sends it, and writes down who has it. */
export function sosForwardingHandlers(
  dependencies: SosDeliveryDependencies,
): Readonly<Record<string, DeliveryHandler>> {
  const { database, keys, now, tree, writer } = dependencies;
  return {
    [sosTopics.alert]: (message) =>
      send(message, SosRoute.loose().parse(message.payload), (facts) => alertMessageText(facts)),
    [sosTopics.news]: (message) => {
      const payload = SosNews.parse(message.payload);
      return send(message, payload, (facts) => newsMessageText(facts, payload.about, message.createdAt));
    },
    [sosTopics.climb]: (message) => {
      const payload = SosClimb.parse(message.payload);
      return send(message, payload, (facts) => climbMessageText(facts, payload.step, message.createdAt));
    },
  };

  async function send(
    message: ClaimedMessage,
    route: SosRoute,
    compose: (facts: SosMessageFacts) => SosMessage,
  ): Promise<DeliveryOutcome> {
    const alert = await sosStore(database.kysely).find(route.sosId);
    if (!alert || alert.erasedAt !== null) return { kind: 'park', reason: 'alert gone' };
    const content = compose(await factsFor(alert, route));
    const outcome = await dependencies.deliver(message, route, {
      ...content,
      group: route.group,
      ownStream: streamOf(route),
      resendsUnread: true,
    });
    if (outcome.kind !== 'sent') return outcome;
    await database.transact((transaction) => noteSent(transaction, message, route, alert), { urgent: true });
    dependencies.wakeOutbox();
    return outcome;
  }

  async function factsFor(alert: Sos, { unitId: readerId, via }: SosRoute): Promise<SosMessageFacts> {
    const [units, words] = await Promise.all([
      sosUnitStore(database.kysely).list([alert.id]),
      listSosWords(database.kysely, keys, [alert.id]),
    ]);
    const known = latestWords(words.get(alert.id));
    return {
      alert,
      words: known,
      unitName: tree.nameOf(alert.unitId),
      otherNames: ownUnits(units)
        .filter((unitId) => unitId !== readerId)
        .map(tree.nameOf),
      isNowhere: alert.unitId === dependencies.rootId && known.address === null,
      acknowledgedBy: alert.acknowledgedUnitId === null ? null : tree.nameOf(alert.acknowledgedUnitId),
      isForGroup: via !== 'oa-officers',
      publicUrl: dependencies.publicUrl,
    };
  }

  /**
   * Their officers have it, as it was when the text was written: what has come since goes after it. Of a message that was found when
   * the conversation was read back nobody knows what stood in it, so it counts as having said nothing.
   */
  async function noteSent(
    transaction: Transaction<Schema>,
    message: ClaimedMessage,
    route: SosRoute,
    told: Sos,
  ): Promise<void> {
    const units = sosUnitStore(transaction);
    const at = now().toISOString();
    let alert = await writer.hold(transaction, route.sosId);
    const unitId =
      route.via === 'parent-group' ? (tree.parentOf(route.unitId) ?? route.unitId) : route.unitId;
    await units.add({ sosId: alert.id, unitId, reach: 'climbed', since: at });
    if (await units.markForwarded(alert.id, unitId, at)) {
      alert = await writer.change(transaction, alert, {
        ...{ event: 'forwarded', by: 'outbox', unitId },
        changes: { forwardedAt: alert.forwardedAt ?? at },
      });
    }
    if (!message.isOutcomeUnknown) {
      const upTo = { place: told.place, sequence: told.historySequence };
      await units.markTold(alert.id, unitId, upTo);
    }
    const unit = await units.find(alert.id, unitId);
    const history = await listSosHistory(transaction, alert.id);
    if (unit) await writer.tellUnit(transaction, alert, unit, history, message.id);
  }
}
