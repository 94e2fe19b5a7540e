import { unitChannel } from '../../live/live-channels.ts';
import type { NewLiveEvent } from '../../live/live-event.store.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import type { Conversation, ConversationChange } from './chat.store.ts';

type Standing = Pick<Conversation, 'handOver' | 'silentUntil' | 'waitingSince'>;

/**
 * What the open desks of the unit and of those above are told: `chat.new` when somebody begins to wait for a person, `chat.changed` when
 * something else of who has the chat changes; nothing where it stays as it was. Never who, never a word.
 */
export function chatLiveEvents(
  { id, unitId }: Pick<Conversation, 'id' | 'unitId'>,
  before: Standing,
  change: ConversationChange,
  tree: Pick<UnitTree, 'upwards'>,
): NewLiveEvent[] {
  const after = { ...before, ...change };
  const beginsToWait = before.waitingSince === null && after.waitingSince !== null;
  if (!beginsToWait && isSame(before, after)) return [];
  return tree.upwards(unitId).map((each) => ({
    channel: unitChannel(each),
    kind: beginsToWait ? 'chat.new' : 'chat.changed',
    data: { id, unitId },
  }));
}

const isSame = (before: Standing, after: Standing): boolean =>
  before.handOver?.at.getTime() === after.handOver?.at.getTime() &&
  before.waitingSince?.getTime() === after.waitingSince?.getTime() &&
  before.silentUntil?.getTime() === after.silentUntil?.getTime();
