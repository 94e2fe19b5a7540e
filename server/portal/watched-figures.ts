import type { ReadinessCheck } from '../http/health.routes.ts';
import type { FigureValue, WatchedFigure } from '../http/metrics.ts';
import { readOutboxBacklog } from '../outbox/outbox-backlog.store.ts';
import type { Ground } from './ground.ts';

/** How long ago that was, in seconds; 0 when nothing waits. */
export function secondsSince(at: string | null, now: Date): number {
  return at === null ? 0 : Math.max(0, (now.getTime() - Date.parse(at)) / 1_000);
}

/** Figures of what all sides stand on: the outbox, the open screens, and what `/readyz` asks after. */
export function groundFigures(
  { database, streams, now }: Ground,
  checks: readonly ReadinessCheck[],
): WatchedFigure[] {
  const ofLanes = async (
    value: (backlog: Awaited<ReturnType<typeof readOutboxBacklog>>[number]) => number,
  ): Promise<FigureValue[]> =>
    (await readOutboxBacklog(database.kysely)).map((backlog) => ({
      of: backlog.lane,
      value: value(backlog),
    }));
  return [
    {
      name: 'portal_outbox_waiting',
      help: 'Messages that are not sent yet.',
      label: 'lane',
      read: () => ofLanes(({ waiting }) => waiting),
    },
    {
      name: 'portal_outbox_oldest_seconds',
      help: 'How long ago the oldest message that is not sent yet was stored.',
      label: 'lane',
      read: () => ofLanes(({ oldestAt }) => secondsSince(oldestAt, now())),
    },
    {
      name: 'portal_outbox_parked',
      help: 'Messages that nobody tries any more until a person puts them back.',
      label: 'lane',
      read: () => ofLanes(({ parked }) => parked),
    },
    {
      name: 'portal_live_streams',
      help: 'Open screens that are told what happens, on this server.',
      read: async () => [{ value: streams.count() }],
    },
    {
      name: 'portal_check_troubles',
      help: 'What stands in the way of each thing that /readyz asks after; 0: it stands.',
      label: 'check',
      read: () =>
        Promise.all(checks.map(async (check) => ({ of: check.name, value: await countTroubles(check) }))),
    },
  ];
}

/** A check that fails is a trouble of its own, as /readyz has it. */
const countTroubles = async (check: ReadinessCheck): Promise<number> =>
  check.listTroubles().then(
    (troubles) => troubles.length,
    () => 1,
  );
