import type { TipView } from '#contract/tips.ts';

/**
 * A tip read anew while it is open. The server calls an entry new only the first time it is read; on the screen it stays marked until
 * the person leaves. An answer that was overtaken by a newer one changes nothing: a timeline only grows.
 */
export function keepNews(former: TipView | null, tip: TipView): TipView {
  if (!former) return tip;
  if (lastSequence(former) > lastSequence(tip)) return former;
  const newEntries = new Set(former.timeline.filter(({ isNew }) => isNew).map(({ sequence }) => sequence));
  const newMessages = new Set(former.messages.filter(({ isNew }) => isNew).map(({ id }) => id));
  return {
    ...tip,
    timeline: tip.timeline.map((entry) => ({
      ...entry,
      isNew: entry.isNew || newEntries.has(entry.sequence),
    })),
    messages: tip.messages.map((message) => ({
      ...message,
      isNew: message.isNew || newMessages.has(message.id),
    })),
  };
}

const lastSequence = ({ timeline }: TipView): number =>
  Math.max(0, ...timeline.map(({ sequence }) => sequence));

/** How many entries the unit has added that the person has not seen before. */
export const countNews = (tip: Pick<TipView, 'timeline'>): number =>
  tip.timeline.filter(({ isNew }) => isNew).length;
