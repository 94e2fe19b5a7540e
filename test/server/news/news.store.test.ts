import { describe, expect, test } from 'vitest';
import type { StaffNews } from '#contract/news.ts';
import type { Problem } from '#contract/problem.ts';
import { articleActs } from '#contract/vocabulary.ts';
import { testDatabases } from '../../support/databases.ts';
import { patience } from '../../support/forwarding.ts';
import { fireNotice, newsDeskOf, publishArticle, readerOf } from '../../support/news.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, startTestPortal } from '../../support/portal.ts';

const codeOf = async (response: Response) => [response.status, ((await response.json()) as Problem).code];

describe.each(testDatabases)('news, on $engine', (engine) => {
  test('is written with a picture, sent back, approved by a second person, published, corrected and withdrawn', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
    const chief = newsDeskOf(portal, 'commander', 'tay-thanh');
    const reader = readerOf(portal);
    const photo = await portal.sendPhoto(await phonePhoto());
    const body = `Mở đầu.\n\n![Tổ công tác](photo:${photo.id} "Tổ công tác ngày 25/11")`;
    const { id } = await editor.create(fireNotice({ body }));

    // A draft is nobody's but the unit's.
    expect(await reader.status(`/api/news/${id}`)).toBe(404);
    expect(await reader.status(`/api/news/photos/${photo.id}`)).toBe(404);
    expect((await newsDeskOf(portal, 'editor', 'son-ky').ask('GET', `/${id}`)).status).toBe(404);
    expect((await newsDeskOf(portal, 'officer', 'tay-thanh').ask('GET', `/${id}`)).status).toBe(403);
    expect(
      (await editor.ask('GET', `/${id}/photos/${photo.id}?size=thumbnail`)).headers.get('content-type'),
    ).toBe('image/jpeg');

    await editor.do(id, 'submit');
    expect(await codeOf(await editor.try(id, 'approve'))).toEqual([403, 'forbidden']);
    expect(await codeOf(await editor.try(id, 'publish'))).toEqual([409, 'article_moved']);
    const sentBack = await chief.do(id, 'send-back', { remark: 'Ghi rõ ngày.' });
    expect([sentBack.state, sentBack.history.at(-1)?.words]).toEqual(['draft', 'Ghi rõ ngày.']);
    const second = await editor.edit(id, { title: 'Phòng cháy mùa khô: từ ngày 25/11' });
    expect([second.version, second.versions.map(({ version, isFrozen }) => [version, isFrozen])]).toEqual([
      2,
      [
        [2, false],
        [1, true],
      ],
    ]);
    await editor.do(id, 'submit');
    expect((await chief.do(id, 'approve')).state).toBe('approved');
    const out = await editor.do(id, 'publish');
    expect([out.state, out.publishedVersion, out.can]).toEqual(['published', 2, ['edit', 'oa-article']]);

    const article = await reader.article(id);
    expect(article.title).toBe('Phòng cháy mùa khô: từ ngày 25/11');
    expect(article.cover).toMatchObject({ url: `/api/news/photos/${photo.id}`, alt: 'Tổ công tác' });
    expect(article.html).toContain(`<img src="/api/news/photos/${photo.id}" alt="Tổ công tác" width=`);
    const picture = await fetch(`${portal.origin}/api/news/photos/${photo.id}?size=thumbnail`);
    expect([picture.status, picture.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=86400, immutable',
    ]);

    // A correction goes the same way; until it is out, the people read what they read.
    await editor.edit(id, { title: 'Phòng cháy mùa khô: từ ngày 26/11' });
    expect((await reader.article(id)).title).toBe('Phòng cháy mùa khô: từ ngày 25/11');
    const bare = await editor.try(id, 'submit');
    expect(((await bare.json()) as Problem).issues?.[0]?.path).toEqual(['correction']);
    await editor.edit(id, { correction: 'Đính chính ngày bắt đầu.' });
    await editor.do(id, 'submit');
    await chief.do(id, 'approve');
    await editor.do(id, 'publish');
    const corrected = await reader.article(id);
    expect([corrected.title, corrected.correction, corrected.publishedAt]).toEqual([
      'Phòng cháy mùa khô: từ ngày 26/11',
      'Đính chính ngày bắt đầu.',
      article.publishedAt,
    ]);
    expect(corrected.correctedAt).not.toBeNull();

    // Withdrawn, it is gone everywhere.
    expect(await codeOf(await editor.try(id, 'withdraw', { reason: 'Sai' }))).toEqual([403, 'forbidden']);
    expect((await reader.text('/feeds/tay-thanh.rss')).includes(id)).toBe(true);
    const gone = await chief.do(id, 'withdraw', { reason: 'Thông tin không còn đúng.' });
    expect([gone.state, gone.can, gone.history.at(-1)?.words]).toEqual([
      'withdrawn',
      [],
      'Thông tin không còn đúng.',
    ]);
    expect(await reader.list('?unit=tay-thanh')).toEqual({ items: [], nextCursor: null, withdrawn: [id] });
    expect(await reader.titles('?q=phong+chay')).toEqual([]);
    expect(await reader.status(`/api/news/${id}`)).toBe(404);
    expect(await reader.status(`/api/news/photos/${photo.id}`)).toBe(404);
    expect((await reader.text('/feeds/tay-thanh.rss')).includes(id)).toBe(false);
    expect((await reader.text('/feeds/tay-thanh.json')).includes(id)).toBe(false);
  });

  test('is not there at all for another unit’s people, whatever they try, before their body is read', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const photo = await portal.sendPhoto(await phonePhoto());
    const article = fireNotice({ coverPhotoId: photo.id });
    const { id } = await newsDeskOf(portal, 'editor', 'tay-thanh').create(article);
    const ways = [
      ['GET', ''],
      ['PATCH', ''],
      ['GET', `/photos/${photo.id}`],
      ['GET', '/broadcast'],
      ...articleActs.filter((act) => act !== 'edit').map((act) => ['POST', `/${act}`]),
    ];
    for (const [method = '', way = ''] of ways) {
      for (const [role, unit] of [
        ['editor', 'son-ky'],
        ['commander', 'son-ky'],
        ['commander', 'doi-csgt'],
      ] as const) {
        const stranger = newsDeskOf(portal, role, unit);
        const nonsense = method === 'GET' ? undefined : { nonsense: true };
        for (const about of [id, '01a20d1b-0000-7000-8000-000000000000', '%00'])
          expect(
            await codeOf(await stranger.ask(method, `/${about}${way}`, nonsense)),
            `${method} ${way} ${about}`,
          ).toEqual([404, 'not_found']);
      }
    }
    expect(await (await newsDeskOf(portal, 'commander', 'son-ky').ask('GET', '')).json()).toEqual({
      items: [],
      nextCursor: null,
    });
    const above = (await (await newsDeskOf(portal, 'editor', 'ca-quan').ask('GET', '')).json()) as StaffNews;
    expect(above.items.map((item) => [item.id, item.state])).toEqual([[id, 'draft']]);
    // Neither the cover nor anything else of a draft is anybody's to use.
    const consentVersion = (await portal.portal()).consent.version;
    const tip = await portal.sendTip(noisyKaraoke({ consentVersion, photoIds: [photo.id] }));
    expect(await codeOf(tip)).toEqual([422, 'photo_expired']);
    const theft = await newsDeskOf(portal, 'editor', 'son-ky').ask('POST', '', {
      ...article,
      unitId: 'son-ky',
    });
    expect(await codeOf(theft)).toEqual([422, 'photo_expired']);
  });

  test('loses no change: who read an older text is told so, and exactly the version that was read is approved', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
    const { id } = await editor.create(fireNotice());
    const etag = (await editor.ask('GET', `/${id}`)).headers.get('etag') ?? '';
    expect(await codeOf(await editor.ask('PATCH', `/${id}`, { title: 'Không mã' }))).toEqual([
      428,
      'precondition_required',
    ]);
    const race = await Promise.all(
      ['Một', 'Hai', 'Ba'].map((title) => editor.ask('PATCH', `/${id}`, { title }, { 'If-Match': etag })),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    await editor.do(id, 'submit');
    const chief = newsDeskOf(portal, 'commander', 'tay-thanh');
    expect(await codeOf(await chief.ask('POST', `/${id}/approve`, { version: 7 }))).toEqual([
      409,
      'article_moved',
    ]);
    const both = await Promise.all([
      chief.try(id, 'approve'),
      chief.try(id, 'send-back', { remark: 'Sửa.' }),
    ]);
    expect(both.map(({ status }) => status).sort()).not.toEqual([409, 409]);
  });

  test('is heard by its unit and those below, by category, in pages, and found with and without marks', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const reader = readerOf(portal);
    for (let nr = 1; nr <= 22; nr += 1)
      await publishArticle(
        portal,
        fireNotice({
          title: `Tin phường số ${nr}`,
          category: nr % 2 ? 'an-ninh-trat-tu' : 'hoat-dong-cong-an',
        }),
      );
    await publishArticle(portal, fireNotice({ unitId: 'ca-quan', title: 'Cảnh báo lừa đảo qua mạng' }));
    await publishArticle(portal, fireNotice({ unitId: 'son-ky', title: 'Tin riêng của Sơn Kỳ' }));

    const first = await reader.list('?unit=tay-thanh');
    expect(first.items[0]?.title).toBe('Cảnh báo lừa đảo qua mạng');
    const second = await reader.list(`?unit=tay-thanh&cursor=${encodeURIComponent(first.nextCursor ?? '')}`);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([20, 3, null]);
    const titles = [...first.items, ...second.items].map(({ title }) => title);
    expect(new Set(titles).size).toBe(23);
    expect(titles).not.toContain('Tin riêng của Sơn Kỳ');
    expect((await reader.list('?unit=tay-thanh&category=hoat-dong-cong-an')).items).toHaveLength(11);
    for (const q of ['lừa đảo', 'lua dao', 'LUA', 'canh bao mang'])
      expect(await reader.titles(`?unit=tay-thanh&q=${encodeURIComponent(q)}`), q).toEqual([
        'Cảnh báo lừa đảo qua mạng',
      ]);
    expect(await reader.titles(`?unit=tay-thanh&q=${encodeURIComponent('%_!')}`)).toEqual([]);
    expect(await reader.titles('?unit=khong-co')).toEqual([]);
    for (const [query, field] of [
      ['unit=%00', 'unit'],
      ['category=%00', 'category'],
    ]) {
      const refused = await fetch(`${portal.origin}/api/news?${query}`);
      const { issues } = (await refused.json()) as Problem;
      expect([query, refused.status, issues?.[0]?.path]).toEqual([query, 400, [field]]);
    }

    // A phone that has it hears 304.
    const answer = await fetch(`${portal.origin}/api/news?unit=tay-thanh`);
    const etag = answer.headers.get('etag') ?? '';
    const again = await fetch(`${portal.origin}/api/news?unit=tay-thanh`, {
      headers: { 'If-None-Match': etag },
    });
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'public, no-cache']);
  });

  if (!engine.showsTheRest) return;

  test('needs a commander of the unit or above who wrote nothing of it', async () => {
    const portal = await startTestPortal({ place: await engine.place() });
    const chief = newsDeskOf(portal, 'commander', 'tay-thanh');
    const { id } = await chief.create(fireNotice());
    await chief.do(id, 'submit');
    expect(await codeOf(await chief.try(id, 'approve'))).toEqual([403, 'own_article']);
    expect(await codeOf(await newsDeskOf(portal, 'commander', 'son-ky').try(id, 'approve'))).toEqual([
      404,
      'not_found',
    ]);
    expect((await newsDeskOf(portal, 'commander', 'ca-quan').do(id, 'approve')).state).toBe('approved');

    // What is meant for all is the top's alone.
    const refused = await chief.ask('POST', '', fireNotice({ unitId: 'ca-quan' }));
    expect(await codeOf(refused)).toEqual([422, 'unit_unknown']);
  });

  test('shows an urgent notice at once, until its end and no longer', async () => {
    let ahead = 0;
    const portal = await startTestPortal({
      place: await engine.place(),
      now: () => new Date(Date.now() + ahead),
    });
    const reader = readerOf(portal);
    const none = await fetch(`${portal.origin}/api/notices`);
    const etag = none.headers.get('etag') ?? '';
    expect(await none.json()).toEqual({ items: [] });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const id = await publishArticle(portal, fireNotice({ category: 'thong-bao-khan', urgentUntil: until }));
    await expect
      .poll(
        async () =>
          (await fetch(`${portal.origin}/api/notices`, { headers: { 'If-None-Match': etag } })).status,
        patience,
      )
      .toBe(200);
    expect((await reader.notices()).items).toMatchObject([{ id, until, unit: { id: 'tay-thanh' } }]);
    ahead = 3_700_000;
    expect((await reader.notices()).items).toEqual([]);
    expect((await reader.list('?unit=tay-thanh')).items).toHaveLength(1);
  });
});
