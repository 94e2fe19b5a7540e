/** Stores of any size, and the portal on each of them. */
import { statSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import { readConfig } from '../../server/config/config.ts';
import { loadPack } from '../../server/content/pack.ts';
import { type Database, openDatabase } from '../../server/db/database.ts';
import { createStaffService } from '../../server/features/staff/staff.service.ts';
import { createLogger } from '../../server/log.ts';
import { outboxStore } from '../../server/outbox/outbox.store.ts';
import { openPortal, type Portal } from '../../server/portal/portal.ts';
import { createUnitTree } from '../../server/rights/unit-tree.rules.ts';
import { parseSecretKeys } from '../../server/secrets/secret-keys.ts';
import { testSecretKeys } from '../support/portal.ts';
import { openBulkStore, type Place } from './bulk-store.ts';
import { district, type KnownTip, tipRows, ward } from './growth-rows.ts';

const perBatch = 5_000;
/** In the groups of so many units something waits to be sent. */
const waitingStreams = 20;
const waitingPerStream = 5;
const keys = parseSecretKeys(testSecretKeys);

/** What lets read the figures of a portal that is opened here. */
export const metricsToken = 'bench-metrics-'.padEnd(43, 'x');

export type FilledStore = { size: number; known: readonly KnownTip[]; bytes: number };

export type GrownStore = FilledStore & {
  portal: Portal;
  app: Portal['app'];
  database: Database;
  /** API keys of people who work there. */
  commander: string;
  officer: string;
  consentVersion: string;
  /** The same store without anything of ours: rows of a statement. `?` stands for a parameter. */
  bare(statement: string, parameters: readonly (string | number)[]): Promise<unknown[]>;
  close(): Promise<void>;
};

/** `folder`: for what is on its way. */
export async function fillStore(
  place: Place,
  {
    size,
    folder,
    page,
    onProgress,
  }: { size: number; folder: string; page: string; onProgress(line: string): void },
): Promise<FilledStore> {
  // The portal once, on the empty store: its tables, and what it remembers of the content pack.
  await (await open(place, page)).stop();
  const bulk = await openBulkStore(place, path.join(folder, 'copy'));
  const now = Date.now();
  const known: KnownTip[] = [];
  for (let from = 0; from < size; from += perBatch) {
    onProgress(`  ${from.toLocaleString('en')} of ${size.toLocaleString('en')} tips`);
    const made = tipRows(keys, { from, to: Math.min(size, from + perBatch), tipsCount: size, now });
    known.push(...made.known);
    await bulk.put(made.rows);
  }
  await bulk.close();
  await leaveWaiting(place);
  return { size, known, bytes: await bytesOf(place) };
}

export async function openGrown(
  place: Place,
  { filled, page, now }: { filled: FilledStore; page: string; now?: () => Date },
): Promise<GrownStore> {
  const { commander, officer } = await hire(place);
  const portal = await open(place, page, now);
  const database = openDatabase(place);
  const bare = openBare(place);
  const answer = await portal.app.request('/api/portal');
  const { consent } = (await answer.json()) as { consent: { version: string } };
  return {
    ...filled,
    portal,
    app: portal.app,
    database,
    commander,
    officer,
    consentVersion: consent.version,
    bare: bare.ask,
    async close() {
      await portal.stop();
      await database.close();
      await bare.close();
    },
  };
}

/** Nobody is told anything: the portal is opened and not started. */
async function open(place: Place, pageFolder: string, now = () => new Date()): Promise<Portal> {
  const config = readConfig({
    DATA_DIR: place.dataDir,
    SECRET_KEYS: testSecretKeys,
    RATE_LIMITS: 'off',
    METRICS_TOKEN: metricsToken,
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
  });
  const nowhere = 'http://127.0.0.1:9';
  return await openPortal({
    config,
    pack: await loadPack(config.contentPack),
    logger: createLogger('silent'),
    now,
    publicUrl: nowhere,
    pageFolder,
    zalo: {
      credentials: { appId: '1', appSecret: 'x', oaSecretKey: 'x', miniAppId: '2', miniAppKey: 'x' },
      baseUrls: { graph: nowhere, oauth: nowhere, openapi: nowhere, mini: nowhere },
    },
    isSandbox: true,
    guestStaff: null,
  });
}

async function hire(place: Place): Promise<{ commander: string; officer: string }> {
  const database = openDatabase(place);
  const { units } = await loadPack('tan-phu');
  const tree = createUnitTree(units, (id) => id);
  const staff = createStaffService({ database, keys, now: () => new Date(), tree, guests: null });
  const keyOf = async (role: 'commander' | 'officer', unitId: string) => {
    const { id } = await staff.create({ name: 'Cán bộ đo tốc độ', role, unitId });
    return (await staff.makeKey({ staffId: id, label: 'bench', expiresInDays: 1 })).key;
  };
  const hired = { commander: await keyOf('commander', district), officer: await keyOf('officer', ward) };
  await database.close();
  return hired;
}

/** What has just been stored for the groups. */
async function leaveWaiting(place: Place): Promise<void> {
  const database = openDatabase(place);
  const now = new Date();
  await database.transact(async (transaction) => {
    for (let nr = 0; nr < waitingStreams * waitingPerStream; nr += 1) {
      const stream = `oa-group:waiting-${nr % waitingStreams}:duty`;
      await outboxStore(transaction).enqueue(
        [
          {
            id: `${now
              .getTime()
              .toString(16)
              .padStart(12, '0')
              .replace(/^(.{8})/, '$1-')}-7000-8000-${String(nr).padStart(12, '0')}`,
            destination: stream,
            stream,
            lane: 1,
            topic: 'tip.forward-text',
            payload: {},
          },
        ],
        now,
      );
    }
  });
  await database.close();
}

function openBare(place: Place): Pick<GrownStore, 'close'> & { ask: GrownStore['bare'] } {
  if (place.databaseUrl) {
    const pool = new pg.Pool({ connectionString: place.databaseUrl, max: 2 });
    // PostgreSQL stops at the end while a connection may still be closing.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    return {
      async ask(statement, parameters) {
        let count = 0;
        const { rows } = await pool.query(
          statement.replaceAll('?', () => `$${++count}`),
          [...parameters],
        );
        return rows;
      },
      close: () => pool.end(),
    };
  }
  const database = new SqliteDatabase(path.join(place.dataDir, 'portal.sqlite'));
  database.pragma('synchronous = FULL');
  const statements = new Map<string, SqliteDatabase.Statement<(string | number)[]>>();
  return {
    async ask(statement, parameters) {
      const prepared = statements.get(statement) ?? database.prepare<(string | number)[]>(statement);
      statements.set(statement, prepared);
      if (prepared.reader) return prepared.all(...parameters);
      prepared.run(...parameters);
      return [];
    },
    async close() {
      database.close();
    },
  };
}

async function bytesOf(place: Place): Promise<number> {
  if (!place.databaseUrl) return statSync(path.join(place.dataDir, 'portal.sqlite')).size;
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ bytes: string }>(
    'select pg_database_size(current_database()) as bytes',
  );
  await client.end();
  return Number(rows[0]?.bytes ?? 0);
}
