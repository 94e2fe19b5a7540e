import type { Transaction } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import { staffChannel } from '../../live/live-channels.ts';
import { recordLive } from '../../live/live-event.store.ts';

/** What a person's open desks are told, on whichever server, when something that opens them was ended: they ask whether it still does. */
export const accessChanged = 'staff.access';

export const tellAccessChanged = (
  transaction: Transaction<Schema>,
  staffId: string,
  now: Date,
): Promise<void> =>
  recordLive(transaction, [{ channel: staffChannel(staffId), kind: accessChanged, data: {} }], now);
