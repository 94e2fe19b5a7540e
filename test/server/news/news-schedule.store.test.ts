import { describe, expect, test } from 'vitest';
import { testDatabases } from '../../support/databases.ts';
import { hourMs, patience } from '../../support/forwarding.ts';
import { fireNotice, newsDeskOf, publishArticle, readerOf } from '../../support/news.ts';
import { startTestPortal } from '../../support/portal.ts';

/** A scheduled article becomes public this long after its time at the most; under a test's load, twice as long. */
const publishedWithinMs = 10_000;

describe.each(testDatabases)('what is scheduled, on $engine', (engine) => {
  test('is published once, within seconds of its time, also when the server starts again in between', async () => {
    const place = await engine.place();
    const first = await startTestPortal({ place });
    const at = new Date(Date.now() + 6_000);
    const id = await publishArticle(first, fireNotice(), { at: at.toISOString() });
    expect((await newsDeskOf(first, 'editor', 'tay-thanh').get(id)).state).toBe('scheduled');
    expect(await readerOf(first).status(`/api/news/${id}`)).toBe(404);
    await first.stop();

    // Two of them where the engine lets two be.
    const second = await startTestPortal({ place });
    const third = engine.engine === 'postgres' ? await startTestPortal({ place }) : second;
    for (const portal of [second, third])
      await expect.poll(() => readerOf(portal).status(`/api/news/${id}`), patience).toBe(200);
    const { publishedAt } = await readerOf(second).article(id);
    const lateMs = Date.parse(publishedAt) - at.getTime();
    console.log(`published ${lateMs} ms after its time`);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(publishedWithinMs);
    const { history } = await newsDeskOf(third, 'editor', 'tay-thanh').get(id);
    expect(history.map(({ event, by }) => [event, by === null])).toEqual([
      ['created', false],
      ['submitted', false],
      ['approved', false],
      ['scheduled', false],
      ['published', true],
    ]);
  });

  test('is put off, brought forward and called back before its time', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
    const inHours = (hours: number) => new Date(Date.now() + hours * hourMs).toISOString();
    const id = await publishArticle(portal, fireNotice(), { at: inHours(2) });
    const later = inHours(5);
    expect((await editor.do(id, 'publish', { at: later })).publishAt).toBe(later);
    // Who wrote it takes it back; what was approved then is not what is published.
    expect((await editor.do(id, 'send-back', { remark: 'Bổ sung.' })).state).toBe('draft');
    expect((await editor.try(id, 'publish')).status).toBe(409);
    const soon = await publishArticle(portal, fireNotice({ title: 'Đăng ngay' }), { at: inHours(2) });
    expect((await editor.do(soon, 'publish')).state).toBe('published');
    expect((await editor.try(id, 'publish', { at: inHours(24 * 100) })).status).toBe(409);
  });
});
