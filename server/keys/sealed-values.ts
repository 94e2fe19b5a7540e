import type { Schema } from '../db/schema.ts';
import { type KeyVersion, keyedDigest } from '../secrets/secret-keys.ts';
import { partsContext } from './key-version.store.ts';

/** The columns of a row that is looked at here, by name. */
export type SealedRow = Readonly<Record<string, string | number | null>>;

/** A column of sealed text: where it lies, and for what each value was sealed (`sealText`). */
export type SealedColumn = {
  table: keyof Schema & string;
  /** The primary key, in the order of its index. */
  key: readonly string[];
  column: string;
  context(row: SealedRow): string;
  /** The digest of what is sealed, by which the row is found: made anew with it. `of`: more columns that it is made of. */
  digest?: {
    column: string;
    of: readonly string[];
    under(key: KeyVersion, plain: string, row: SealedRow): string;
  };
};

const text = (row: SealedRow, column: string): string => String(row[column]);

/**
 * Everything in the store that is sealed and lasts longer than a rotation takes: this room and the backup are the only ones that work on
 * the tables of all. test/server/keys holds it against the schema, and opens every kind after a rotation.
 */
export const sealedColumns: readonly SealedColumn[] = [
  ofTip('tip_words', 'tip-words'),
  ofTip('tip_contacts', 'tip-contact'),
  {
    table: 'tip_entry_words',
    key: ['tip_id', 'sequence'],
    column: 'sealed',
    context: (row) => `tip-entry-words:${row.tip_id}:${row.sequence}`,
  },
  {
    table: 'sos_words',
    key: ['sos_id', 'sequence'],
    column: 'sealed',
    context: (row) => `sos-words:${row.sos_id}:${row.sequence}`,
  },
  {
    ...byId('citizens', 'zalo_id_sealed', 'citizen'),
    digest: {
      column: 'zalo_id_digest',
      of: [],
      under: (key, zaloId) => keyedDigest(key, 'citizen-digest', zaloId),
    },
  },
  byId('staff_members', 'name_sealed', 'staff-name'),
  {
    ...byId('staff_bindings', 'zalo_id_sealed', 'staff-binding'),
    digest: {
      column: 'zalo_id_digest',
      of: [],
      under: (key, zaloId) => keyedDigest(key, 'staff-binding-digest', zaloId),
    },
  },
  {
    table: 'staff_oa_users',
    key: ['unit_id', 'oa_user_digest'],
    column: 'oa_user_sealed',
    context: (row) => `staff-oa-user:${row.unit_id}:${row.oa_user_digest}`,
  },
  {
    table: 'sender_chats',
    key: ['tip_id'],
    column: 'user_sealed',
    context: (row) => `sender-chat:${row.tip_id}`,
    digest: {
      column: 'user_digest',
      of: ['oa_id'],
      under: (key, userId, row) => keyedDigest(key, 'oa-user-digest', text(row, 'oa_id'), userId),
    },
  },
  {
    table: 'oa_connections',
    key: ['unit_id'],
    column: 'tokens_sealed',
    context: (row) => `oa-tokens:${row.unit_id}`,
  },
  {
    ...byId('officer_bindings', 'oa_user_sealed', 'officer'),
    digest: {
      column: 'oa_user_digest',
      of: ['unit_id'],
      under: (key, userId, row) => keyedDigest(key, 'officer-digest', text(row, 'unit_id'), userId),
    },
  },
  byId('webhook_events', 'sealed', 'webhook'),
  {
    ...byId('oa_users', 'user_sealed', 'oa-user'),
    digest: {
      column: 'user_digest',
      of: ['oa_id'],
      under: (key, userId, row) => keyedDigest(key, 'oa-user-digest', 'oa', text(row, 'oa_id'), userId),
    },
  },
  {
    ...byId('chat_conversations', 'user_sealed', 'chat-user'),
    digest: {
      column: 'user_digest',
      of: ['oa_id'],
      under: (key, userId, row) => keyedDigest(key, 'chat-digest', 'user', text(row, 'oa_id'), userId),
    },
  },
  byId('chat_conversations', 'state_sealed', 'chat-state'),
  byId('chat_answers', 'answer_sealed', 'chat-answer'),
  byId('webhook_endpoints', 'url_sealed', 'webhook-url'),
  byId('webhook_endpoints', 'secret_sealed', 'webhook-secret'),
  byId('webhook_endpoints', 'previous_secret_sealed', 'webhook-secret'),
  {
    table: 'secret_key_versions',
    key: ['version'],
    column: 'parts_sealed',
    context: (row) => partsContext(text(row, 'version')),
  },
];

/** Sealed files, by what they are. */
export const sealedFileKinds = ['photos'] as const;

export const kindOfColumn = ({ table, column }: SealedColumn): string => `${table}.${column}`;

/** Everything that has to be looked through before an older key may go. */
export const sealedKinds: readonly string[] = [...sealedColumns.map(kindOfColumn), ...sealedFileKinds];

/** Sealed, and worthless within the hour: an older key is kept for longer than that. */
export const shortLivedColumns: readonly string[] = [
  'oa_consents.verifier_sealed',
  'chat_words.words_sealed',
  'limit_hours.key_sealed',
];

function ofTip(table: 'tip_words' | 'tip_contacts', kind: string): SealedColumn {
  return { table, key: ['tip_id'], column: 'sealed', context: (row) => `${kind}:${row.tip_id}` };
}

function byId(table: keyof Schema & string, column: string, kind: string): SealedColumn {
  return { table, key: ['id'], column, context: (row) => `${kind}:${row.id}` };
}
