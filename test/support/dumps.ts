import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';

/** Everything that a stopped portal left behind, but the keys, which are the point, and the sandbox, which is Zalo. */
export async function dumpStore(place: { dataDir: string; databaseUrl: string | null }): Promise<string> {
  const tables = place.databaseUrl ? await dumpPostgres(place.databaseUrl) : '';
  return `${dumpFiles(place.dataDir)}\n${tables}`;
}

/** Everything by which Zalo, or the sandbox in its place, knows this person: ids at the app and at every OA, name, phone. */
export function knownToZalo(dataDir: string, user: string): string[] {
  const zalo = new SqliteDatabase(path.join(dataDir, 'sandbox', 'sandbox.sqlite'), { readonly: true });
  try {
    const people = zalo
      .prepare<[string], { app_user_id: string; name: string; phone: string }>(
        'select app_user_id, name, phone from people where user_key = ?',
      )
      .all(user);
    const atOas = zalo
      .prepare<[string], { user_id: string }>('select user_id from oa_people where user_key = ?')
      .all(user);
    return [
      ...people.flatMap(({ app_user_id, name, phone }) => [app_user_id, name, phone]),
      ...atOas.map(({ user_id }) => user_id),
    ];
  } finally {
    zalo.close();
  }
}

function dumpFiles(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && entry.name !== 'secret-keys' && !entry.parentPath.includes(`${path.sep}sandbox`),
    )
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');
}

async function dumpPostgres(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query("select tablename from pg_tables where schemaname = 'public'");
    const dumps: string[] = [];
    for (const { tablename } of tables.rows) {
      const { rows } = await client.query(`select * from "${tablename}"`);
      dumps.push(`${tablename}: ${JSON.stringify(rows)}`);
    }
    return dumps.join('\n');
  } finally {
    await client.end();
  }
}
