import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Asks the store once for all who ask while the read before is under way: what each is told was read after it asked, and is of all that
 * were asked for together.
 */
export function readTogether<Value>(
  read: (keys: readonly string[]) => Promise<Value>,
): (keys: readonly string[]) => Promise<Value> {
  let next: { keys: Set<string>; answer: Promise<Value> } | null = null;
  let before: Promise<unknown> = Promise.resolve();

  function plan() {
    const keys = new Set<string>();
    const answer = before.then(async () => {
      await nextTurn();
      next = null;
      return await read([...keys]);
    });
    before = answer.catch(() => undefined);
    return { keys, answer };
  }

  return (keys) => {
    next ??= plan();
    for (const key of keys) next.keys.add(key);
    return next.answer;
  };
}
