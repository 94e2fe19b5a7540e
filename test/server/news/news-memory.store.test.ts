import { describe, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import { patience } from '../../support/forwarding.ts';
import { fireNotice, newsDeskOf, publishArticle, readerOf } from '../../support/news.ts';
import { startTestPortal } from '../../support/portal.ts';

describe.each(testDatabases)('news that servers keep in memory, on $engine', (engine) => {
  test('are new at once where they were published, corrected or withdrawn, and at other servers within a second', async () => {
    const place = await engine.place();
    const [here, there] = [await startTestPortal({ place }), await startTestPortal({ place })];
    const readers = [readerOf(here), readerOf(there)] as const;
    const unit = '?unit=tay-thanh';
    const lookEverywhere = async (id: string) => {
      for (const reader of readers) {
        for (let time = 0; time < 2; time += 1) {
          await reader.list(unit);
          await reader.list(`${unit}&q=khô`);
          await reader.status(`/api/news/${id}`);
          await reader.text('/feeds/tay-thanh.rss');
        }
      }
    };
    const shown = (reader: (typeof readers)[number], id: string) =>
      Promise.all([
        reader.titles(unit),
        reader.titles(`${unit}&q=khô`),
        reader.status(`/api/news/${id}`),
        reader.text('/feeds/tay-thanh.rss').then((text) => text.includes(id)),
      ]);
    const isSeen = async (id: string, expected: Awaited<ReturnType<typeof shown>>) => {
      expect(await shown(readers[0], id)).toEqual(expected);
      const before = performance.now();
      await expect.poll(() => shown(readers[1], id), patience).toEqual(expected);
      console.log(
        `${engine.engine}: the other server knew ${Math.round(performance.now() - before)} ms later`,
      );
    };
    const { title } = fireNotice();
    await lookEverywhere('019abcde-0000-7000-8000-000000000000');

    const id = await publishArticle(here, fireNotice());
    await isSeen(id, [[title], [title], 200, true]);

    await lookEverywhere(id);
    const corrected = 'Phòng cháy mùa khô: thời gian đúng';
    const editor = newsDeskOf(here, 'editor', 'tay-thanh');
    const commander = newsDeskOf(here, 'commander', 'tay-thanh');
    await editor.edit(id, { title: corrected, correction: 'Sửa ngày giờ kiểm tra.' });
    await editor.do(id, 'submit');
    await commander.do(id, 'approve');
    await editor.do(id, 'publish');
    await isSeen(id, [[corrected], [corrected], 200, true]);

    await lookEverywhere(id);
    await commander.do(id, 'withdraw', { reason: 'Thông tin không còn đúng.' });
    await isSeen(id, [[], [], 404, false]);
    expect((await readers[0].list(unit)).withdrawn).toEqual([id]);
    expect((await readers[1].list(unit)).withdrawn).toEqual([id]);
  });
});
