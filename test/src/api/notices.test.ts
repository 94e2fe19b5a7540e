import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import { newsPhotoUrl } from '../../../src/api/news.ts';
import { isUnread } from '../../../src/api/news-read.ts';
import { noticesInForce, unitPath } from '../../../src/api/notices.ts';

const now = Date.parse('2026-11-24T03:00:00.000Z');
const notice = (unitId: string, until: string) => ({
  id: `${unitId} ${until}`,
  title: 'Cảnh báo',
  summary: 'Cẩn thận.',
  unit: { id: unitId, name: unitId },
  publishedAt: '2026-11-24T01:00:00.000Z',
  until,
});
const later = '2026-11-24T05:00:00.000Z';

describe('an urgent notice', () => {
  test('is for the people of its unit and of those below it', async () => {
    const { units } = await loadPack('tan-phu');
    const path = unitPath(
      units.map((unit) => ({ ...unit, topics: [], centre: null })),
      'tay-thanh',
    );
    expect(path).toEqual(['tay-thanh', 'ca-quan']);
    const all = ['tay-thanh', 'ca-quan', 'son-ky'].map((id) => notice(id, later));
    expect(noticesInForce(all, path, now).map(({ unit }) => unit.id)).toEqual(['tay-thanh', 'ca-quan']);
    expect(noticesInForce(all, null, now)).toHaveLength(3);
  });

  test('is shown until its end and no longer', () => {
    expect(noticesInForce([notice('a', later)], null, Date.parse(later) - 1)).toHaveLength(1);
    expect(noticesInForce([notice('a', later)], null, Date.parse(later))).toEqual([]);
  });
});

describe('news on the phone', () => {
  test('are unread until opened, and for two weeks', () => {
    const item = { id: 'a', publishedAt: '2026-11-24T01:00:00.000Z' };
    expect(isUnread(item, new Set(), new Date(now))).toBe(true);
    expect(isUnread(item, new Set(['a']), new Date(now))).toBe(false);
    expect(isUnread(item, new Set(), new Date('2026-12-09T01:00:00.000Z'))).toBe(false);
  });

  test('show pictures of ours and no others', () => {
    const id = '01a20d24-6351-7816-91eb-d74a75635382';
    expect(newsPhotoUrl(`/api/news/photos/${id}`)).toBe(`/api/news/photos/${id}?size=full`);
    for (const address of [
      'https://evil.example/x.jpg',
      `//evil/api/news/photos/${id}`,
      '/api/tips/x',
      `/api/news/photos/${id}/../x`,
    ])
      expect(newsPhotoUrl(address), address).toBeNull();
  });
});
