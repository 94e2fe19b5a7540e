import { setImmediate as nextTurn } from 'node:timers/promises';
import type pg from 'pg';
import { columnsOf, type NewRows, TakenError } from './new-rows.ts';

/** So many callers share a statement. */
const callersMax = 64;
/** While one is on its way to the disk, those that come meanwhile gather for the next; a second may overtake one that waits for a lock. */
const statementsAtOnceMax = 2;

type Caller = {
  inserts: readonly NewRows[];
  resolve(): void;
  reject(failure: unknown): void;
};

/**
 * Inserts the rows of callers that come together by one statement, which is its own transaction: one round trip and one wait for the disk for
 * all. What one of them brings that is there already would fail the others too, so that each is then tried alone.
 */
export function gatheredInserts(pool: pg.Pool): (inserts: readonly NewRows[]) => Promise<void> {
  const waiting: Caller[] = [];
  let underWay = 0;

  async function insertSome(): Promise<void> {
    underWay += 1;
    await nextTurn();
    const callers = waiting.splice(0, callersMax);
    try {
      await insertFor(callers);
    } finally {
      underWay -= 1;
      if (waiting.length > 0) void insertSome();
    }
  }

  async function insertFor(callers: readonly Caller[]): Promise<void> {
    if (callers.length === 0) return;
    try {
      await pool.query(insertStatement(callers.flatMap(({ inserts }) => inserts)));
      for (const caller of callers) caller.resolve();
    } catch (error) {
      if (callers.length > 1 && isFaultOfOne(error)) for (const caller of callers) await insertFor([caller]);
      else for (const caller of callers) caller.reject(asTaken(error));
    }
  }

  return (inserts) =>
    new Promise((resolve, reject) => {
      waiting.push({ inserts, resolve, reject });
      if (underWay < statementsAtOnceMax) void insertSome();
    });
}

/** Rows go as JSON, one parameter a table: the statement is the same however many there are, and stays prepared. */
export function insertStatement(inserts: readonly NewRows[]): {
  name: string;
  text: string;
  values: string[];
} {
  const tables = new Map<string, { insert: NewRows; rows: unknown[] }>();
  for (const insert of inserts) {
    if (insert.rows.length === 0) continue;
    const known = tables.get(insert.table);
    if (known) known.rows.push(...insert.rows);
    else tables.set(insert.table, { insert, rows: [...insert.rows] });
  }
  const together = [...tables.values()];
  const { name, text } = written(together.map(({ insert }) => insert));
  return { name, text, values: together.map(({ rows }) => JSON.stringify(rows)) };
}

/** By their shape, of which there are few: a tip with and without a contact, with and without systems that are told. */
const known = new Map<string, { name: string; text: string }>();

function written(inserts: readonly NewRows[]): { name: string; text: string } {
  const shape = inserts.map((insert) => `${insert.table}(${columnsOf(insert).join()})`).join(' ');
  let statement = known.get(shape);
  if (!statement) {
    statement = { name: `inserts_${known.size}`, text: write(inserts) };
    known.set(shape, statement);
  }
  return statement;
}

function write(inserts: readonly NewRows[]): string {
  const parts = inserts.flatMap((insert, index) => {
    const { table, sharedLock: lock } = insert;
    const columns = columnsOf(insert).map((column) => `"${column}"`);
    const lockName = `lock_${index}`;
    // Every row comes by way of the lock, so that none gets its number before it is held.
    const from = lock ? `${lockName}, ` : '';
    return [
      ...(lock
        ? [`${lockName} as materialized (select pg_advisory_xact_lock_shared(${lock.space}, ${lock.key}))`]
        : []),
      `part_${index} as (insert into "${table}" (${columns})
        select ${columns} from ${from}json_populate_recordset(null::"${table}", $${index + 1}::json))`,
    ];
  });
  return `with ${parts.join(', ')} select 1`;
}

/** Said by the server of what was sent, or of two that came into each other's way; not that the server or its disk is away. */
const isFaultOfOne = (error: unknown): boolean => /^(22|23|40)/.test(sqlState(error));

const sqlState = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What a failure says to the caller it belongs to. */
export function asTaken(error: unknown): unknown {
  if (sqlState(error) !== '23505' || !(error instanceof Error) || !('table' in error)) return error;
  return new TakenError(String(error.table), error);
}
