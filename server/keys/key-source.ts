import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/config.ts';
import { loadOrMakeSecretKeys, parseSecretKeys, type SecretKeys } from '../secrets/secret-keys.ts';

/** Where the keys come from. An environment is read once, at the start; a file as often as it changes. */
export type KeySource = {
  /** Null: the environment. */
  file: string | null;
  /** Throws a sentence that names what is wrong with them, never a key. */
  read(): Promise<SecretKeys>;
};

export function keySourceOf(config: Pick<Config, 'secretKeys' | 'secretKeysFile' | 'dataDir'>): KeySource {
  const { secretKeys, secretKeysFile } = config;
  if (secretKeysFile !== null) return fromFile(secretKeysFile);
  if (secretKeys !== null) {
    const keys = parseSecretKeys(secretKeys);
    return { file: null, read: async () => keys };
  }
  const made = fromFile(path.join(config.dataDir, 'secret-keys'));
  let isMade = false;
  return {
    ...made,
    // Once: a file that goes away while the portal runs is somebody's mistake, and no first start.
    async read() {
      if (isMade) return made.read();
      const keys = await loadOrMakeSecretKeys(config.dataDir);
      isMade = true;
      return keys;
    },
  };
}

const fromFile = (file: string): KeySource => ({
  file,
  read: async () => parseSecretKeys((await readFile(file, 'utf8')).trim()),
});
