import type { NewsArticle, NewsItem, NewsList } from '#contract/news.ts';
import { createKeptFiles } from '../lib/kept-files.ts';
import { keptText, keptTextPrefix } from '../lib/kept-text.ts';
import { requestIfChanged } from './if-changed.ts';
import { isGone } from './news.ts';
import type { ApiResult } from './problem.ts';

/**
 * What the phone keeps of the news, for reading without a line: the newest page of one unit's list, its articles, and what was opened.
 * What is withdrawn is let go of as soon as the server has said so.
 */
export type FeedCopy = {
  unitId: string | null;
  items: NewsItem[];
  nextCursor: string | null;
  etag: string | null;
  checkedAt: string;
};
export type ArticleCopy = { article: NewsArticle; etag: string | null; checkedAt: string };

/** Raised when a shape changes: older copies are then not read. */
const feedName = 'feed-1';
const articleName = (id: string) => `article-1:${id}`;
const listName = 'news-kept-1';

const openedKeptMax = 60;
/** Older copies are not kept unchecked: by then nobody tells any more that they were withdrawn. */
const unaskedDaysMax = 60;
const dayMs = 24 * 60 * 60 * 1000;

// A database of its own: what clears up behind drafts removes all that it does not know.
const files = createKeptFiles(`${keptTextPrefix(globalThis.location?.pathname ?? '')}news`);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Which articles are kept, and since when. `isOpened`: by the person, not only among the newest. */
type Kept = Record<string, { at: string; isOpened: boolean; stamp: string }>;

function readKept(): Kept {
  try {
    const value: unknown = JSON.parse(keptText.getItem(listName) ?? '{}');
    return isRecord(value) ? (value as Kept) : {};
  } catch {
    return {};
  }
}
const writeKept = (kept: Kept): void => keptText.setItem(listName, JSON.stringify(kept));

async function readFile<Value>(name: string): Promise<Value | undefined> {
  try {
    const file = await files.get(name);
    return file && (JSON.parse(await file.text()) as Value);
  } catch {
    // Cut off in the middle, or no place for files on this phone: it is fetched anew.
    return undefined;
  }
}

/** A phone that keeps no files has what it fetched until it closes the app. */
const writeFile = (name: string, value: FeedCopy | ArticleCopy): Promise<void> =>
  files.put(name, new Blob([JSON.stringify(value)], { type: 'application/json' })).catch(() => undefined);

const removeFile = (name: string): Promise<void> => files.remove(name).catch(() => undefined);

let feedInMemory: FeedCopy | undefined;
/** What this window was told is gone: no list that it still holds shows it again. */
const letGoIds = new Set<string>();

export const isLetGo = (id: string): boolean => letGoIds.has(id);

/** The newest list of this unit as the phone has it. */
export async function readFeedCopy(unitId: string | null): Promise<FeedCopy | undefined> {
  feedInMemory ??= await readFile<FeedCopy>(feedName);
  return feedInMemory?.unitId === unitId ? feedInMemory : undefined;
}

/** Brings the newest list up to date, lets go of what is withdrawn, and fetches behind it what is to be read without a line. */
export async function renewFeedCopy(unitId: string | null): Promise<ApiResult<FeedCopy>> {
  const known = await readFeedCopy(unitId);
  const query = unitId === null ? '' : `?${new URLSearchParams({ unit: unitId })}`;
  const answer = await requestIfChanged<NewsList>(`/api/news${query}`, known?.etag ?? null);
  if (!answer.ok) return answer;
  const checkedAt = new Date().toISOString();
  if (answer.value.kind === 'same') {
    if (!known) throw new Error('The server says "not modified" of a list that the phone does not have.');
    return { ok: true, value: await keepFeed({ ...known, checkedAt }) };
  }
  const { value, etag } = answer.value;
  await letGo(value.withdrawn);
  const copy = await keepFeed({ unitId, items: value.items, nextCursor: value.nextCursor, etag, checkedAt });
  return { ok: true, value: copy };
}

async function keepFeed(copy: FeedCopy): Promise<FeedCopy> {
  feedInMemory = copy;
  await writeFile(feedName, copy);
  void keepNewest(copy.items);
  return copy;
}

const stampOf = ({ publishedAt, correctedAt, urgentUntil }: NewsItem): string =>
  [publishedAt, correctedAt, urgentUntil].join(' ');

let isKeeping = false;

/** One after the other, so that the screen in front has the line. */
async function keepNewest(items: readonly NewsItem[]): Promise<void> {
  if (isKeeping) return;
  isKeeping = true;
  try {
    for (const item of items) {
      if (!navigator.onLine) return;
      if (readKept()[item.id]?.stamp !== stampOf(item)) await renewArticle(item.id, false);
    }
    await trim(items.map(({ id }) => id));
  } finally {
    isKeeping = false;
  }
}

async function trim(newest: readonly string[]): Promise<void> {
  const oldest = Date.now() - unaskedDaysMax * dayMs;
  const entries = Object.entries(readKept()).filter(([, { at }]) => Date.parse(at) > oldest);
  const opened = entries
    .filter(([id, { isOpened }]) => isOpened && !newest.includes(id))
    .sort(([, one], [, other]) => other.at.localeCompare(one.at))
    .slice(0, openedKeptMax);
  const kept = Object.fromEntries([...entries.filter(([id]) => newest.includes(id)), ...opened]);
  writeKept(kept);
  await files.keepOnly([feedName, ...Object.keys(kept).map(articleName)]).catch(() => undefined);
}

/** What was withdrawn leaves the phone, its copy and its line in the list. */
export async function letGo(ids: readonly string[]): Promise<void> {
  for (const id of ids) letGoIds.add(id);
  const kept = readKept();
  const gone = ids.filter((id) => kept[id] || feedInMemory?.items.some((item) => item.id === id));
  if (gone.length === 0) return;
  writeKept(Object.fromEntries(Object.entries(kept).filter(([id]) => !gone.includes(id))));
  for (const id of gone) await removeFile(articleName(id));
  if (!feedInMemory) return;
  feedInMemory = {
    ...feedInMemory,
    // Without it: a list from which something was taken is asked for anew.
    etag: null,
    items: feedInMemory.items.filter(({ id }) => !gone.includes(id)),
  };
  await writeFile(feedName, feedInMemory);
}

/** An article as the phone has it. */
export const readArticleCopy = (id: string): Promise<ArticleCopy | undefined> =>
  readKept()[id] ? readFile<ArticleCopy>(articleName(id)) : Promise.resolve(undefined);

/** Asks for an article and keeps it; one that is gone is removed from the phone. `isOpened`: by the person. */
export async function renewArticle(id: string, isOpened: boolean): Promise<ApiResult<ArticleCopy>> {
  const known = await readArticleCopy(id);
  const answer = await requestIfChanged<NewsArticle>(
    `/api/news/${encodeURIComponent(id)}`,
    known?.etag ?? null,
  );
  if (!answer.ok) {
    if (isGone(answer.problem)) await letGo([id]);
    return answer;
  }
  const checkedAt = new Date().toISOString();
  const copy =
    answer.value.kind === 'new'
      ? { article: answer.value.value, etag: answer.value.etag, checkedAt }
      : known && { ...known, checkedAt };
  if (!copy) throw new Error('The server says "not modified" of an article that the phone does not have.');
  await writeFile(articleName(id), copy);
  const former = readKept();
  const wasOpened = former[id]?.isOpened ?? false;
  const entry = { at: checkedAt, isOpened: isOpened || wasOpened, stamp: stampOf(copy.article) };
  writeKept({ ...former, [id]: entry });
  return { ok: true, value: copy };
}
