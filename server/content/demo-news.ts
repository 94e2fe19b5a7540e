import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';

/** An article to try the portal with. `unit`: of the unit above all, or of the first ward. */
export type DemoArticle = {
  unit: 'top' | 'ward';
  category: string;
  title: string;
  summary: string;
  /** Markdown whose pictures are `picture:<file>` of the same folder. */
  body: string;
};

const Head = z.object({
  unit: z.enum(['top', 'ward']),
  category: z.string().min(1),
  title: z.string().min(1),
  summary: z.string().min(1),
});

export const demoNewsFolder = path.join(import.meta.dirname, 'shared/demo-news');

/** In the order of the files' names, which is the order in which they are published. Throws where a file is not as it should be. */
export async function readDemoNews(folder = demoNewsFolder): Promise<DemoArticle[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  return await Promise.all(
    names.map(async (name) => toArticle(name, await readFile(path.join(folder, name), 'utf8'))),
  );
}

/** Lines of `key: words` between two lines of dashes, then the text. */
function toArticle(name: string, text: string): DemoArticle {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]+)$/.exec(text) ?? [];
  const entries = head.split('\n').map((line) => {
    const at = line.indexOf(': ');
    return [line.slice(0, at), line.slice(at + 2)];
  });
  const read = Head.safeParse(Object.fromEntries(entries));
  if (!read.success) throw new Error(`${name}: ${z.prettifyError(read.error)}`);
  return { ...read.data, body: body.trim() };
}

/** The files of the pictures in a text. */
export const picturesOf = (body: string): string[] => [
  ...new Set([...body.matchAll(/\(picture:([a-z0-9-]+\.jpg)/g)].map(([, file = '']) => file)),
];
