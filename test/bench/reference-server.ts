/** The least that could be done, for `npm run bench`: bare JSON, a bare durable two-row insert, one sharp call and an fsync. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '@hono/node-server';
import Database from 'better-sqlite3';
import { Hono } from 'hono';
import pg from 'pg';
import sharp from 'sharp';
import { answerUsage } from './process-usage.ts';

const folder = process.argv[2] ?? '.';
mkdirSync(folder, { recursive: true });
const database = new Database(path.join(folder, 'reference.sqlite'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(
  'create table tips (id text primary key, body text); create table outbox (id text primary key, tip text)',
);
const insertTip = database.prepare('insert into tips values (?, ?)');
const insertMessage = database.prepare('insert into outbox values (?, ?)');
const store = database.transaction((id: string, body: string) => {
  insertTip.run(id, body);
  insertMessage.run(randomUUID(), id);
});

const { DATABASE_URL: connectionString } = process.env;
const pool = connectionString ? new pg.Pool({ connectionString, max: 10 }) : null;
await pool?.query('create table reference_tips (id text primary key, body text)');
await pool?.query('create table reference_outbox (id text primary key, tip text)');
/** The same two rows; the server's own settings keep it durable. */
async function storeInPostgres(id: string, body: string): Promise<void> {
  const client = await pool?.connect();
  if (!client) throw new Error('No DATABASE_URL.');
  await client.query('begin');
  await client.query('insert into reference_tips values ($1, $2)', [id, body]);
  await client.query('insert into reference_outbox values ($1, $2)', [randomUUID(), id]);
  await client.query('commit');
  client.release();
}

const app = new Hono()
  .get('/json', (c) => c.json({ text: 'x'.repeat(Math.max(0, Number(c.req.query('bytes')) - 12)) }))
  .post('/insert', async (c) => {
    const id = randomUUID();
    store(id, JSON.stringify(await c.req.json()));
    return c.json({ id }, 201);
  })
  .post('/insert-postgres', async (c) => {
    const id = randomUUID();
    await storeInPostgres(id, JSON.stringify(await c.req.json()));
    return c.json({ id }, 201);
  })
  .post('/photo', async (c) => {
    const { photo } = await c.req.parseBody();
    if (!(photo instanceof File)) return c.text('no photo', 400);
    const jpeg = await sharp(Buffer.from(await photo.arrayBuffer()))
      .rotate()
      .resize(2048, 2048, { fit: 'inside', withoutEnlargement: true })
      .jpeg()
      .toBuffer();
    const id = randomUUID();
    const file = await open(path.join(folder, `${id}.jpg`), 'w');
    await file.writeFile(jpeg);
    await file.sync();
    await file.close();
    store(id, '');
    return c.json({ id }, 201);
  });

answerUsage();
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.(`http://127.0.0.1:${port}`),
);
process.once('disconnect', () => process.exit());
