import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { replaceFile } from '../secrets/durable-file.ts';
import { parseSecretKeys } from '../secrets/secret-keys.ts';

/** The file of keys, newest first, as it is changed by hand while the portal runs. */
export type KeyFile = {
  /** The names of the keys, that of the newest first. */
  names(): Promise<string[]>;
  /** Makes a key and puts it first (it is used) or last (it is known). Answers its name. */
  add(place: 'first' | 'last'): Promise<string>;
  putFirst(name: string): Promise<void>;
  takeOut(name: string): Promise<void>;
};

/** Every call reads the file anew and leaves it whole, or as it was. */
export function keyFileAt(file: string): KeyFile {
  const entries = async () =>
    (await readFile(file, 'utf8'))
      .trim()
      .split(',')
      .map((entry) => entry.trim());
  const names = async () => (await entries()).map(nameOf);
  return {
    names,
    async add(place) {
      const before = await entries();
      const name = nextName(before.map(nameOf));
      const entry = `${name}:${randomBytes(32).toString('base64url')}`;
      await write(file, place === 'first' ? [entry, ...before] : [...before, entry]);
      return name;
    },
    async putFirst(name) {
      const before = await entries();
      const isChosen = (entry: string) => nameOf(entry) === name;
      await write(file, [...before.filter(isChosen), ...before.filter((entry) => !isChosen(entry))]);
    },
    async takeOut(name) {
      await write(
        file,
        (await entries()).filter((entry) => nameOf(entry) !== name),
      );
    },
  };
}

const nameOf = (entry: string): string => entry.split(':')[0] ?? '';

/** k1, k2, …: the first that nobody has. */
function nextName(names: readonly string[]): string {
  const numbers = names.map((name) => Number(/^k(\d+)$/.exec(name)?.[1] ?? 0));
  return `k${Math.max(...numbers) + 1}`;
}

/** Only what can be read again. */
async function write(file: string, entries: readonly string[]): Promise<void> {
  const text = entries.join(',');
  parseSecretKeys(text);
  await replaceFile(file, `${text}\n`);
}
