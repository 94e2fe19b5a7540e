import type { SosLiveData } from '#contract/sos.ts';
import type { SosEvent } from '#contract/vocabulary.ts';
import { unitChannel } from '../../live/live-channels.ts';
import type { NewLiveEvent } from '../../live/live-event.store.ts';
import { isOpen, sosCode } from './sos.rules.ts';
import type { Sos } from './sos.store.ts';

/** Whoever sent the alert, with its screen open. */
export const sosChannel = (sosId: string): string => `sos:${sosId}`;

/** `position`: only where the sender is has changed. */
export type SosHappening = SosEvent | 'position';

/** What open screens are told: that there is something to load, and never where, who or a word. */
export function sosLiveEvents(
  alert: Sos,
  happening: SosHappening,
  unitIds: { before: readonly string[]; now: readonly string[] },
): NewLiveEvent[] {
  const data = {
    id: alert.id,
    code: sosCode(alert.id),
    unitId: alert.unitId,
    status: alert.status,
    open: isOpen(alert.status),
    situation: alert.situation,
    createdAt: alert.createdAt,
    acknowledgeBy: alert.acknowledgeBy,
    version: alert.version,
    event: happening,
  } satisfies SosLiveData;
  return [
    { channel: sosChannel(alert.id), kind: 'sos.changed', data: { version: alert.version } },
    ...unitIds.now.map((unitId) => ({
      channel: unitChannel(unitId),
      kind: unitIds.before.includes(unitId) ? 'sos.changed' : 'sos.new',
      data,
    })),
  ];
}
