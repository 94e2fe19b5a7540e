import { describe, expect, test } from 'vitest';
import type { BroadcastPlan, StaffArticle } from '#contract/news.ts';
import type { Problem } from '#contract/problem.ts';
import { testDatabases } from '../../support/databases.ts';
import { actAtOa, hourMs, patience } from '../../support/forwarding.ts';
import { fireNotice, newsDeskOf, publishArticle } from '../../support/news.ts';
import { phonePhoto } from '../../support/photos.ts';
import { startTestPortal, type TestPortal } from '../../support/portal.ts';

type AtOa = {
  articles: {
    articleId: string;
    title: string;
    description: string;
    coverUrl: string;
    state: string;
    body: { type: string; content?: string; url?: string; caption?: string }[];
  }[];
  broadcasts: { articleIds: string[] }[];
};

const codeOf = async (response: Response) => [response.status, ((await response.json()) as Problem).code];

const atOa = async (portal: TestPortal, unit = 'tay-thanh'): Promise<AtOa> =>
  (await (await fetch(`${portal.origin}/sandbox/api/articles?unit=${unit}`)).json()) as AtOa;

/** Where the cards of broadcasts in somebody's chat with the OA lead. */
async function cardsOf(portal: TestPortal, user: string): Promise<string[]> {
  const response = await fetch(`${portal.origin}/sandbox/api/messages?unit=tay-thanh&user=${user}`);
  const messages = (await response.json()) as { text: string; buttons: { payload: { url?: string } }[] }[];
  return messages
    .filter(({ text }) => text.startsWith('📰'))
    .map(({ buttons }) => new URL(buttons[0]?.payload.url ?? ''))
    .map(({ pathname, search }) => `${pathname}${search}`);
}

/** Ten in the morning in Vietnam, and a hand on the clock. */
function morningClock() {
  const dayMs = 24 * hourMs;
  const today = Date.now() - (Date.now() % dayMs);
  let aheadMs = today + 3 * hourMs - Date.now();
  return {
    now: () => new Date(Date.now() + aheadMs),
    move: (ms: number) => {
      aheadMs += ms;
    },
  };
}

async function start(place: Awaited<ReturnType<(typeof testDatabases)[number]['place']>>) {
  const clock = morningClock();
  const portal = await startTestPortal({ place, now: clock.now });
  const editor = newsDeskOf(portal, 'editor', 'tay-thanh');
  const chief = newsDeskOf(portal, 'commander', 'tay-thanh');
  const sentOnce = async (id: string, kind: string) =>
    expect
      .poll(async () => (await chief.get(id)).deliveries.find((each) => each.kind === kind)?.state, patience)
      .toBe('sent');
  const plan = async (id: string, query = '') => {
    const response = await chief.ask('GET', `/${id}/broadcast${query}`);
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as BroadcastPlan;
  };
  return { clock, portal, editor, chief, sentOnce, plan };
}

