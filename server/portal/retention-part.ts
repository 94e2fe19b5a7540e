import { newsTopic } from '../features/news/news-zalo.ts';
import { createDeletionRoutes } from '../features/retention/deletion.routes.ts';
import {
  createRetention,
  type Retention,
  type RetentionRule,
} from '../features/retention/retention.service.ts';
import { eraseAnswers } from '../idempotency/idempotency.store.ts';
import { outboxDeliveries } from '../outbox/outbox-deliveries.store.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** An article at an OA is corrected and withdrawn by the id under which it went there: that is kept as long as the article. */
const keptTopics = [newsTopic];

/** What all sides stand on has its periods too. */
const groundRules: readonly RetentionRule[] = [
  {
    kind: 'deliveries',
    batchMax: 500,
    erase: async (transaction, { before, count }) => ({
      count: await outboxDeliveries(transaction).eraseFinished(before, count, keptTopics),
    }),
  },
  {
    kind: 'answers',
    batchMax: 1_000,
    erase: async (transaction, { before, count }) => ({
      count: await eraseAnswers(transaction, before, count),
    }),
  },
];

export const createRetentionOf = (ground: Ground, parts: readonly PortalPart[]): Retention =>
  createRetention({
    ...ground,
    periods: ground.pack.retention,
    rules: [...parts.flatMap(({ retention = [] }) => retention), ...groundRules],
  });

/** Erases by the periods of the content pack, keeps the record of it, and says when nobody does. */
export function createRetentionPart(retention: Retention): PortalPart {
  return {
    mountStaff(routes) {
      routes.route('/deletions', createDeletionRoutes(retention));
    },
    checks: [
      {
        name: 'retention',
        listTroubles: async () => [],
        listWarnings: async () => (await retention.listBehind()).map((kind) => `${kind} not looked after`),
      },
    ],
    figures: [
      {
        name: 'portal_retention_behind',
        help: 'Kinds of data of which nobody has erased for a day what is over.',
        read: async () => [{ value: (await retention.listBehind()).length }],
      },
    ],
    jobs: [{ name: 'retention', everyMs: sweepEveryMs, work: retention.runOnce }],
    stop: retention.stop,
  };
}
