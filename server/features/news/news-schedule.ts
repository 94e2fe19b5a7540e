import type { Logger } from 'pino';
import type { Database } from '../../db/database.ts';
import { createDueWorker, type DueWorker } from '../../due/due-worker.ts';
import { articleStore } from './article.store.ts';
import type { ArticleWriter } from './article-writer.ts';

/** Publishes what was scheduled, each article once (server/due): whoever holds it sees whether it still waits. */
export function createNewsSchedule(parts: {
  database: Database;
  logger: Logger;
  now: () => Date;
  writer: ArticleWriter;
  wakeOutbox(): void;
}): DueWorker {
  const { database, writer } = parts;
  return createDueWorker(
    {
      name: 'news',
      listDue: (at, countMax) => articleStore(database.kysely).listDue(at, countMax),
      async act(transaction, ids, at) {
        for (const id of ids) {
          const article = await articleStore(transaction).hold(id);
          const isDue = article?.state === 'scheduled' && (article.dueAt ?? '') <= at.toISOString();
          if (article && isDue) await writer.publish(transaction, article, { at, staffId: null });
        }
      },
      postpone: (id, _at, until) => articleStore(database.kysely).postpone(id, until),
      afterBatch: parts.wakeOutbox,
    },
    parts,
  );
}
