import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import * as first from './migrations/0001-first.ts';
import * as tipLife from './migrations/0002-tip-life.ts';
import * as forwarding from './migrations/0004-forwarding.ts';
import * as staff from './migrations/0006-staff.ts';
import * as clocks from './migrations/0007-clocks.ts';
import * as tipAttention from './migrations/0009-tip-attention.ts';
import * as liveEvents from './migrations/0010-live-events.ts';
import * as webhookEvents from './migrations/0011-webhook-events.ts';
import * as conversations from './migrations/0012-conversations.ts';
import * as sos from './migrations/0013-sos.ts';
import * as roster from './migrations/0014-roster.ts';
import * as procedureVersions from './migrations/0015-procedure-versions.ts';
import * as news from './migrations/0016-news.ts';
import * as senderChats from './migrations/0017-sender-chats.ts';
import * as staffIdentity from './migrations/0018-staff-identity.ts';
import * as outboxParked from './migrations/0021-outbox-parked.ts';
import * as webhookEndpoints from './migrations/0022-webhook-endpoints.ts';
import * as growth from './migrations/0023-growth.ts';
import * as newsSearch from './migrations/0025-news-search.ts';
import * as articleAttachments from './migrations/0026-article-attachments.ts';
import * as privacy from './migrations/0027-privacy.ts';
import * as sharedLimits from './migrations/0028-shared-limits.ts';
import * as formLinks from './migrations/0031-form-links.ts';
import * as upkeep from './migrations/0032-upkeep.ts';
import * as articlePhotos from './migrations/0033-article-photos.ts';
import * as givenBack from './migrations/0034-given-back.ts';

/** In order; a landed migration is never edited, a new one is added below. */
const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-tip-life': tipLife,
  '0004-forwarding': forwarding,
  '0006-staff': staff,
  '0007-clocks': clocks,
  '0009-tip-attention': tipAttention,
  '0010-live-events': liveEvents,
  '0011-webhook-events': webhookEvents,
  '0012-conversations': conversations,
  '0013-sos': sos,
  '0014-roster': roster,
  '0015-procedure-versions': procedureVersions,
  '0016-news': news,
  '0017-sender-chats': senderChats,
  '0018-staff-identity': staffIdentity,
  '0021-outbox-parked': outboxParked,
  '0022-webhook-endpoints': webhookEndpoints,
  '0023-growth': growth,
  '0025-news-search': newsSearch,
  '0026-article-attachments': articleAttachments,
  '0027-privacy': privacy,
  '0028-shared-limits': sharedLimits,
  '0031-form-links': formLinks,
  '0032-upkeep': upkeep,
  '0033-article-photos': articlePhotos,
  '0034-given-back': givenBack,
};

const attemptsMax = 5;
const attemptDelayMs = 200;

/**
 * Brings the store to the newest schema. Several servers may start at once: PostgreSQL lets one migrate at a time (Kysely's
 * lock); on SQLite the slower one fails on what the faster one just made, and finds all done when it looks again. `upTo`: no further than
 * this one.
 */
export async function migrate(database: Database, options: { upTo?: string } = {}): Promise<void> {
  const migrator = migratorOf(database);
  const { upTo } = options;
  for (let attempt = 1; ; attempt += 1) {
    const { error, results } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest());
    if (!error) return;
    if (database.engine === 'postgres' || attempt === attemptsMax) {
      const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown';
      throw new Error(`Migration ${failed} failed.`, { cause: error });
    }
    await sleep(attemptDelayMs);
  }
}

/** The last one that this store has seen. Throws when it has seen none. */
export async function newestMigration(database: Database): Promise<string> {
  const seen = (await migratorOf(database).getMigrations()).filter(({ executedAt }) => executedAt);
  const newest = seen.at(-1);
  if (!newest) throw new Error('This store was never migrated.');
  return newest.name;
}

/** `pending`: steps that this store has not taken yet. `unknown`: those it has taken of an edition that this program does not know. */
export async function migrationState(database: Database): Promise<{ pending: string[]; unknown: string[] }> {
  const ours = await migratorOf(database).getMigrations();
  const pending = ours.filter(({ executedAt }) => !executedAt).map(({ name }) => name);
  // The table is the migrator's own; it is not there before the first step.
  if (pending.length === ours.length) return { pending, unknown: [] };
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    database.kysely,
  );
  return { pending, unknown: rows.map(({ name }) => name).filter((name) => !hasMigration(name)) };
}

export const hasMigration = (name: string): boolean => Object.hasOwn(migrations, name);

const migratorOf = ({ kysely }: Database): Migrator =>
  new Migrator({ db: kysely, provider: { getMigrations: async () => migrations } });
