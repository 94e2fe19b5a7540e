import type { Connection } from '../../server/db/database.ts';
import { outboxStore } from '../../server/outbox/outbox.store.ts';
import { outboxClaims } from '../../server/outbox/outbox-claims.store.ts';
import { outboxDeliveries } from '../../server/outbox/outbox-deliveries.store.ts';
import { outboxDigests } from '../../server/outbox/outbox-digests.store.ts';

/** Every side of the outbox at once, as a test sees it. */
export const wholeOutbox = (connection: Connection) => ({
  ...outboxStore(connection),
  ...outboxClaims(connection),
  ...outboxDeliveries(connection),
  ...outboxDigests(connection),
});
