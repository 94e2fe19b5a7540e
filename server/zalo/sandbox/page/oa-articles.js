import { element } from './bubbles.js';

// The articles on the page of the OA whose unit is open, as its followers would see them there, and what was broadcast of them.

const byId = (id) => document.getElementById(id);
const askEveryMs = 4_000;
const shownMax = 10;

/** The unit that page.js has open stands in the address. */
const openUnit = () => decodeURIComponent(location.hash.slice(1)) || byId('unit-select').value;

const timeText = (at) =>
  new Date(at).toLocaleString('vi', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' });

/** Where its last link leads, which is the way into the app; null: nowhere. */
function wayIntoApp({ body }) {
  const links = body.flatMap(({ content = '' }) => [
    ...new DOMParser().parseFromString(content, 'text/html').querySelectorAll('a[href]'),
  ]);
  const address = links.at(-1)?.getAttribute('href') ?? '';
  return /^https?:\/\//.test(address) ? address : null;
}

/** Pictures lie on this server; the page shows none from elsewhere. */
function cover({ coverUrl }) {
  const { origin, pathname, search } = new URL(coverUrl, location.href);
  const isOurs = new URL(origin).port === location.port;
  return isOurs ? [element('img', { src: `${pathname}${search}`, alt: '', loading: 'lazy' })] : [];
}

function card(article, broadcasts) {
  const address = wayIntoApp(article);
  const title = address
    ? element('a', { href: address, target: '_blank', rel: 'noopener' }, article.title)
    : element('strong', { textContent: article.title });
  const sent = broadcasts.filter(({ articleIds }) => articleIds.includes(article.articleId));
  const state = article.state === 'processing' ? ['Zalo đang duyệt'] : [];
  const remarks = [...state, ...sent.map(({ at }) => `🔔 Đã phát tới người quan tâm OA lúc ${timeText(at)}`)];
  return element(
    'li',
    { className: 'oa-article' },
    ...cover(article),
    title,
    element('p', { textContent: article.description }),
    element('small', { textContent: `${article.author} · ${timeText(article.createdAt)}` }),
    ...remarks.map((remark) => element('strong', { className: 'remark', textContent: remark })),
  );
}

let shown = '';

async function show() {
  const unit = openUnit();
  if (unit === '' || document.hidden) return;
  const response = await fetch(`/sandbox/api/articles?unit=${encodeURIComponent(unit)}`);
  if (!response.ok || unit !== openUnit()) return;
  const { articles, broadcasts } = await response.json();
  const standing = articles.filter(({ state }) => state !== 'removed').slice(0, shownMax);
  const now = JSON.stringify([unit, standing, broadcasts]);
  // Nothing flickers, and nobody loses their place, while nothing has changed.
  if (now === shown) return;
  shown = now;
  byId('oa-articles').replaceChildren(...standing.map((article) => card(article, broadcasts)));
  byId('oa-articles-empty').textContent =
    standing.length === 0 ? 'Chưa có bài nào. Đăng bài ở bàn trực, chọn “Đăng cả lên trang OA”.' : '';
}

/** A server that starts anew answers again in a moment. */
const keepShowing = () => void show().catch(() => undefined);

addEventListener('hashchange', keepShowing);
setInterval(keepShowing, askEveryMs);
keepShowing();
