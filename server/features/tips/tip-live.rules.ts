import type { TipLiveData, TipLiveKind } from '#contract/staff-events.ts';
import type { DeskTipEvent } from '#contract/vocabulary.ts';
import { commandersChannel, staffChannel, unitChannel } from '../../live/live-channels.ts';
import type { NewLiveEvent } from '../../live/live-event.store.ts';
import type { Tip } from './tip.store.ts';

/** Who sees a tip (promise 11), as the lists have it: what is restricted only the commanders and those who are named on it. */
export type TipAudience = {
  isRestricted: boolean;
  /** Every unit with access, those above included. */
  units: readonly string[];
  /** Who is named on it. */
  people: readonly string[];
};

/** Nobody: before there was a tip. */
export const noAudience: TipAudience = { isRestricted: false, units: [], people: [] };

export type TipNews = {
  tip: Tip;
  event: DeskTipEvent;
  toStaffId: string | null;
  /** By the clock, and past `acknowledgeBy`. */
  isOverdue: boolean;
};

/** What the open desks are told of what happened to a tip: those that lose it first, so that who is both ends with having it. */
export function tipLiveEvents(news: TipNews, before: TipAudience, after: TipAudience): NewLiveEvent[] {
  const told = channelsOf(after);
  const known = new Set(channelsOf(before).map(({ channel }) => channel));
  const gone = [...known].filter((channel) => !told.some((each) => each.channel === channel));
  const data: TipLiveData = liveData(news);
  return [
    ...gone.map((channel) => newEvent(channel, 'tip.gone', { code: news.tip.code })),
    ...told.map(({ channel, isKnown }) => {
      const kind = isKnown(before) ? (news.isOverdue ? 'tip.overdue' : 'tip.changed') : 'tip.new';
      return newEvent(channel, kind, data);
    }),
  ];
}

/** Each with the question whether those who listen there had the tip before. */
function channelsOf({ isRestricted, units, people }: TipAudience) {
  const ofUnits = units.map((unitId) => ({
    channel: isRestricted ? commandersChannel(unitId) : unitChannel(unitId),
    isKnown: (before: TipAudience) => before.units.includes(unitId),
  }));
  if (!isRestricted) return ofUnits;
  const ofPeople = people.map((staffId) => ({
    channel: staffChannel(staffId),
    isKnown: (before: TipAudience) => !before.isRestricted || before.people.includes(staffId),
  }));
  return [...ofUnits, ...ofPeople];
}

function liveData({ tip, event, toStaffId }: TipNews): TipLiveData {
  return {
    code: tip.code,
    kind: tip.kind,
    category: tip.category,
    unitId: tip.unitId,
    status: tip.status,
    restricted: tip.isRestricted,
    acknowledgeBy: tip.acknowledgeBy,
    createdAt: tip.createdAt,
    updatedAt: tip.updatedAt,
    attention: tip.attention,
    sequence: tip.historySequence,
    event,
    toStaffId,
  };
}

const newEvent = (channel: string, kind: TipLiveKind, data: NewLiveEvent['data']): NewLiveEvent => ({
  channel,
  kind,
  data,
});
