import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { migrate } from '../../../server/db/migrate.ts';
import type { Schema } from '../../../server/db/schema.ts';
import { chatStore } from '../../../server/features/chatbot/chat.store.ts';
import { clockStore } from '../../../server/features/clocks/clock.store.ts';
import { publishedStore } from '../../../server/features/news/published.store.ts';
import { photoStore } from '../../../server/features/photos/photo.store.ts';
import { tipStore } from '../../../server/features/tips/tip.store.ts';
import { tipDeskStore } from '../../../server/features/tips/tip-desk.store.ts';
import {
  eraseContacts,
  eraseTips,
  takeTipsWithOldPhotos,
} from '../../../server/features/tips/tip-erasure.store.ts';
import { tipOwnerStore } from '../../../server/features/tips/tip-owner.store.ts';
import { tipTimesStore } from '../../../server/features/tips/tip-times.store.ts';
import { eraseAnswers } from '../../../server/idempotency/idempotency.store.ts';
import { readOutboxBacklog } from '../../../server/outbox/outbox-backlog.store.ts';
import { outboxClaims } from '../../../server/outbox/outbox-claims.store.ts';
import { outboxDeliveries } from '../../../server/outbox/outbox-deliveries.store.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { webhookEventStore } from '../../../server/webhooks/webhook-event.store.ts';
import { temporaryFolder } from '../../support/databases.ts';
import { testSecretKeys } from '../../support/portal.ts';

const now = new Date('2026-11-24T03:00:00.000Z');
const keys = parseSecretKeys(testSecretKeys);
const due = { before: '2025-01-01', at: now.toISOString(), count: 200, after: '' };
const place = { deskOrder: '20000000000000', tipId: '00000000-0000-7000-8000-000000000000' };

/** Indexes in which stands only what waits: read as a whole they are still few rows. */
const ofWhatWaits =
  /USING (COVERING )?INDEX (outbox_open|outbox_parked|webhook_events_failed|tip_access_unordered|published_articles_urgent)\b/;

/** A new store whose every question is written down. */
async function listen() {
  const dataDir = temporaryFolder();
  const database = openDatabase({ dataDir, databaseUrl: null });
  await migrate(database);
  await database.close();
  const file = new SqliteDatabase(path.join(dataDir, 'portal.sqlite'));
  const asked: CompiledQuery[] = [];
  const connection = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: file }),
    log: ({ query }) => void asked.push(query),
  });
  onTestFinished(() => connection.destroy());
  const plansOf = async (ask: () => Promise<unknown>): Promise<string[]> => {
    asked.length = 0;
    await ask();
    return asked
      .filter(({ sql }) => /^\s*(select|with|update|delete)/i.test(sql))
      .flatMap(({ sql, parameters }) =>
        file.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...parameters),
      )
      .map(({ detail }) => detail);
  };
  return { connection, plansOf };
}

