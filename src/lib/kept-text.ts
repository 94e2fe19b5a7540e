/** The part of the Web Storage interface we use, so that tests and a phone without storage can bring their own. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A store that forgets when the page closes. */
export function createMemoryStore(): TextStore {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

/**
 * A store whose keys carry `prefix` and that never throws: a phone that forbids or has filled its storage gets memory instead,
 * so that a form works there too, only without surviving a reload.
 */
export function createKeptText(prefix: string, openStore: () => TextStore): TextStore {
  const memory = createMemoryStore();
  const attempt = <Answer>(use: (store: TextStore) => Answer): Answer => {
    try {
      return use(openStore());
    } catch {
      return use(memory);
    }
  };
  return {
    getItem: (key) => memory.getItem(prefix + key) ?? attempt((store) => store.getItem(prefix + key)),
    setItem: (key, text) => {
      memory.removeItem(prefix + key);
      attempt((store) => store.setItem(prefix + key, text));
    },
    removeItem: (key) => {
      memory.removeItem(prefix + key);
      attempt((store) => store.removeItem(prefix + key));
    },
  };
}

/**
 * Every Mini App lives on the same origin, told apart by its path alone, so the path is part of the prefix: two wards' apps
 * on one phone must not read each other's drafts.
 */
export function keptTextPrefix(pathname: string): string {
  return `zalo-an-ninh:${/^\/zapps\/([^/]+)/.exec(pathname)?.[1] ?? 'web'}:`;
}

/** Survives closing the app. */
export const keptText = createKeptText(
  keptTextPrefix(globalThis.location?.pathname ?? ''),
  () => localStorage,
);

/** Survives a reload, gone when the app is closed. */
export const sessionText = createKeptText(
  keptTextPrefix(globalThis.location?.pathname ?? ''),
  () => sessionStorage,
);
