import { createClocks } from '../features/clocks/clock.service.ts';
import { clockStore } from '../features/clocks/clock.store.ts';
import { clockNoticeHandler, clockTopic } from '../features/clocks/clock-delivery.ts';
import { createClockWorker } from '../features/clocks/clock-worker.ts';
import { deliver } from '../features/tips/forwarding/tip-delivery.ts';
import type { TipService } from '../features/tips/tip.service.ts';
import { tipStore } from '../features/tips/tip.store.ts';
import { Route, startOfChain } from '../features/tips/tip-forwarding.ts';
import { headLines } from '../features/tips/tip-message.rules.ts';
import type { Ground } from './ground.ts';
import type { createOfficersReach } from './officers-reach.ts';
import type { PortalPart } from './portal-part.ts';
import { secondsSince } from './watched-figures.ts';

/** Of a category that the pack no longer has (promise 5). */
const acknowledgeMinutesMax = 15;

/** How long a unit may leave a tip of a category: what the clocks act on, and reports count by. */
export const acknowledgeMinutesOf =
  ({ findCategory }: Pick<Ground, 'findCategory'>) =>
  (category: string): number =>
    findCategory(category)?.clock.acknowledgeMinutes ?? acknowledgeMinutesMax;

export const createTipClocks = (ground: Ground) =>
  createClocks({
    acknowledgeMinutes: acknowledgeMinutesOf(ground),
    parentOf: ground.tree.parentOf,
  });

/** What acts when nobody does, on the tips it acts on and with the messages that tell of it (promise 5). */
export function createClockPart(
  ground: Ground,
  { tips, reach }: { tips: TipService; reach: ReturnType<typeof createOfficersReach> },
): PortalPart {
  const { database, keys, now } = ground;
  const worker = createClockWorker({
    ...ground,
    parentOf: ground.tree.parentOf,
    holdTip: (transaction, tipId) => tipStore(transaction, keys).lock(tipId),
    climb: tips.climb,
    newNotice({ unitId, tipId, notBefore }) {
      const message = startOfChain({ id: tipId, unitId }, clockTopic, {});
      return { ...message, payload: { ...message.payload, noticeId: message.id }, notBefore };
    },
  });
  return {
    handlers: {
      [clockTopic]: clockNoticeHandler({
        ...ground,
        findTip: tipStore(database.kysely, keys).findById,
        clocks: clockStore(database.kysely),
        deliver: (message, { title, lines }) =>
          deliver(reach, message, Route.loose().parse(message.payload), {
            needle: title,
            text: (circumstances) =>
              [...headLines(title, circumstances), ...lines].join('\n').normalize('NFC'),
          }),
      }),
    },
    checks: [{ name: 'clocks', listTroubles: async () => (worker.isReady() ? [] : ['not run']) }],
    figures: [
      {
        name: 'portal_tip_clock_lag_seconds',
        help: 'How long the step of a tip’s clock that has waited longest has been due.',
        read: async () => {
          const at = now();
          return [{ value: secondsSince(await clockStore(database.kysely).findOldestDue(at), at) }];
        },
      },
    ],
    start: worker.start,
    stop: worker.stop,
  };
}
