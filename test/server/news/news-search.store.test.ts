import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { eventually } from '../../support/eventually.ts';
import { fireNotice, newsDeskOf, publishArticle, readerOf } from '../../support/news.ts';
import { startTestPortal } from '../../support/portal.ts';

describe.each(testDatabases)('searching the news, on $engine', (engine) => {
  test('finds words in any order and spelling, puts what is written as asked first, and forgets what is withdrawn', async () => {
    const place = await engine.place();
    const portal = await startTestPortal({ place });
    const reader = readerOf(portal);
    const find = (q: string, more = '') => reader.titles(`?unit=tay-thanh&q=${encodeURIComponent(q)}${more}`);
    const put = (title: string, more: object = {}) => publishArticle(portal, fireNotice({ title, ...more }));
    const inText = await put('Tin một', { body: 'Cấm đường Lê Trọng Tấn tối nay.' });
    await put('Thương người như thể thương thân', { summary: 'Duong.', body: 'Duong.' });
    await put('Dương Đức Hiền', { body: 'Dương.' });

    // Written as it was asked for, in the text, before another word in the title.
    expect(await find('đường')).toEqual(['Tin một', 'Dương Đức Hiền', 'Thương người như thể thương thân']);
    expect(await find('dương')).toEqual(['Dương Đức Hiền', 'Thương người như thể thương thân', 'Tin một']);
    // Without marks by where it stands, then by age.
    expect(await find('duong')).toEqual(['Dương Đức Hiền', 'Thương người như thể thương thân', 'Tin một']);
    expect(await find('tấn TRỌNG lê')).toEqual(['Tin một']);
    // The last word may still be being typed, the others are whole.
    expect(await find('lê tr')).toEqual([]);
    expect(await find('lê trọ')).toEqual(['Tin một']);
    expect(await find('tron lê')).toEqual([]);
    expect(await find('duong', '&category=hoat-dong-cong-an')).toEqual([]);
    expect(await reader.titles('?unit=son-ky&q=duong')).toEqual([]);
    expect(await reader.titles('?q=duong')).toHaveLength(3);

    const chief = newsDeskOf(portal, 'commander', 'tay-thanh');
    await chief.do(inText, 'withdraw', { reason: 'Đã mở đường.' });
    expect(await find('trọng tấn')).toEqual([]);
    await portal.stop();
    const database = openDatabase(place);
    const left = await database.kysely
      .selectFrom('published_terms')
      .select('term')
      .where('term', 'in', ['tan', 'cam'])
      .execute();
    // What was restored from a backup, and what an earlier edition published, comes without its words.
    await database.kysely.deleteFrom('published_search').execute();
    await database.kysely.deleteFrom('published_terms').execute();
    await database.close();
    expect(left).toEqual([]);

    const restarted = await startTestPortal({ place });
    const again = () => readerOf(restarted).titles('?unit=tay-thanh&q=duong');
    await eventually(async () => expect(await again()).toHaveLength(2));
    expect(await again()).toEqual(['Dương Đức Hiền', 'Thương người như thể thương thân']);
  });

  test('goes on from page to page without a gap, best first', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const reader = readerOf(portal);
    for (let nr = 1; nr <= 22; nr += 1)
      await publishArticle(portal, fireNotice({ title: nr % 3 ? `Tin ${nr}` : `Tin ${nr} về bếp` }));
    const first = await reader.list('?q=bep');
    const second = await reader.list(`?q=bep&cursor=${encodeURIComponent(first.nextCursor ?? '')}`);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([20, 2, null]);
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(22);
    expect(first.items.slice(0, 7).every(({ title }) => title.includes('bếp'))).toBe(true);
    expect(first.withdrawn).toEqual([]);
  });
});
