import type {
  NewArticle,
  NewsArticle,
  NewsList,
  Notices,
  StaffArticle,
  StoredDocument,
} from '#contract/news.ts';
import type { StaffRole } from '#contract/vocabulary.ts';
import { staffKey } from './desk.ts';
import type { talkTo } from './portal.ts';

type Talk = Pick<ReturnType<typeof talkTo>, 'origin'>;

/** An article with one obvious default; a test names only what it is about. */
export const fireNotice = (more: Partial<NewArticle> = {}): NewArticle => ({
  unitId: 'tay-thanh',
  category: 'an-ninh-trat-tu',
  title: 'Phòng cháy mùa khô trên địa bàn phường',
  summary: 'Mỗi hộ tự kiểm tra điện, bếp và lối thoát nạn trong tuần này.',
  body: 'Từ ngày **25/11**, tổ công tác đến từng hộ.\n\n- Kiểm tra dây điện\n- Dọn lối thoát nạn',
  ...more,
});

/** What one member of the staff does with articles. */
export function newsDeskOf(portal: Talk, role: StaffRole, unitId: string) {
  const authorization = staffKey(role, unitId);
  const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${portal.origin}/api/staff/news${path}`, {
      method,
      headers: {
        Authorization: authorization,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const read = async <Body>(response: Response): Promise<Body> => {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  const get = async (id: string) => read<StaffArticle>(await ask('GET', `/${id}`));
  return {
    ask,
    get,
    /** Sends a PDF ahead of its article; the answer as it comes. */
    upload: (file: Uint8Array<ArrayBuffer>, type = 'application/pdf') =>
      fetch(`${portal.origin}/api/staff/news/documents`, {
        method: 'POST',
        headers: { Authorization: authorization, 'Content-Type': type },
        body: file,
      }),
    async attach(file: Uint8Array<ArrayBuffer>) {
      return read<StoredDocument>(await this.upload(file));
    },
    create: async (article: NewArticle) => read<StaffArticle>(await ask('POST', '', article)),
    /** The answer as it comes, for tests of refusals; of the version that stands now. */
    try: async (id: string, act: string, body: object = {}) => {
      const found = await ask('GET', `/${id}`);
      const version = found.ok ? ((await found.json()) as StaffArticle).version : 1;
      return await ask('POST', `/${id}/${act}`, { version, ...body });
    },
    async do(id: string, act: string, body: object = {}) {
      return read<StaffArticle>(await this.try(id, act, body));
    },
    async edit(id: string, change: object) {
      const etag = (await ask('GET', `/${id}`)).headers.get('etag') ?? '';
      return read<StaffArticle>(await ask('PATCH', `/${id}`, change, { 'If-Match': etag }));
    },
  };
}

/** Written by the unit's editor, approved by its commander and published: its id. */
export async function publishArticle(portal: Talk, article: NewArticle, wish: object = {}): Promise<string> {
  const editor = newsDeskOf(portal, 'editor', article.unitId);
  const { id } = await editor.create(article);
  await editor.do(id, 'submit');
  await newsDeskOf(portal, 'commander', article.unitId).do(id, 'approve');
  await editor.do(id, 'publish', wish);
  return id;
}

/** What somebody with the app open asks. */
export function readerOf(portal: Talk) {
  const read = async <Body>(path: string): Promise<Body> => {
    const response = await fetch(`${portal.origin}${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  return {
    list: (query = '') => read<NewsList>(`/api/news${query}`),
    titles: async (query = '') => (await read<NewsList>(`/api/news${query}`)).items.map(({ title }) => title),
    article: (id: string) => read<NewsArticle>(`/api/news/${id}`),
    status: async (path: string) => (await fetch(`${portal.origin}${path}`)).status,
    notices: () => read<Notices>('/api/notices'),
    text: async (path: string) => (await fetch(`${portal.origin}${path}`)).text(),
  };
}
