/**
 * A body of Zalo as an object; null when it is none, or nested so deep that nothing of Zalo's is. Ids are decimal and larger than 2^53
 * (zalo/server.md): where one comes as a number it is kept letter by letter, since as a number it would be another message's or person's. Of a
 * key that stands twice the last counts, as for every JSON reader; `__proto__` is a key like any other.
 */
export function parseWebhookBody(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text, keepLongNumbers);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    // Whatever it is, it is no event: the caller says so.
    return null;
  }
}

function keepLongNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const written = context?.source ?? '';
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(written)
    ? written
    : value;
}
