/**
 * A place in the order of all events: what was written by an earlier transaction, or by the same one before, lies behind it. The same
 * for every server on one store and after a restart. To everybody else it is text.
 */
export type LivePosition = { readonly tx: bigint; readonly id: bigint };

/** As a client sends it back in `Last-Event-ID`; null for what was never one of ours. */
export function parsePosition(text: string): LivePosition | null {
  const [, tx, id] = /^(\d{1,18})-(\d{1,18})$/.exec(text) ?? [];
  return tx === undefined || id === undefined ? null : { tx: BigInt(tx), id: BigInt(id) };
}

export const positionText = ({ tx, id }: LivePosition): string => `${tx}-${id}`;

export function isBefore(left: LivePosition, right: LivePosition): boolean {
  return left.tx < right.tx || (left.tx === right.tx && left.id < right.id);
}

export const later = (left: LivePosition, right: LivePosition): LivePosition =>
  isBefore(left, right) ? right : left;

/** Before everything. */
export const beginning: LivePosition = { tx: 0n, id: 0n };
