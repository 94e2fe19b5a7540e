import type { Connection } from '../db/database.ts';

/** More kinds of flood at once than a group can be told of. */
const openDigestsMax = 20;

/** Many messages in one: what could go together, and what does. */
export const outboxDigests = (connection: Connection) => ({
  /** Messages of one topic stored in a stream before this one, since then; newest first, a page at a time. */
  async listEarlier(options: {
    stream: string;
    topic: string;
    before: { id: string; createdAt: string };
    since: Date;
    offset: number;
    limit: number;
  }): Promise<{ id: string; payload: unknown }[]> {
    const rows = await connection
      .selectFrom('outbox_messages')
      .select(['id', 'payload'])
      .where('stream', '=', options.stream)
      .where('created_at', '>=', options.since.toISOString())
      .where('created_at', '<=', options.before.createdAt)
      .where('topic', '=', options.topic)
      .where('id', '<', options.before.id)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .offset(options.offset)
      .limit(options.limit)
      .execute();
    return rows.map((row) => ({ id: row.id, payload: JSON.parse(row.payload) }));
  },

  /** Digests of a stream that may still take messages: they wait, and no attempt of theirs may have arrived. */
  async listOpenDigests(
    stream: string,
    topic: string,
  ): Promise<{ id: string; payload: unknown; folded: number }[]> {
    const rows = await connection
      .selectFrom('outbox_messages as digest')
      .select((eb) => [
        'digest.id',
        'digest.payload',
        eb
          .selectFrom('outbox_messages as folded')
          .select((count) => count.cast<number>(count.fn.countAll(), 'integer').as('count'))
          .whereRef('folded.folded_into', '=', 'digest.id')
          .as('folded'),
      ])
      .where('digest.stream', '=', stream)
      .where('digest.topic', '=', topic)
      .where('digest.state', '=', 'waiting')
      .where('digest.outcome_unknown', '=', 0)
      .where('digest.finished_at', 'is', null)
      .orderBy('digest.id')
      .limit(openDigestsMax)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      payload: JSON.parse(row.payload),
      folded: Number(row.folded ?? 0),
    }));
  },

  /** What goes in a digest, in order of storing. */
  async listFolded(digestId: string): Promise<{ id: string; payload: unknown }[]> {
    const rows = await connection
      .selectFrom('outbox_messages')
      .select(['id', 'payload'])
      .where('folded_into', '=', digestId)
      .orderBy('id')
      .execute();
    return rows.map((row) => ({ id: row.id, payload: JSON.parse(row.payload) }));
  },
});
