import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { packLimits } from './pack.schema.ts';
import type { PackProblem } from './pack-checks.rules.ts';

/** The packs that come with the product. */
export const packsFolder = import.meta.dirname;

/** Where a pack or an included folder lies: a bare name under server/content, anything else a path seen from `base`. */
export function packFolder(nameOrPath: string, base = '.'): string {
  return /^[a-z0-9-]+$/.test(nameOrPath) ? join(packsFolder, nameOrPath) : resolve(base, nameOrPath);
}

/** Reads files of one folder against their schemas; what is wrong goes to `problems`, under `label` and the file's name. */
export function reader(folder: string, problems: PackProblem[], label = '') {
  return async <Schema extends z.ZodType>(
    file: string,
    schema: Schema,
    parse: (text: string) => unknown,
  ): Promise<z.output<Schema> | null> => {
    const report = (path: PropertyKey[], message: string) => {
      problems.push({
        file: label + file,
        path: path.map((key) => (typeof key === 'number' ? key : String(key))),
        message,
      });
      return null;
    };
    const text = await readText(join(folder, file));
    if (typeof text !== 'string') return report([], text.problem);
    let value: unknown;
    try {
      value = parse(text);
    } catch (error) {
      return report([], error instanceof Error ? error.message : String(error));
    }
    // In English whatever language the API's own field messages have: packs are read by those who write them.
    const result = schema.safeParse(value, { error: english.localeError });
    if (result.success) return result.data;
    for (const issue of result.error.issues) report(issue.path, issue.message);
    return null;
  };
}

const english = z.locales.en();

async function readText(path: string): Promise<string | { problem: string }> {
  if (!(await isFile(path))) return { problem: 'the file is missing' };
  const { size } = await stat(path);
  if (size > packLimits.fileBytesMax) return { problem: `more than ${packLimits.fileBytesMax} bytes` };
  // Editors on Windows put a byte order mark in front, which JSON does not allow, and end lines with CR LF.
  return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/** The JSON files of a folder by name; none when there is no such folder. */
export async function jsonFilesIn(folder: string): Promise<string[]> {
  if (!(await isFolder(folder))) return [];
  return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
}

export const isFolder = async (path: string) => (await found(path))?.isDirectory() ?? false;
export const isFile = async (path: string) => (await found(path))?.isFile() ?? false;
const found = (path: string) => stat(path, { throwIfNoEntry: false });
