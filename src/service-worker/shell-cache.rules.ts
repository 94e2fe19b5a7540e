/** The shell of one build: the page and every file it may ever ask for. `version` changes with any of them. */
export type Shell = { version: string; files: readonly string[] };

/** Begins the name of every cache of ours; what else lies on the origin is nobody's business here. */
const prefix = 'an-ninh-shell:';

export const cacheNameOf = ({ version }: Shell): string => `${prefix}${version}`;

export const isShellCache = (name: string): boolean => name.startsWith(prefix);

/**
 * The caches that go when `own` takes over. `names` in the order of their making, as the browser lists them. The last one before stays:
 * a window that was opened with it may still ask for a screen of its own version, with a tip half written.
 */
export function sweptCaches(names: readonly string[], own: string): string[] {
  const former = names.filter((name) => isShellCache(name) && name !== own);
  return former.slice(0, -1);
}

/** What our server answers itself and the page has no business with. */
const serversOwn = /^\/(api|feeds|sandbox|oauth|webhooks|healthz|readyz|metrics)(\/|$)|\.[a-z0-9]+$/;

/** What the worker does with a request of the page: nothing at all (`none`) for everything that is not the app itself. */
export function handlingOf(
  request: { method: string; mode: string; url: string },
  origin: string,
): 'page' | 'asset' | 'none' {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return 'none';
  if (url.pathname.startsWith('/assets/')) return 'asset';
  return request.mode === 'navigate' && !serversOwn.test(url.pathname) ? 'page' : 'none';
}
