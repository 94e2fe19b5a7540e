import type { EventContext } from '../webhooks/event-worker.ts';
import type { ZaloEvent, ZaloEventOf } from '../webhooks/zalo-event.ts';
import { oaOfficerStore } from '../zalo/oa-officer.store.ts';
import { oaUserStore } from '../zalo/oa-user.store.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** Who does nothing at an OA and does not follow it is forgotten. */
const silentMs = 30 * 24 * 60 * 60_000;

type PersonEvent = Extract<ZaloEvent, { person: unknown }>;

/** Who may be written to at which OA, kept by what people do there. Stands first: others may want to answer. */
export function createOaPeoplePart({ database, keys, now }: Ground): PortalPart {
  /** Also what is written in a group opens the way to its writer (zalo/server.md 3.1). */
  const interacted = async (event: PersonEvent, { transaction }: EventContext): Promise<void> => {
    await oaUserStore(transaction, keys).recordInteraction(event.person, event.at);
    await oaOfficerStore(transaction, keys).recordInteraction(event.unitId, event.person.userId, event.at);
  };
  const followed = async (
    event: ZaloEventOf<'follow' | 'unfollow'>,
    { transaction }: EventContext,
  ): Promise<void> => {
    const state = event.kind === 'follow' ? 'following' : 'unfollowed';
    await oaUserStore(transaction, keys).recordFollow(event.person, state, event.at);
  };
  return {
    events: {
      userSentText: [interacted],
      userSentLocation: [interacted],
      userSentImage: [interacted],
      userSentOther: [interacted],
      userInteracted: [interacted],
      groupMessage: [interacted],
      follow: [interacted, followed],
      unfollow: [followed],
    },
    jobs: [
      {
        name: 'OA people sweep',
        everyMs: sweepEveryMs,
        work: () =>
          database.transact((transaction) =>
            oaUserStore(transaction, keys).sweep(new Date(now().getTime() - silentMs)),
          ),
      },
    ],
  };
}
