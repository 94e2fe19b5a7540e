import type { Selectable } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Connection } from '../../db/database.ts';
import type { ChatConversationsTable } from '../../db/tables/oa-tables.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../../secrets/secret-keys.ts';
import { type ChatAnswer, type ChatState, emptyState, type HandOverReason } from './chat-message.ts';
import { chatWordsStore } from './chat-words.store.ts';

export type PersonAtOa = { readonly oaId: string; readonly userId: string };

export type Conversation = {
  readonly id: string;
  readonly unitId: string;
  readonly userId: string;
  readonly state: ChatState;
  readonly burst: { readonly from: Date; readonly count: number } | null;
  readonly handOver: { readonly at: Date; readonly why: HandOverReason } | null;
  readonly silentUntil: Date | null;
  readonly waitingSince: Date | null;
  readonly answeredAt: Date | null;
  /** When the assistant got it back last. */
  readonly givenBackAt: Date | null;
  readonly sos: { readonly id: string; readonly at: Date } | null;
};

/** What a conversation is from now on; what is left out stays. */
export type ConversationChange = Partial<
  Pick<
    Conversation,
    'state' | 'burst' | 'handOver' | 'silentUntil' | 'waitingSince' | 'answeredAt' | 'givenBackAt' | 'sos'
  >
> & { readonly saidAt?: Date };

/** An answer, and whom it is for. */
export type FoundAnswer = Pick<Conversation, 'unitId' | 'userId'> & {
  readonly conversationId: string;
  readonly answer: ChatAnswer;
};

/** A conversation as the staff see it: never who, never a word. */
export type WaitingConversation = Pick<
  Conversation,
  'id' | 'unitId' | 'handOver' | 'silentUntil' | 'waitingSince' | 'answeredAt'
> & {
  readonly handOver: NonNullable<Conversation['handOver']>;
  /** When the citizen did something last. */
  readonly saidAt: Date | null;
};

/** What was spoken of is forgotten after this long. */
const stateMs = 30 * 60_000;
const pageMax = 50;

