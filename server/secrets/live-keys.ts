import type { KeyVersion, SecretKeys } from './secret-keys.ts';

/** Keys that change while the portal runs. What reads them one after the other and must agree with itself takes `pinKeys` first. */
export type LiveKeys = SecretKeys & {
  /** From now on these; `newest` is the one that new things are made with, which is not always the first. */
  replace(versions: readonly KeyVersion[], newest: KeyVersion): void;
  /** Something in the store is made with a key that is not known here. */
  isBehind(): boolean;
  setBehind(isBehind: boolean): void;
};

export function createLiveKeys(initial: SecretKeys): LiveKeys {
  let { newest } = initial;
  let versions = inOrder(initial.versions, newest);
  let isBehind = false;
  return {
    get newest() {
      return newest;
    },
    get versions() {
      return versions;
    },
    get: (version) => versions.find((key) => key.version === version),
    replace(next, nextNewest) {
      versions = inOrder(next, nextNewest);
      newest = nextNewest;
    },
    isBehind: () => isBehind,
    setBehind(next) {
      isBehind = next;
    },
  };
}

/** The keys as they are now. */
export function pinKeys({ newest, versions }: SecretKeys): SecretKeys {
  return { newest, versions, get: (version) => versions.find((key) => key.version === version) };
}

/** The newest first, as all who look for older ones expect. */
const inOrder = (versions: readonly KeyVersion[], newest: KeyVersion): readonly KeyVersion[] => [
  newest,
  ...versions.filter((key) => key.version !== newest.version),
];