test('what is asked all the time is looked up, never searched for through everything', async () => {
  const { connection, plansOf } = await listen();
  const desk = tipDeskStore(connection);
  const list = (filter: Partial<Parameters<typeof desk.list>[0]>, after: typeof place | null = null) =>
    desk.list({ unitId: 'ca-quan', restricted: { namedStaffId: 'a' }, ...filter }, after, 51);
  const owners = tipOwnerStore(connection, keys);
  const questions: Record<string, () => Promise<unknown>> = {
    'the desk': () => list({}),
    'its next page': () => list({ stage: 'over' }, place),
    'the overdue': () => list({ overdueBefore: `0${now.toISOString()}` }),
    'a ward from above': () => list({ within: 'tay-thanh', units: ['tay-thanh'] }),
    'a category': () => list({ category: 'tieng-on' }),
    'a status': () => list({ status: 'waiting_citizen' }),
    'what waits for a commander': () => list({ attention: 'low_rating' }),
    'given to me': () => list({ namedStaffId: 'a' }),
    'a code': () => list({ codePrefix: 'TB-7K3M9Q' }),
    'how a code begins': () => list({ codePrefix: 'TB-7' }),
    'a tip': () => tipStore(connection, keys).findByCode('TB-7K3M9Q'),
    'my tips': () => owners.listOwned('a', undefined, 21),
    'contacts that are over': () => owners.deleteDueContacts(now.toISOString()),
    'chats that are over': () => chatStore(connection, keys).sweep(now, now),
    'what reports count': () =>
      tipTimesStore(connection).readIn({ from: '2026-07-01', to: '2026-10-01', unitId: 'ca-quan' }).next(),
    'messages in trouble': () =>
      outboxDeliveries(connection).listTroubled({ from: '2026-07-01', to: '2026-10-01' }),
    'the outbox': () =>
      outboxClaims(connection).claim({ server: 'a', now, until: now, lanes: [0, 1, 2], limit: 10 }),
    'how far the outbox is behind': () => readOutboxBacklog(connection),
    'the clocks': () => clockStore(connection).listDueTips(now, 50),
    'contacts of tips that are over': () =>
      connection.transaction().execute((transaction) => eraseContacts(transaction, due)),
    'photos of tips that are over': () =>
      connection.transaction().execute((transaction) => takeTipsWithOldPhotos(transaction, due)),
    'tips that are over': () =>
      connection.transaction().execute((transaction) => eraseTips(transaction, due)),
    'messages that are over': () => outboxDeliveries(connection).eraseFinished('2026-01-01', 500, ['news']),
    'answers that are over': () => eraseAnswers(connection, '2026-01-01', 500),
    'photos that no tip took': () => photoStore(connection).deleteUnattached('2026-01-01', 200),
    'events in trouble': () => webhookEventStore(connection, keys).listTroubles(now, 5),
    'revocations that are over': () =>
      webhookEventStore(connection, keys).sweepRevocations(now, ['a', 'b'], 500),
    news: () => publishedStore(connection).list({ unitIds: ['tay-thanh'], count: 21 }),
    'urgent notices': () => publishedStore(connection).listUrgent(now, 5),
  };

  const searched: Record<string, string[]> = {};
  for (const [name, ask] of Object.entries(questions)) {
    const scans = (await plansOf(ask)).filter(
      (step) => /^SCAN (?!streams|CONSTANT)/.test(step) && !ofWhatWaits.test(step),
    );
    if (scans.length > 0) searched[name] = scans;
  }

  expect(searched).toEqual({});
});

test('tips whose code begins so are read in the order of their codes, not all found and then put in order', async () => {
  const { connection, plansOf } = await listen();
  const list = (after: typeof place | null) =>
    tipDeskStore(connection).list({ unitId: 'ca-quan', restricted: true, codePrefix: 'TB-7K' }, after, 51);

  for (const after of [null, place]) {
    const plan = await plansOf(() => list(after));
    expect(plan[0]).toMatch(/^SEARCH tips USING INDEX \S+ \(code[<>]/);
    expect(plan.join('\n')).not.toContain('ORDER BY');
  }
});

test('what is over is found in indexes of exactly that, not among all that was kept and is not over', async () => {
  const { connection, plansOf } = await listen();
  const plans = await plansOf(async () => {
    await connection.transaction().execute((transaction) => eraseTips(transaction, due));
    await outboxDeliveries(connection).eraseFinished('2026-01-01', 500, ['news']);
    await webhookEventStore(connection, keys).listTroubles(now, 5);
    await webhookEventStore(connection, keys).sweepRevocations(now, ['a', 'b'], 500);
  });
  const used = plans.flatMap((step) => /USING (?:COVERING )?INDEX (\w+)/.exec(step)?.[1] ?? []);

  expect(used).toEqual(
    expect.arrayContaining([
      'tips_resting',
      'outbox_erasable',
      'webhook_events_failed',
      'webhook_events_named',
    ]),
  );
});

test('photos that wait for their tip are found by that, not as photos of no article', async () => {
  const { connection, plansOf } = await listen();
  const plans = await plansOf(async () => {
    await photoStore(connection).countUnattached();
    await photoStore(connection).deleteUnattached('2026-01-01', 200);
  });

  expect(plans.join('\n')).toContain('photos_tip (tip_id=?');
  expect(plans.join('\n')).not.toContain('photos_of_article');
});