/** The only place that knows the columns of conversations and of what is said in them. */
export const chatStore = (connection: Connection, keys: SecretKeys) => {
  const digestsOf = ({ oaId, userId }: PersonAtOa) =>
    keys.versions.map((key) => keyedDigest(key, 'chat-digest', 'user', oaId, userId));

  const toConversation = (row: Selectable<ChatConversationsTable>, now: Date): Conversation => {
    const isFresh = row.state_expires_at !== null && row.state_expires_at > now.toISOString();
    return {
      id: row.id,
      unitId: row.unit_id,
      userId: openText(keys, userContext(row.id), row.user_sealed),
      state:
        isFresh && row.state_sealed !== null
          ? { ...emptyState, ...JSON.parse(openText(keys, stateContext(row.id), row.state_sealed)) }
          : emptyState,
      burst: row.burst_from === null ? null : { from: new Date(row.burst_from), count: row.burst_count },
      handOver: toHandOver(row),
      silentUntil: toInstant(row.silent_until),
      waitingSince: toInstant(row.waiting_since),
      answeredAt: toInstant(row.answered_at),
      givenBackAt: toInstant(row.given_back_at),
      sos: toSos(row),
    };
  };

  const hold = (id: string, now: Date) =>
    connection
      .updateTable('chat_conversations')
      .set({ updated_at: now.toISOString() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();

  return {
    /** The person's conversation with the OA, made when it is new and held until the transaction ends. */
    async holdOf(person: PersonAtOa, unitId: string, now: Date): Promise<Conversation> {
      const known = await connection
        .selectFrom('chat_conversations')
        .select('id')
        .where('oa_id', '=', person.oaId)
        .where('user_digest', 'in', digestsOf(person))
        .executeTakeFirst();
      const held = known && (await hold(known.id, now));
      if (held) return toConversation(held, now);
      const id = uuidv7();
      const made = await connection
        .insertInto('chat_conversations')
        .values({
          id,
          oa_id: person.oaId,
          unit_id: unitId,
          user_digest: keyedDigest(keys.newest, 'chat-digest', 'user', person.oaId, person.userId),
          user_sealed: sealText(keys, userContext(id), person.userId),
          burst_count: 0,
          created_at: now.toISOString(),
          updated_at: now.toISOString(),
        })
        .onConflict((conflict) =>
          conflict.columns(['oa_id', 'user_digest']).doUpdateSet({ updated_at: now.toISOString() }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return toConversation(made, now);
    },

    /** Held until the transaction ends; undefined when there is none. */
    async holdById(id: string, now: Date): Promise<Conversation | undefined> {
      const row = await hold(id, now);
      return row && toConversation(row, now);
    },

    async change(id: string, change: ConversationChange, now: Date): Promise<void> {
      const { state, burst, handOver, sos, saidAt } = change;
      await connection
        .updateTable('chat_conversations')
        .set({
          ...(state === undefined ? {} : sealedState(id, state, now)),
          ...(burst === undefined
            ? {}
            : { burst_from: burst?.from.toISOString() ?? null, burst_count: burst?.count ?? 0 }),
          ...(handOver === undefined
            ? {}
            : { handed_over_at: handOver?.at.toISOString() ?? null, handed_over_why: handOver?.why ?? null }),
          ...instantOf('silent_until', change.silentUntil),
          ...instantOf('waiting_since', change.waitingSince),
          ...instantOf('answered_at', change.answeredAt),
          ...instantOf('given_back_at', change.givenBackAt),
          ...(sos === undefined ? {} : { sos_id: sos?.id ?? null, sos_at: sos?.at.toISOString() ?? null }),
          ...(saidAt === undefined ? {} : { said_at: saidAt.toISOString() }),
          updated_at: now.toISOString(),
        })
        .where('id', '=', id)
        .execute();
    },

    /** What is to be said, kept until it is sent: the outbox refers to it by the same id. */
    async keepAnswer(id: string, conversationId: string, answer: ChatAnswer, now: Date): Promise<void> {
      await connection
        .insertInto('chat_answers')
        .values({
          id,
          conversation_id: conversationId,
          answer_sealed: sealText(keys, answerContext(id), JSON.stringify(answer)),
          created_at: now.toISOString(),
        })
        .execute();
    },

    /** An answer with whom it is for; undefined when either was forgotten. */
    async findAnswer(id: string): Promise<FoundAnswer | undefined> {
      const row = await connection
        .selectFrom('chat_answers')
        .innerJoin('chat_conversations', 'chat_conversations.id', 'chat_answers.conversation_id')
        .select([
          'chat_answers.answer_sealed',
          'chat_conversations.id',
          'chat_conversations.unit_id',
          'chat_conversations.user_sealed',
        ])
        .where('chat_answers.id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      return {
        answer: JSON.parse(openText(keys, answerContext(id), row.answer_sealed)),
        unitId: row.unit_id,
        userId: openText(keys, userContext(row.id), row.user_sealed),
        conversationId: row.id,
      };
    },

    async dropAnswer(id: string): Promise<void> {
      await connection.deleteFrom('chat_answers').where('id', '=', id).execute();
    },

    /** Answers of a conversation that have not been sent yet. */
    async countUnsent(conversationId: string): Promise<number> {
      const { count } = await connection
        .selectFrom('chat_answers')
        .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
        .where('conversation_id', '=', conversationId)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    /** Conversations of these units that people have or somebody waits in, the longest first. `cursor`: what the page before returned. */
    async listHandedOver(
      unitIds: readonly string[],
      cursor: string | null,
      now: Date,
    ): Promise<{ items: WaitingConversation[]; nextCursor: string | null }> {
      let query = connection
        .selectFrom('chat_conversations')
        .select([
          'id',
          'unit_id',
          'handed_over_at',
          'handed_over_why',
          'silent_until',
          'waiting_since',
          'answered_at',
          'said_at',
        ])
        .where('handed_over_at', 'is not', null)
        .where('unit_id', 'in', unitIds)
        .where((eb) =>
          eb.or([eb('waiting_since', 'is not', null), eb('silent_until', '>', now.toISOString())]),
        )
        .orderBy('handed_over_at')
        .orderBy('id')
        .limit(pageMax + 1);
      const after = cursor === null ? null : readCursor(cursor);
      if (after) {
        query = query.where((eb) =>
          eb.or([
            eb('handed_over_at', '>', after.at),
            eb.and([eb('handed_over_at', '=', after.at), eb('id', '>', after.id)]),
          ]),
        );
      }
      const rows = await query.execute();
      const items = rows.slice(0, pageMax).flatMap((row) => {
        const handOver = toHandOver(row);
        if (!handOver) return [];
        return [
          {
            id: row.id,
            unitId: row.unit_id,
            handOver,
            silentUntil: toInstant(row.silent_until),
            waitingSince: toInstant(row.waiting_since),
            answeredAt: toInstant(row.answered_at),
            saidAt: toInstant(row.said_at),
          },
        ];
      });
      const last = items.at(-1);
      return {
        items,
        nextCursor: rows.length > pageMax && last ? `${last.handOver.at.toISOString()}~${last.id}` : null,
      };
    },

    /** What is kept of a person's conversation with an OA. */
    async describe(
      person: PersonAtOa,
    ): Promise<{ since: string; lastSaidAt: string | null; sosId: string | null } | undefined> {
      const row = await connection
        .selectFrom('chat_conversations')
        .select(['created_at', 'said_at', 'sos_id'])
        .where('oa_id', '=', person.oaId)
        .where('user_digest', 'in', digestsOf(person))
        .executeTakeFirst();
      return row && { since: row.created_at, lastSaidAt: row.said_at, sosId: row.sos_id };
    },

    /** Erases what is over: memories, and answers that were never sent. */
    async sweep(now: Date, answersBefore: Date): Promise<void> {
      const instant = now.toISOString();
      await connection
        .deleteFrom('chat_answers')
        .where('created_at', '<', answersBefore.toISOString())
        .execute();
      await connection
        .updateTable('chat_conversations')
        .set({ state_sealed: null, state_expires_at: null })
        .where('state_expires_at', '<=', instant)
        .execute();
    },

    /** Erases conversations that rest since then, so many at the most; how many went. */
    async eraseResting(restingSince: string, count: number): Promise<number> {
      const resting = await connection
        .selectFrom('chat_conversations')
        .select('id')
        .where('updated_at', '<', restingSince)
        .orderBy('updated_at')
        .limit(count)
        .execute();
      return await erase(resting.map(({ id }) => id));
    },

    /** Erases all that is known of these people. */
    async forget(people: readonly PersonAtOa[]): Promise<void> {
      for (const person of people) {
        const rows = await connection
          .selectFrom('chat_conversations')
          .select('id')
          .where('oa_id', '=', person.oaId)
          .where('user_digest', 'in', digestsOf(person))
          .execute();
        await erase(rows.map(({ id }) => id));
      }
    },
  };

  async function erase(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    await connection.deleteFrom('chat_answers').where('conversation_id', 'in', ids).execute();
    await chatWordsStore(connection, keys).eraseOf(ids);
    const { numDeletedRows } = await connection
      .deleteFrom('chat_conversations')
      .where('id', 'in', ids)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  function sealedState(id: string, state: ChatState, now: Date) {
    const isEmpty = JSON.stringify(state) === JSON.stringify(emptyState);
    return {
      state_sealed: isEmpty ? null : sealText(keys, stateContext(id), JSON.stringify(state)),
      state_expires_at: isEmpty ? null : new Date(now.getTime() + stateMs).toISOString(),
    };
  }
};

/** Sealed values are bound to their rows. */
const userContext = (id: string): string => `chat-user:${id}`;
const stateContext = (id: string): string => `chat-state:${id}`;
const answerContext = (id: string): string => `chat-answer:${id}`;

const toInstant = (text: string | null): Date | null => (text === null ? null : new Date(text));

const toSos = (row: { sos_id: string | null; sos_at: string | null }): Conversation['sos'] =>
  row.sos_id === null || row.sos_at === null ? null : { id: row.sos_id, at: new Date(row.sos_at) };

const toHandOver = (row: { handed_over_at: string | null; handed_over_why: string | null }) =>
  row.handed_over_at === null
    ? null
    : { at: new Date(row.handed_over_at), why: row.handed_over_why as HandOverReason };

function instantOf<Column extends string>(column: Column, at: Date | null | undefined) {
  return at === undefined ? {} : { [column]: at?.toISOString() ?? null };
}

function readCursor(cursor: string): { at: string; id: string } | null {
  const [at = '', id = ''] = cursor.split('~');
  return at === '' || id === '' ? null : { at, id };
}
