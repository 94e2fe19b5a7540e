import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { createArticleAudit } from '../../../server/features/news/article-audit.ts';
import { loadOrMakeSecretKeys, parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { testDatabases } from '../../support/databases.ts';
import { fireNotice, newsDeskOf, publishArticle } from '../../support/news.ts';
import { startTestPortal, testSecretKeys } from '../../support/portal.ts';

describe.each(testDatabases)('the history of an article, on $engine', (engine) => {
  test('holds together, and shows what was changed, moved or cut off', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
    const id = await publishArticle(portal, fireNotice());
    await editor.edit(id, { title: 'Đính chính', correction: 'Sửa tên.' });
    await editor.do(id, 'submit');
    await newsDeskOf(portal, 'commander', 'tay-thanh').do(id, 'send-back', { remark: 'Chưa rõ.' });
    await portal.stop();

    const database = openDatabase(place);
    const keys = place.databaseUrl
      ? parseSecretKeys(testSecretKeys)
      : await loadOrMakeSecretKeys(place.dataDir);
    const audit = createArticleAudit({ database, keys });
    const { kysely } = database;
    try {
      expect(await audit.verify(id)).toEqual({ isIntact: true, entries: 7 });
      const bad: string[] = [];
      expect(await audit.verifyAll((found) => bad.push(found.id))).toBe(1);
      expect(bad).toEqual([]);

      /** Changes something, says what the audit finds, and puts it back. */
      const whileChanged = async (change: () => Promise<unknown>, back: () => Promise<unknown>) => {
        await change();
        const verdict = await audit.verify(id);
        await back();
        return verdict.isIntact ? 'intact' : `${verdict.sequence} ${verdict.reason}`;
      };
      const setBody = (body: string) =>
        kysely
          .updateTable('article_versions')
          .set({ body })
          .where('article_id', '=', id)
          .where('version', '=', 1)
          .execute();
      const { body } = fireNotice();
      expect(
        await whileChanged(
          () => setBody('Khác hẳn'),
          () => setBody(body),
        ),
      ).toBe('2 text_changed');
      const setTitle = (title: string) =>
        kysely.updateTable('published_articles').set({ title }).where('article_id', '=', id).execute();
      const { title } = fireNotice();
      expect(
        await whileChanged(
          () => setTitle('Tiêu đề khác'),
          () => setTitle(title),
        ),
      ).toBe('7 published_changed');
      const setCorrection = (correction: string | null) =>
        kysely.updateTable('published_articles').set({ correction }).where('article_id', '=', id).execute();
      expect(
        await whileChanged(
          () => setCorrection('Ai cũng được nghỉ.'),
          () => setCorrection(null),
        ),
      ).toBe('7 published_changed');
      const setEvent = (event: string) =>
        kysely
          .updateTable('article_history')
          .set({ event })
          .where('article_id', '=', id)
          .where('sequence', '=', 3)
          .execute();
      expect(
        await whileChanged(
          () => setEvent('withdrawn'),
          () => setEvent('approved'),
        ),
      ).toBe('3 changed');
      const setState = (state: string) =>
        kysely.updateTable('articles').set({ state }).where('id', '=', id).execute();
      expect(
        await whileChanged(
          () => setState('approved'),
          () => setState('draft'),
        ),
      ).toBe('7 state_changed');
      expect(await audit.verify(id)).toEqual({ isIntact: true, entries: 7 });

      // The remark may be erased; the last entry may not be cut off.
      await kysely.updateTable('article_history').set({ words: null }).where('article_id', '=', id).execute();
      expect((await audit.verify(id)).isIntact).toBe(true);
      await kysely
        .deleteFrom('article_history')
        .where('article_id', '=', id)
        .where('sequence', '=', 7)
        .execute();
      expect(await audit.verify(id)).toEqual({ isIntact: false, sequence: 7, reason: 'tail_cut' });
    } finally {
      await database.close();
    }
  });
});
