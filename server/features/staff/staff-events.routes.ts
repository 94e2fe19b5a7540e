import { Hono } from 'hono';
import { DeskEventData } from '#contract/staff-events.ts';
import type { EventStreams } from '../../http/event-stream.ts';
import { staffRoute } from '../../http/openapi.ts';
import { commandersChannel, staffChannel, unitChannel } from '../../live/live-channels.ts';
import type { LiveFeed } from '../../live/live-feed.ts';
import { bearerOf, type FindStaff, requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import { accessChanged } from './staff-live.ts';

/** `/api/staff/events`, behind `requireStaff`. */
export const createStaffEventRoutes = (parts: {
  live: LiveFeed;
  streams: EventStreams;
  findStaff: FindStaff;
}) =>
  new Hono<StaffEnv>().get(
    '/events',
    staffRoute({
      summary: 'What happens to the tips and alerts that I may see, as it happens',
      description:
        'Server-sent events; read them with `fetch` and the header. `tip.new`, `tip.changed`, `tip.overdue` and `tip.gone` carry what a row of a list shows, never a word of what somebody wrote; `chat.new` and `chat.changed` say that somebody waits for a person in an OA’s chat, or does no longer; `webhook.disabled` tells commanders that a system of their unit is told nothing any more. The opening ends with `ready` (what happened since `Last-Event-ID` came before it) or `reset` (too much did: load the lists anew). After every event `id` is the place to come back to, on any server of this portal. An event may come twice.',
      answer: {
        status: 200,
        description: 'A stream without an end; the `data` of each event is one of these.',
        schema: DeskEventData,
        mediaType: 'text/event-stream',
      },
    }),
    requireScope('read'),
    (c) => {
      const actor = c.get('actor');
      const credential = bearerOf(c) ?? '';
      return parts.streams.answer(c, {
        holder: `staff:${actor.id}`,
        isStillGood: async () => isSameDesk(actor, await parts.findStaff(credential)),
        listen: (stream) =>
          parts.live.subscribe(
            { channels: channelsOf(actor), after: c.req.header('last-event-id') },
            (message) => {
              if (message.kind === accessChanged) stream.recheck();
              else stream.send(message);
            },
          ),
      });
    },
  );

/** What the lists show (staff-rights.rules.ts): a unit has a row of its own for each tip that it or one below it got. */
function channelsOf({ id, role, unitId }: StaffActor): string[] {
  return [
    unitChannel(unitId),
    staffChannel(id),
    ...(role === 'commander' ? [commandersChannel(unitId)] : []),
  ];
}

/** Who became somebody with other rights opens a new stream. */
const isSameDesk = (before: StaffActor, now: StaffActor | null): boolean =>
  now !== null &&
  now.id === before.id &&
  now.role === before.role &&
  now.unitId === before.unitId &&
  now.scopes.includes('read');
