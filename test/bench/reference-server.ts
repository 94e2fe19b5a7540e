/** The least that could be done, for `npm run bench`: bare JSON, a bare durable two-row insert, one sharp call and an fsync. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '@hono/node-server';
import Database from 'better-sqlite3';
import { Hono } from 'hono';
import sharp from 'sharp';

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

const app = new Hono()
  .get('/json', (c) => c.json({ text: 'x'.repeat(Math.max(0, Number(c.req.query('bytes')) - 12)) }))
  .post('/insert', async (c) => {
    const id = randomUUID();
    store(id, JSON.stringify(await c.req.json()));
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

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.(`http://127.0.0.1:${port}`),
);
process.once('disconnect', () => server.close());
