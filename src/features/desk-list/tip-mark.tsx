import type { DeskTipItem } from '#contract/staff.ts';
import type { TipStatus } from '#contract/vocabulary.ts';
import { timeLeft } from '../../lib/time-left.ts';
import { amountText, deskText } from '../../text/vi-desk.ts';
import { DueMark, StateMark } from '../../ui/due-mark.tsx';
import type { IconName } from '../../ui/icon.tsx';

const icons: Record<TipStatus, IconName> = {
  received: 'clock',
  transferred: 'clock',
  escalated: 'clock',
  acknowledged: 'check',
  in_progress: 'edit',
  waiting_citizen: 'message',
  answered: 'check',
  closed: 'check',
  declined: 'forward',
};

/** How long there is to take a tip up, or how it stands once somebody has. */
export function TipMark({ tip, nowMs }: { tip: DeskTipItem; nowMs: number }) {
  if (tip.minutesLeft === null)
    return <StateMark icon={icons[tip.status]} word={deskText.statusShort[tip.status]} />;
  const { minutes, level } = timeLeft(tip.acknowledgeBy, nowMs);
  const amount = amountText(minutes);
  const [figure = '', ...unit] = amount.split(' ');
  const isLate = level === 'late';
  return (
    <DueMark
      level={level}
      word={isLate ? deskText.clock.lateWord : deskText.clock.leftWord}
      figure={figure}
      unit={unit.join(' ')}
      whole={isLate ? deskText.clock.late(amount) : deskText.clock.left(amount)}
    />
  );
}
