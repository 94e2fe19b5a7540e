import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from './db/database.ts';
import type { Schema } from './db/schema.ts';
import type { ClockedTip, ClocksDependencies } from './features/clocks/clock.service.ts';
import { clockTopic } from './features/clocks/clock-delivery.ts';
import { type Climb, type ClockWorker, createClockWorker } from './features/clocks/clock-worker.ts';
import { startOfChain } from './features/tips/tip-forwarding.ts';

/** Puts the clocks together with the tips they act on and with the messages that tell of it. */
export function createTipClocks(parts: {
  database: Database;
  logger: Logger;
  now: () => Date;
  parentOf: ClocksDependencies['parentOf'];
  holdTip(transaction: Transaction<Schema>, tipId: string): Promise<ClockedTip | undefined>;
  climb(transaction: Transaction<Schema>, climb: Climb): Promise<void>;
  wakeOutbox(): void;
}): ClockWorker {
  return createClockWorker({
    ...parts,
    newNotice({ unitId, tipId, notBefore }) {
      const message = startOfChain({ id: tipId, unitId }, clockTopic, {});
      return { ...message, payload: { ...message.payload, noticeId: message.id }, notBefore };
    },
  });
}