describe.each(testDatabases)('news at Zalo, on $engine', (engine) => {
  test('stands at the OA with its picture, is corrected and removed there, and its state is on the desk', async () => {
    const { portal, editor, chief, sentOnce } = await start(await engine.place());
    const photo = await portal.sendPhoto(await phonePhoto());
    const id = await publishArticle(
      portal,
      fireNotice({
        title: `Phòng cháy ${'mùa khô '.repeat(17)}`.trim(),
        summary: 'Mỗi hộ tự kiểm tra. '.repeat(14).trim(),
        body: `Mở đầu với [trang thủ tục](/procedures).\n\n![Tổ công tác](photo:${photo.id} "Ngày 25/11")\n\nHết.`,
      }),
      { toZalo: true },
    );
    await sentOnce(id, 'create');
    const [article] = (await atOa(portal)).articles;
    expect(article?.state).toBe('ready');
    expect(article?.title.length).toBeLessThanOrEqual(140);
    expect(article?.description.length).toBeLessThanOrEqual(250);
    expect(article?.coverUrl).toContain(`/api/news/photos/${photo.id}?size=zalo`);
    expect(article?.body.map(({ type }) => type)).toEqual(['text', 'image', 'text', 'text']);
    expect(article?.body[0]?.content).toMatch(/<a href="http:\/\/localhost:\d+\/procedures"/);
    expect(article?.body[1]).toMatchObject({ caption: 'Ngày 25/11' });
    expect(article?.body[3]?.content).toMatch(new RegExp(`/news/${id}\\?w=tay-thanh`));

    await editor.edit(id, { title: 'Phòng cháy: đính chính', correction: 'Sửa ngày.' });
    await editor.do(id, 'submit');
    await chief.do(id, 'approve');
    await editor.do(id, 'publish');
    await sentOnce(id, 'update');
    expect((await atOa(portal)).articles.map(({ title }) => title)).toEqual(['Phòng cháy: đính chính']);

    await chief.do(id, 'withdraw', { reason: 'Không còn đúng.' });
    await sentOnce(id, 'remove');
    expect((await atOa(portal)).articles.map(({ state }) => state)).toEqual(['removed']);
  });

  test('goes to the OA on request, once, also when the answer is lost on the way', async () => {
    const { portal, editor, sentOnce } = await start(await engine.place());
    const id = await publishArticle(portal, fireNotice());
    expect((await atOa(portal)).articles).toEqual([]);
    await portal.setFault('lost-answer', 'tay-thanh');
    await editor.do(id, 'oa-article');
    expect(await codeOf(await editor.try(id, 'oa-article'))).toEqual([409, 'article_moved']);
    await expect.poll(async () => (await atOa(portal)).articles.length, patience).toBeGreaterThan(0);
    await portal.setFault('none', 'tay-thanh');
    await sentOnce(id, 'create');
    expect((await atOa(portal)).articles.filter(({ state }) => state === 'ready')).toHaveLength(1);
  });

  test('is broadcast once, by a commander who was told how many get it and what it costs', async () => {
    const { clock, portal, editor, chief, sentOnce, plan } = await start(await engine.place());
    await actAtOa(portal, { unit: 'tay-thanh', user: 'lan', event: 'follow' });
    await actAtOa(portal, { unit: 'tay-thanh', user: 'minh', event: 'follow' });
    const id = await publishArticle(portal, fireNotice());
    expect(await codeOf(await chief.ask('GET', `/${id}/broadcast`))).toEqual([409, 'article_not_at_oa']);
    await editor.do(id, 'oa-article');
    await sentOnce(id, 'create');

    expect(await codeOf(await editor.ask('GET', `/${id}/broadcast`))).toEqual([403, 'forbidden']);
    const first = await plan(id);
    expect(first).toMatchObject({
      unit: { id: 'tay-thanh' },
      articles: [{ id }],
      followers: 2,
      quota: { cost: 1, usedThisMonth: 0 },
      notBefore: null,
    });
    for (const confirmation of ['x', `${first.confirmation}x`, `${first.confirmation?.split('.')[0]}.`])
      expect(await codeOf(await chief.ask('POST', `/${id}/broadcast`, { confirmation }))).toEqual([
        422,
        'broadcast_unconfirmed',
      ]);
    const elsewhere = newsDeskOf(portal, 'commander', 'ca-quan');
    expect(
      await codeOf(await elsewhere.ask('POST', `/${id}/broadcast`, { confirmation: first.confirmation })),
    ).toEqual([422, 'broadcast_unconfirmed']);

    const presses = await Promise.all(
      [1, 2, 3].map(() => chief.ask('POST', `/${id}/broadcast`, { confirmation: first.confirmation })),
    );
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await sentOnce(id, 'broadcast');
    expect((await atOa(portal)).broadcasts).toHaveLength(1);
    expect(await cardsOf(portal, 'lan')).toEqual([`/news/${id}?w=tay-thanh`]);
    expect(await codeOf(await chief.ask('GET', `/${id}/broadcast`))).toEqual([409, 'broadcast_done']);
    expect((await chief.get(id)).can).not.toContain('broadcast');

    // The next one has to wait half an hour.
    const next = await publishArticle(portal, fireNotice({ title: 'Bài thứ hai' }), { toZalo: true });
    await sentOnce(next, 'create');
    const early = await plan(next);
    expect([early.confirmation, early.quota.usedThisMonth]).toEqual([null, 1]);
    clock.move(31 * 60_000);
    expect((await plan(next)).confirmation).not.toBeNull();
    // And what was read more than ten minutes ago is read again.
    const stale = await plan(next);
    clock.move(11 * 60_000);
    expect(
      await codeOf(await chief.ask('POST', `/${next}/broadcast`, { confirmation: stale.confirmation })),
    ).toEqual([422, 'broadcast_unconfirmed']);
  });

  if (!engine.showsTheRest) return;

  test('is never broadcast at night, and at most five go together', async () => {
    const { clock, portal, chief, sentOnce, plan } = await start(await engine.place());
    const ids: string[] = [];
    for (let nr = 1; nr <= 6; nr += 1)
      ids.push(await publishArticle(portal, fireNotice({ title: `Bài số ${nr}` }), { toZalo: true }));
    for (const id of ids) await sentOnce(id, 'create');
    const [first = '', ...others] = ids;
    expect(await codeOf(await chief.ask('GET', `/${first}/broadcast?with=${others.join(',')}`))).toEqual([
      400,
      'invalid_input',
    ]);

    clock.move(13 * hourMs);
    const atNight = await plan(first);
    expect([atNight.confirmation, new Date(atNight.notBefore ?? '').getUTCHours()]).toEqual([null, 23]);
    clock.move(-13 * hourMs);
    const five = await plan(first, `?with=${others.slice(0, 4).join(',')}`);
    expect(five.articles).toHaveLength(5);
    const pressed = await chief.ask('POST', `/${first}/broadcast`, { confirmation: five.confirmation });
    expect(pressed.status).toBe(200);
    expect(((await pressed.json()) as StaffArticle).history.at(-1)?.event).toBe('broadcast');
    await sentOnce(first, 'broadcast');
    expect((await atOa(portal)).broadcasts.map(({ articleIds }) => articleIds.length)).toEqual([5]);
  });

  test('is parked with its reason where the OA may not, and goes once a person has seen to it', async () => {
    const { portal, chief, sentOnce } = await start(await engine.place());
    await portal.post('/sandbox/api/oas', { unit: 'tay-thanh', permissions: ['message', 'group'] });
    const id = await publishArticle(portal, fireNotice(), { toZalo: true });
    await expect
      .poll(async () => (await chief.get(id)).deliveries[0], patience)
      .toMatchObject({ state: 'parked', reason: 'zalo -223' });
    await portal.post('/sandbox/api/oas', {
      unit: 'tay-thanh',
      permissions: ['message', 'group', 'article'],
    });
    const delivery = (await chief.get(id)).deliveries[0]?.id ?? '';
    const key = 'Bearer sandbox:commander:tay-thanh';
    expect(
      (await portal.ask(key, 'POST', `/api/staff/deliveries/${delivery}/retry`, {})).status,
    ).toBeLessThan(300);
    await sentOnce(id, 'create');
  });
});

