import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { NewArticle, StaffArticle, StaffNews } from '#contract/news.ts';
import type { StoredPhoto } from '#contract/tips.ts';
import type { StaffRole } from '#contract/vocabulary.ts';
import { type DemoArticle, demoNewsFolder, picturesOf, readDemoNews } from './content/demo-news.ts';

/** Stands in front of every one: nobody takes it for a word of the police. */
const demoRemark =
  '> **Bài mẫu của bản thử.** Do nhân sự giả lập viết và duyệt, không phải thông báo của công an.';

/**
 * Gives a portal that is tried for the first time something to read: articles go the way that the desk's go, written by the sandbox's
 * editor and approved by its commander. Does nothing where there is any article already, withdrawn ones included. How many were published.
 */
export async function publishDemoNews(portal: {
  /** Where it answers to programs on this machine. */
  origin: string;
  units: readonly { id: string; type: string; parentId: string | null }[];
  keyOf(role: StaffRole, unitId: string): string;
}): Promise<number> {
  const top = portal.units.find(({ parentId }) => parentId === null);
  const ward = portal.units.find(({ type }) => type === 'ward');
  if (!top || !ward) return 0;
  const asks = (role: StaffRole, unitId: string) => askAs(portal.origin, portal.keyOf(role, unitId));
  const known = await asks('commander', top.id)<StaffNews>('GET', '');
  if (known.items.length > 0) return 0;
  const articles = await readDemoNews();
  for (const article of articles) {
    const unitId = article.unit === 'top' ? top.id : ward.id;
    const editor = asks('editor', unitId);
    const draft = await editor<StaffArticle>('POST', '', await newArticle(portal.origin, unitId, article));
    const move = { version: draft.version };
    await editor('POST', `/${draft.id}/submit`, move);
    await asks('commander', unitId)('POST', `/${draft.id}/approve`, move);
    await editor('POST', `/${draft.id}/publish`, move);
  }
  return articles.length;
}

async function newArticle(origin: string, unitId: string, article: DemoArticle): Promise<NewArticle> {
  let { body } = article;
  for (const file of picturesOf(body)) {
    const { id } = await sendPhoto(origin, await readFile(path.join(demoNewsFolder, file)));
    body = body.replaceAll(`(picture:${file}`, `(photo:${id}`);
  }
  const { category, title, summary } = article;
  return { unitId, category, title, summary, body: `${demoRemark}\n\n${body}` };
}

async function sendPhoto(origin: string, picture: Uint8Array<ArrayBuffer>): Promise<StoredPhoto> {
  const form = new FormData();
  form.set('photo', new Blob([picture], { type: 'image/jpeg' }));
  return await answered<StoredPhoto>(await fetch(`${origin}/api/photos`, { method: 'POST', body: form }));
}

const askAs =
  (origin: string, key: string) =>
  async <Body>(method: string, place: string, body?: object): Promise<Body> =>
    await answered<Body>(
      await fetch(`${origin}/api/staff/news${place}`, {
        method,
        headers: { Authorization: `Bearer ${key}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    );

async function answered<Body>(response: Response): Promise<Body> {
  if (!response.ok) throw new Error(`Demo news: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}
