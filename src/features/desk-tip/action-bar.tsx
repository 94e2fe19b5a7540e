import { useState } from 'react';
import type { DeskMove, DeskTip, StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { momentText } from '../../lib/date-text.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import { Button, type ButtonLook } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './desk-tip.module.css';
import { type FormMove, splitMoves } from './move-form.rules.ts';
import { MoveForm } from './move-form.tsx';

const words = deskTipText.actions;

const icons: Record<DeskMove, IconName> = {
  acknowledge: 'check',
  ask: 'message',
  note: 'edit',
  'draft-reply': 'edit',
  'approve-reply': 'check',
  'send-back': 'back',
  transfer: 'forward',
  escalate: 'forward',
  assign: 'person',
  reclassify: 'list',
  close: 'check',
  decline: 'outside',
};

type Props = { tip: DeskTip; desk: DeskApi; me: StaffMe; onChanged: () => Promise<DeskTip | null> };

/** What this person may do to the tip now, at the bottom. What is written there leaves the tip above in view. */
export function ActionBar(props: Props) {
  const { tip } = props;
  const [open, setOpen] = useState<FormMove | null>(null);
  const [done, setDone] = useState<DeskMove | null>(null);
  const finish = (move: DeskMove) => {
    setOpen(null);
    setDone(move);
  };
  return (
    <section className={styles.actions} aria-label={words.label}>
      <StatusLine>
        {done && open === null && (
          <Notice tone="success">
            <p>{words.done[done]}</p>
          </Notice>
        )}
      </StatusLine>
      {tip.draft && open === null && <WaitingDraft tip={tip} me={props.me} />}
      {open ? (
        <MoveForm
          {...props}
          key={open}
          move={open}
          onDone={() => finish(open)}
          onCancel={() => setOpen(null)}
        />
      ) : (
        <Moves
          {...props}
          onOpen={(move) => {
            setDone(null);
            setOpen(move);
          }}
          onDone={finish}
        />
      )}
    </section>
  );
}

function WaitingDraft({ tip, me }: { tip: DeskTip; me: StaffMe }) {
  if (!tip.draft) return null;
  const { staff, at } = tip.draft;
  const isOwn = staff?.id === me.id;
  return (
    <details className={styles.draft}>
      <summary>{deskTipText.draft.heading}</summary>
      <p className={styles.soft}>
        {staff && deskTipText.draft.by(staff.name, momentText(at, new Date()))}.{' '}
        {isOwn && me.role === 'commander' ? deskTipText.draft.own : deskTipText.draft.waits}
      </p>
      <p className={styles.said}>{tip.draft.text}</p>
    </details>
  );
}

function Moves(props: Props & { onOpen: (move: FormMove) => void; onDone: (move: DeskMove) => void }) {
  const { tip, onOpen } = props;
  const [isMore, setIsMore] = useState(false);
  const [isWorking, setIsWorking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const { first, others } = splitMoves(tip.can);

  const press = async (move: DeskMove) => {
    if (move !== 'acknowledge') return onOpen(move);
    setIsWorking(true);
    setProblem(null);
    const result = await props.desk.move(tip.code, 'acknowledge', {}, tip.sequence);
    // Whatever came of it, the tip above has to say so.
    await props.onChanged();
    setIsWorking(false);
    if (result.ok) props.onDone('acknowledge');
    else setProblem(result.problem);
  };

  if (isWorking) return <Loading text={words.working} />;
  if (tip.can.length === 0) return <p className={styles.soft}>{words.none}</p>;
  const button = (move: DeskMove, look: ButtonLook) => (
    <Button key={move} look={look} icon={icons[move]} wide onPress={() => void press(move)}>
      {deskTipText.moves[move].label}
    </Button>
  );
  return (
    <>
      {problem && <FailedNotice {...problemText(problem)} />}
      {tip.can.every((move) => move === 'note') && <p className={styles.soft}>{words.seeing}</p>}
      {isMore && <div className={styles.others}>{others.map((move) => button(move, 'secondary'))}</div>}
      <div className={styles.bar} data-big={first[0] === 'acknowledge' || undefined}>
        {first.map((move, index) => button(move, index === 0 ? 'primary' : 'secondary'))}
        {others.length > 0 && (
          <Button
            look="plain"
            icon={isMore ? 'down' : 'list'}
            expanded={isMore}
            onPress={() => setIsMore(!isMore)}
          >
            {isMore ? words.less : words.more}
          </Button>
        )}
      </div>
    </>
  );
}
