import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** Everything that a stopped portal left behind, but the keys, which are the point, and the sandbox, which is Zalo. */
export async function dumpStore(place: { dataDir: string; databaseUrl: string | null }): Promise<string> {
  const tables = place.databaseUrl ? await dumpPostgres(place.databaseUrl) : '';
  return `${dumpFiles(place.dataDir)}\n${tables}`;
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
      dumps.push(JSON.stringify((await client.query(`select * from "${tablename}"`)).rows));
    }
    return dumps.join('\n');
  } finally {
    await client.end();
  }
}
