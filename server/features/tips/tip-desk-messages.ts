import type { NewMessage } from '../../outbox/outbox.store.ts';
import type { Tip } from './tip.store.ts';
import { tipMessages, tipUpdateMessage } from './tip-forwarding.ts';

/**
 * When a tip is given on, both sides hear of it: the group of the unit that gets it has the tip as if it were new, photos and all; the
 * group of the one that had it (null: it is not told) hears that it went on.
 */
export function givenOnMessages(
  tip: Tip,
  photoIds: readonly string[],
  to: { unitId: string; fromUnitId: string | null; as: 'transferred' | 'escalated' | 'assigned' },
): NewMessage[] {
  return [
    ...tipMessages({ ...tip, unitId: to.unitId }, photoIds),
    ...(to.fromUnitId === null ? [] : [tipUpdateMessage({ id: tip.id, unitId: to.fromUnitId }, to.as)]),
  ];
}
