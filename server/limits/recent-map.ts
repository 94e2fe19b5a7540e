/**
 * A map that holds at most `entriesMax` entries and none that has not been set or read for twice `ageMs`. In two generations: a new one begins
 * when the young is half the bound or `ageMs` old, and the old is dropped whole. Nothing is ever searched for what to evict (taking
 * a Map's oldest key walks over all that were deleted before it, which a flood of addresses would make a load of its own).
 */
export function createRecentMap<Value>(options: { entriesMax: number; ageMs: number; now: () => Date }) {
  const { entriesMax, ageMs, now } = options;
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  let youngSinceMs = now().getTime();

  function turn(): void {
    const nowMs = now().getTime();
    if (nowMs - youngSinceMs < ageMs && young.size < entriesMax / 2) return;
    old = nowMs - youngSinceMs < 2 * ageMs ? young : new Map();
    young = new Map();
    youngSinceMs = nowMs;
  }

  function set(key: string, value: Value): void {
    turn();
    young.set(key, value);
  }

  return {
    /** What was set, young again from now on. */
    get(key: string): Value | undefined {
      turn();
      const value = young.get(key);
      if (value !== undefined) return value;
      const older = old.get(key);
      if (older === undefined) return undefined;
      old.delete(key);
      young.set(key, older);
      return older;
    },
    set,
    /** Takes the value out. */
    take(key: string): Value | undefined {
      const value = young.get(key) ?? old.get(key);
      young.delete(key);
      old.delete(key);
      return value;
    },
    /** Drops what has become too old, also when nobody asks any more. */
    turn,
    size: () => young.size + old.size,
  };
}
