import type { Result, Router } from 'hono/router';
import { TrieRouter } from 'hono/router/trie-router';

/**
 * Hono's router for any paths, which walks down a tree for every request, with what it found for addresses without a parameter kept: those that
 * are asked for most. There are no more of them than routes.
 */
export class RememberedRoutes<Handler> implements Router<Handler> {
  readonly name = 'RememberedRoutes';
  readonly #tree = new TrieRouter<Handler>();
  readonly #fixedPaths = new Set<string>();
  readonly #found = new Map<string, Map<string, Result<Handler>>>();

  add(method: string, path: string, handler: Handler): void {
    this.#tree.add(method, path, handler);
    if (!/[:*{?]/.test(path)) this.#fixedPaths.add(path);
    this.#found.clear();
  }

  match(method: string, path: string): Result<Handler> {
    const known = this.#found.get(method)?.get(path);
    if (known) return known;
    const found = this.#tree.match(method, path);
    if (this.#fixedPaths.has(path)) {
      const ofMethod = this.#found.get(method) ?? new Map();
      this.#found.set(method, ofMethod.set(path, found));
    }
    return found;
  }
}
