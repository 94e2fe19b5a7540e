import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Lets go of what was erased and still lies beside the store: SQLite's journal holds pages as they were until it is written anew. Where
 * somebody reads the store at this moment (a backup) it stays until the next time. PostgreSQL overwrites dead rows by itself (autovacuum).
 */
export async function dropErasedTraces({ kysely, engine }: Database): Promise<void> {
  if (engine === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(kysely);
}
