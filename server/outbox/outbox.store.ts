import { type Insertable, type Selectable, sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Connection } from '../db/database.ts';
import type { NewRows } from '../db/new-rows.ts';
import type { OutboxMessagesTable } from '../db/tables/sending-tables.ts';
import type { Lane } from './backoff.rules.ts';

/**
 * waiting: due at not_before · claimed: a server works on it. All others are finished, for now or for good:
 * sent · passed: refused here for a reason, handed on to the next destination as a message of its own · folded: goes in a digest
 * and shares its fate · parked: a person has to act, and may put it back.
 */
export type OutboxState = 'waiting' | 'claimed' | 'sent' | 'passed' | 'folded' | 'parked';

export type NewMessage = {
  id: string;
  destination: string;
  /** Messages of one stream go one after the other, in order of storing. */
  stream: string;
  lane: Lane;
  topic: string;
  /** References only: words and names are read when the message is sent. */
  payload: Record<string, unknown>;
  /** Due from then on; at once when left out. */
  notBefore?: Date;
};

/** A fresh message id: ids sort in the order of making. */
export const newMessageId = (): string => uuidv7();

/**
 * What those who have something to send ask of the outbox. Takes the database or, in the transaction that stores the subject, that
 * transaction.
 */
export const outboxStore = (connection: Connection) => ({
  /** Stores messages with their subject: all of them, or nothing. */
  async enqueue(messages: readonly NewMessage[], now: Date): Promise<void> {
    if (messages.length === 0) return;
    await connection
      .insertInto('outbox_messages')
      .values(messages.map((message) => newRow(message, now)))
      .execute();
  },

  /** See `isHeldOpen`. */
  holdOpen: (id: string): Promise<boolean> => isHeldOpen(connection, id),

  async find(id: string): Promise<Selectable<OutboxMessagesTable> | undefined> {
    return await connection.selectFrom('outbox_messages').selectAll().where('id', '=', id).executeTakeFirst();
  },
});

/** Messages that are stored together with their subject. */
export const outboxRows = (messages: readonly NewMessage[], now: Date): NewRows => ({
  table: 'outbox_messages',
  rows: messages.map((message) => newRow(message, now)),
});

/** A message as it is stored. */
export function newRow(message: NewMessage, now: Date): Insertable<OutboxMessagesTable> {
  const at = now.toISOString();
  return {
    id: message.id,
    destination: message.destination,
    stream: message.stream,
    lane: message.lane,
    topic: message.topic,
    payload: JSON.stringify(message.payload),
    state: 'waiting',
    attempts: 0,
    outcome_unknown: 0,
    not_before: message.notBefore?.toISOString() ?? at,
    created_at: at,
  };
}

/** Held until the transaction ends: true while the message waits and has certainly not been sent, so that what it tells may still grow. */
export async function isHeldOpen(connection: Connection, id: string): Promise<boolean> {
  const { numUpdatedRows } = await connection
    .updateTable('outbox_messages')
    .set({ attempts: sql<number>`attempts` })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('outcome_unknown', '=', 0)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
