import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { packsFolder } from '../../server/content/pack-reader.ts';

/** A copy of a real pack in a temporary folder, to be spoilt by a test; gone when the test is over, or when `isOver` says so. */
export async function copyOfPack(
  name: 'tan-phu' | 'tan-phu-2025',
  isOver: (remove: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pack-'));
  isOver(() => rm(folder, { recursive: true, force: true }));
  await cp(join(packsFolder, name), folder, { recursive: true });
  return folder;
}

/** Sets the value at a path such as `units.3.parentId` in a JSON file of the copy; undefined removes the key. */
export async function setInFile(folder: string, file: string, path: string, value: unknown): Promise<void> {
  const json: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<unknown>(childOf, json);
  if (typeof holder !== 'object' || holder === null) throw new Error(`${file} has no ${path}`);
  Object.assign(holder, { [last]: value });
  await writeFile(join(folder, file), JSON.stringify(json));
}

function childOf(holder: unknown, key: string): unknown {
  if (typeof holder !== 'object' || holder === null || !(key in holder)) throw new Error(`no ${key}`);
  return Reflect.get(holder, key);
}
