import { mkdirSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/** The sandbox's own SQLite file. Nothing of the portal lies in it, and nothing of it in the portal's. */
export type SandboxDatabase = SqliteDatabase.Database;

const busyTimeoutMs = 5_000;

/** Instants are ISO-8601 UTC text; ids are text, because Zalo's are larger than 2^53. */
const schema = `
create table if not exists settings (key text primary key, value text not null) strict;

create table if not exists oas (
  oa_id text primary key, unit_id text not null unique, name text not null, oa_type integer not null,
  package text not null, group_disabled integer not null, group_v3 text not null, group_v2 text not null,
  permissions text not null
) strict;

create table if not exists groups (
  group_id text primary key, oa_id text not null, role text not null, name text not null
) strict;
create index if not exists groups_by_oa on groups (oa_id);

create table if not exists people (
  user_key text primary key, app_user_id text not null unique, name text not null, phone text not null,
  accepts_notifications integer not null default 0
) strict;

create table if not exists oa_people (
  oa_id text not null, user_id text not null, user_key text not null, follow_state text not null,
  last_interaction_at text, primary key (oa_id, user_id)
) strict;

create table if not exists group_members (
  group_id text not null, user_id text not null, primary key (group_id, user_id)
) strict;

create table if not exists consent_codes (
  code text primary key, oa_id text not null, expires_at text not null, used_at text
) strict;
create table if not exists consent_challenges (code text primary key, challenge text not null) strict;
create table if not exists access_tokens (
  token text primary key, oa_id text not null, expires_at text not null, ended_at text
) strict;
create index if not exists access_tokens_by_oa on access_tokens (oa_id);
create table if not exists refresh_tokens (
  token text primary key, oa_id text not null, expires_at text not null, used_at text
) strict;
create index if not exists refresh_tokens_by_oa on refresh_tokens (oa_id);

create table if not exists user_tokens (
  token text primary key, user_key text not null, app_id text not null, kind text not null, value text not null,
  expires_at text not null, used_at text
) strict;

create table if not exists attachments (
  attachment_id text primary key, oa_id text not null, content_type text not null, created_at text not null,
  expires_at text not null, name text
) strict;
create index if not exists attachments_by_oa on attachments (oa_id, created_at);

create table if not exists messages (
  seq integer primary key autoincrement, message_id text not null unique, at text not null, oa_id text not null,
  group_id text, user_id text, sender text not null, kind text not null, text text, attachment_id text,
  image_url text, latitude text, longitude text, quote_id text, mentions text not null, quota text, buttons text,
  file_name text, admin_name text
) strict;
create index if not exists messages_by_oa on messages (oa_id, seq);
create index if not exists messages_by_group on messages (group_id, seq);
create index if not exists messages_by_user on messages (oa_id, user_id, seq);
create index if not exists messages_by_quota on messages (oa_id, quota, at);

create table if not exists notifications (
  seq integer primary key autoincrement, at text not null, user_key text not null, template_id text not null,
  data text not null
) strict;

create table if not exists articles (
  article_id text primary key, oa_id text not null, content text not null, state text not null,
  created_at text not null
) strict;
create index if not exists articles_by_oa on articles (oa_id, created_at);
create table if not exists article_tokens (
  token text primary key, article_id text not null, content text not null, asks integer not null
) strict;
create table if not exists broadcasts (
  seq integer primary key autoincrement, at text not null, oa_id text not null, message_id text not null,
  article_ids text not null
) strict;

create table if not exists faults (scope text primary key, mode text not null) strict;

create table if not exists deliveries (
  id integer primary key autoincrement, target text not null, body text not null, signature text not null,
  attempts integer not null, due_at_ms integer not null, state text not null
) strict;
create index if not exists deliveries_due on deliveries (state, due_at_ms);
`;

/** Opens (and makes) `folder/sandbox.sqlite`. Every commit is on disk before an answer leaves, as at Zalo. */
export function openSandboxDatabase(folder: string): SandboxDatabase {
  mkdirSync(folder, { recursive: true });
  const database = new SqliteDatabase(path.join(folder, 'sandbox.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma(`busy_timeout = ${busyTimeoutMs}`);
  database.exec(schema);
  addColumns(database, 'messages', laterMessageColumns);
  addColumns(database, 'attachments', ['name']);
  return database;
}

/** What older sandboxes' messages do not have. */
const laterMessageColumns = ['buttons', 'file_name', 'admin_name'] as const;

function addColumns(database: SandboxDatabase, table: string, columns: readonly string[]): void {
  const known = database.prepare<[], { name: string }>(`pragma table_info(${table})`).all();
  for (const column of columns.filter((each) => !known.some(({ name }) => name === each)))
    database.exec(`alter table ${table} add column ${column} text`);
}

/** A value that outlives a restart, made when it is first asked for. */
export function keptSetting(database: SandboxDatabase, key: string, make: () => string): string {
  const row = database
    .prepare<[string], { value: string }>('select value from settings where key = ?')
    .get(key);
  if (row) return row.value;
  const value = make();
  database.prepare('insert into settings (key, value) values (?, ?)').run(key, value);
  return value;
}

/** Changes a value that outlives a restart. */
export function writeSetting(database: SandboxDatabase, key: string, value: string): void {
  database
    .prepare(
      'insert into settings (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    )
    .run(key, value);
}
