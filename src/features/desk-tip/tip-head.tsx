import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import type { DeskTip } from '#contract/staff.ts';
import { momentText } from '../../lib/date-text.ts';
import { timeLeft } from '../../lib/time-left.ts';
import { amountText, deskText } from '../../text/vi-desk.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import { DueMark } from '../../ui/due-mark.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './desk-tip.module.css';

const words = deskTipText.head;

/**
 * What matters of a tip before it is read: which, what, how long. The heading takes the focus when another tip opens, unless somebody
 * goes through the list with the arrows.
 */
export function TipHead({ tip, nowMs }: { tip: DeskTip; nowMs: number }) {
  const headingRef = useRef<HTMLHeadingElement>(null);
  const now = new Date(nowMs);
  const { state } = useLocation();
  const isPassingBy = state?.isPassingBy === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tip is another heading
  useEffect(() => {
    if (!isPassingBy) headingRef.current?.focus({ preventScroll: true });
  }, [tip.code, isPassingBy]);
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        {tip.minutesLeft !== null && <Due tip={tip} nowMs={nowMs} />}
        <div className={styles.headFacts}>
          <h1 ref={headingRef} tabIndex={-1}>
            {words.heading(tip.code)}
          </h1>
          <p className={styles.strong}>
            {deskText.kinds[tip.kind]} · {tip.category.name}
          </p>
          <p className={styles.headDetails}>
            <span className={styles.status}>{deskText.status[tip.status]}</span>
            <span>{words.sentAt(momentText(tip.createdAt, now))}</span>
            {tip.happenedAt && <span>{words.happenedAt(momentText(tip.happenedAt, now))}</span>}
          </p>
        </div>
      </div>
      {tip.attention && (
        <p className={styles.loud}>
          <Icon name="warning" /> {deskText.list.attention[tip.attention]}
        </p>
      )}
      {(tip.restricted || tip.people.length > 0) && <WhoMay tip={tip} />}
    </header>
  );
}

function Due({ tip, nowMs }: { tip: DeskTip; nowMs: number }) {
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

function WhoMay({ tip }: { tip: DeskTip }) {
  const names = tip.people.map(({ name }) => name).join(', ');
  if (!tip.restricted) return <p>{words.people(names)}</p>;
  return (
    <Notice tone="warning">
      <p>
        <strong>{words.restricted}.</strong> {words.restrictedWho}
      </p>
      {names !== '' && <p>{words.people(names)}</p>}
    </Notice>
  );
}
