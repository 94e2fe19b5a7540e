import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { SosStep } from '#contract/vocabulary.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { createDueWorker, type DueWorker } from '../../due/due-worker.ts';
import { outboxStore } from '../../outbox/outbox.store.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { isUnacknowledged } from './sos.rules.ts';
import { type Sos, sosStore } from './sos.store.ts';
import { climbMessage, type SosAddress } from './sos-forwarding.ts';
import { sosStepStore } from './sos-trace.store.ts';
import { sosUnitStore } from './sos-unit.store.ts';
import { ownUnits, type SosWriter } from './sos-writer.ts';

export type SosClimbingDependencies = {
  database: Database;
  logger: Logger;
  now: () => Date;
  tree: Pick<UnitTree, 'upwards' | 'parentOf'>;
  writer: SosWriter;
  /** Whether officers of the unit are bound to its OA and may be written to now. Asked in the transaction: SQLite has one connection. */
  hasReachableOfficers(transaction: Transaction<Schema>, unitId: string): Promise<boolean>;
  wakeOutbox(): void;
};

/**
 * What happens when nobody takes an alert up (promise 5): after one minute the unit's commander, after two the unit above, after three
 * everybody who can be told. Those are different people, so a server that stood still makes up for every step, each once (server/due).
 */
export function createSosClimbing(dependencies: SosClimbingDependencies): DueWorker {
  const { database, tree, writer } = dependencies;
  return createDueWorker(
    {
      name: 'sos climbing',
      isUrgent: true,
      listDue: (at, countMax) => sosStepStore(database.kysely).listDue(at, countMax),
      postpone: (sosId, at, until) => sosStepStore(database.kysely).postpone(sosId, at, until),
      afterBatch: dependencies.wakeOutbox,
      async act(transaction, sosIds, at) {
        for (const sosId of sosIds) await climb(transaction, sosId, at);
      },
    },
    dependencies,
  );

  async function climb(transaction: Transaction<Schema>, sosId: string, at: Date): Promise<void> {
    let alert = await sosStore(transaction).lock(sosId);
    const steps = sosStepStore(transaction);
    if (!alert || !isUnacknowledged(alert.status)) return await steps.stop(sosId, at.toISOString());
    for (const step of await steps.takeDue(sosId, at)) alert = await take(transaction, alert, step, at);
  }

  async function take(transaction: Transaction<Schema>, alert: Sos, step: SosStep, at: Date): Promise<Sos> {
    const units = sosUnitStore(transaction);
    const own = ownUnits(await units.list([alert.id]));
    const to = await addressesOf(transaction, step, own);
    // The top unit has none above it.
    if (to.length === 0) {
      await sosStepStore(transaction).pass(alert.id, step);
      return alert;
    }
    for (const { unitId } of to)
      await units.add({ sosId: alert.id, unitId, reach: 'climbed', since: at.toISOString() });
    const messages = to.map((address) => climbMessage(alert.id, address, step));
    await outboxStore(transaction).enqueue(messages, at);
    const listener = to[0]?.unitId ?? alert.unitId;
    return await writer.change(transaction, alert, {
      event: 'climbed',
      by: 'clock',
      unitId: listener,
      details: { step },
    });
  }

  async function addressesOf(
    transaction: Transaction<Schema>,
    step: SosStep,
    own: readonly string[],
  ): Promise<SosAddress[]> {
    const parents = distinct(
      own.flatMap((unitId) => tree.parentOf(unitId) ?? []),
      own,
    );
    switch (step) {
      case 'commander':
        return [...own.map(toGroup), ...(await toOfficersOf(transaction, own))];
      case 'parent':
        return parents.map(toGroup);
      case 'everyone': {
        const above = distinct(
          own.flatMap((unitId) => tree.upwards(unitId).slice(2)),
          [...own, ...parents],
        );
        return [
          ...own.map((unitId) => ({ unitId, group: 'duty', only: true }) as const),
          ...(await toOfficersOf(transaction, parents)),
          ...above.map(toGroup),
        ];
      }
    }
  }

  async function toOfficersOf(
    transaction: Transaction<Schema>,
    unitIds: readonly string[],
  ): Promise<SosAddress[]> {
    const reachable = await Promise.all(
      unitIds.map((unitId) => dependencies.hasReachableOfficers(transaction, unitId)),
    );
    return unitIds
      .filter((_, index) => reachable[index])
      .map((unitId) => ({ unitId, via: 'oa-officers', only: true }));
  }
}

const toGroup = (unitId: string): SosAddress => ({ unitId });

const distinct = (ids: readonly string[], without: readonly string[]): string[] =>
  [...new Set(ids)].filter((id) => !without.includes(id));
