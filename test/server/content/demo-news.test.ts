import { access } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { newsLimits } from '#contract/news-limits.ts';
import { demoNewsFolder, picturesOf, readDemoNews } from '../../../server/content/demo-news.ts';
import { loadPack } from '../../../server/content/pack.ts';
import { publishDemoNews } from '../../../server/demo-news.ts';
import { isTangled } from '../../../server/features/news/article-tangle.rules.ts';
import { staffKey } from '../../support/desk.ts';
import { newsDeskOf, readerOf } from '../../support/news.ts';
import { startTestPortal } from '../../support/portal.ts';

test('every article to try the portal with fits, has its picture with words, and a category of every pack', async () => {
  const articles = await readDemoNews();
  expect(articles.length).toBeGreaterThanOrEqual(6);
  const packs = await Promise.all(['tan-phu', 'tan-phu-2025'].map(loadPack));
  for (const { title, summary, body, category } of articles) {
    expect(title.length, title).toBeLessThanOrEqual(newsLimits.titleCharsMax);
    expect(summary.length, title).toBeLessThanOrEqual(newsLimits.summaryCharsMax);
    expect(isTangled(body), title).toBe(false);
    expect(picturesOf(body), title).toHaveLength(1);
    for (const file of picturesOf(body)) await access(path.join(demoNewsFolder, file));
    expect(body, title).toMatch(/!\[[^\]]{20,}\]\(picture:/);
    for (const pack of packs)
      expect(
        pack.newsCategories.map(({ id }) => id),
        title,
      ).toContain(category);
    // What a link within the app names is there.
    for (const [, id = ''] of body.matchAll(/\(\/procedures\/([a-z0-9-]+)\)/g))
      for (const pack of packs) expect(pack.procedures.map((procedure) => procedure.id)).toContain(id);
  }
});

test('a portal tried for the first time has them, signed by two of the sandbox, marked as samples, and never twice', async () => {
  const portal = await startTestPortal();
  const { units } = await portal.portal();
  const seed = () =>
    publishDemoNews({
      origin: portal.origin,
      units,
      keyOf: (role, unitId) => staffKey(role, unitId).replace('Bearer ', ''),
    });
  expect(await seed()).toBe(6);
  const reader = readerOf(portal);
  const { items } = await reader.list();
  expect(items).toHaveLength(6);
  expect(items.every(({ cover }) => cover !== null && cover.alt !== '')).toBe(true);
  for (const { id } of items) expect((await reader.article(id)).html).toContain('Bài mẫu của bản thử.');
  const { history } = await newsDeskOf(portal, 'commander', 'ca-quan').get(items[0]?.id ?? '');
  const by = (event: string) => history.find((entry) => entry.event === event)?.by?.id;
  expect(by('created')).not.toBe(by('approved'));
  expect(await seed()).toBe(0);
});
