import type { NewsItem } from '#contract/news.ts';
import { keptText } from '../lib/kept-text.ts';
import { atom } from '../lib/store.ts';

const keptName = 'news-read-1';
const readMax = 300;
/** What is older is no news to anybody, also not to who opens the app for the first time. */
const newForDays = 14;
const dayMs = 24 * 60 * 60 * 1000;

function readIds(): string[] {
  try {
    const value: unknown = JSON.parse(keptText.getItem(keptName) ?? '[]');
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

const idsAtom = atom<readonly string[]>(readIds());

/** The articles that were opened on this phone; nobody else learns of them. */
export const readNewsAtom = atom((get) => new Set(get(idsAtom)));

export const markNewsReadAtom = atom(null, (get, set, id: string) => {
  if (get(idsAtom).at(-1) === id) return;
  const ids = [...readIds().filter((each) => each !== id), id].slice(-readMax);
  keptText.setItem(keptName, JSON.stringify(ids));
  set(idsAtom, ids);
});

export const isUnread = (
  { id, publishedAt }: Pick<NewsItem, 'id' | 'publishedAt'>,
  read: ReadonlySet<string>,
  now: Date,
): boolean => !read.has(id) && now.getTime() - Date.parse(publishedAt) < newForDays * dayMs;