describe('news of the district at the OAs of its wards', () => {
  test('goes to each of them on request, each a delivery of its own, and leaves them all when it is withdrawn', async () => {
    const clock = morningClock();
    const portal = await startTestPortal({ now: clock.now });
    const editor = newsDeskOf(portal, 'editor', 'ca-quan');
    const chief = newsDeskOf(portal, 'commander', 'ca-quan');
    const article = fireNotice({ unitId: 'ca-quan' });
    const id = await publishArticle(portal, article, { toZalo: true });
    const sent = async (kind: string) =>
      (await chief.get(id)).deliveries.filter((each) => each.kind === kind && each.state === 'sent');
    await expect
      .poll(async () => (await sent('create')).map(({ unit }) => unit.id), patience)
      .toEqual(['ca-quan']);
    expect(await titlesAtOa(portal, 'tay-thanh')).toEqual([]);

    await editor.do(id, 'oa-article', { toUnitsBelow: true });
    const units = (await portal.portal()).units.filter(({ oaId }) => oaId !== null);
    await expect.poll(async () => (await sent('create')).length, patience).toBe(units.length);
    expect(new Set((await sent('create')).map(({ unit }) => unit.id)).size).toBe(units.length);
    expect(await titlesAtOa(portal, 'tay-thanh')).toEqual([article.title]);
    expect(await codeOf(await editor.try(id, 'oa-article', { toUnitsBelow: true }))).toEqual([
      409,
      'article_moved',
    ]);
    expect((await chief.get(id)).can).not.toContain('oa-article');

    await chief.do(id, 'withdraw', { reason: 'Hết hiệu lực.' });
    await expect.poll(async () => (await sent('remove')).length, patience).toBe(units.length);
    expect(await titlesAtOa(portal, 'tay-thanh')).toEqual([]);
  });
});

async function titlesAtOa(portal: { origin: string }, unitId: string): Promise<string[]> {
  const response = await fetch(`${portal.origin}/sandbox/api/articles?unit=${unitId}`);
  const { articles } = (await response.json()) as { articles: { title: string; state: string }[] };
  return articles.filter(({ state }) => state === 'ready').map(({ title }) => title);
}
