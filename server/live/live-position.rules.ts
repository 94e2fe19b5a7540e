/**
 * A place in the order of all events: the number of the last one that lies behind it. The same for every server on one store and after
 * a restart; to everybody else it is text.
 */
export type LivePosition = number;

/** As a client sends it back in `Last-Event-ID`; null for what was never one of ours. */
export const parsePosition = (text: string): LivePosition | null =>
  /^\d{1,15}$/.test(text) ? Number(text) : null;

export const positionText = (position: LivePosition): string => String(position);
