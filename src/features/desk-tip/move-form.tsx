import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { DeskEntry, DeskTip, StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { readDeskDraft, writeDeskDraft } from '../../api/desk-session.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { momentText } from '../../lib/date-text.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { focusField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import styles from './desk-tip.module.css';
import { MoveFieldSet } from './move-fields.tsx';
import {
  bodyOf,
  changesSince,
  type FieldName,
  type FormMove,
  fieldOfPath,
  issuesOf,
  type MoveFields,
  noFields,
} from './move-form.rules.ts';
import { SenderWay } from './sender-way.tsx';
import { actorOf, sentenceOf } from './tip-history.tsx';

const words = deskTipText.actions;

/** What is written there goes to the sender, at once or when it is approved. */
const reachesSender: readonly FormMove[] = ['ask', 'draft-reply', 'approve-reply', 'decline'];

type Props = {
  tip: DeskTip;
  desk: DeskApi;
  me: StaffMe;
  move: FormMove;
  /** Reads the tip anew; null when it could not be read. */
  onChanged: () => Promise<DeskTip | null>;
  onDone: () => void;
  onCancel: () => void;
};

/** What a move asks for. What is typed stays on this device until it is sent, through conflicts, lost lines and other tips. */
export function MoveForm(props: Props) {
  const { tip, move } = props;
  const form = useMoveForm(props);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => headingRef.current?.focus(), []);
  const text = deskTipText.moves[move];
  const isPossible = tip.can.includes(move);
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void form.submit(event)}>
      <h2 ref={headingRef} tabIndex={-1}>
        {text.heading}
      </h2>
      {form.changes.length > 0 && <Conflict changes={form.changes} />}
      {!isPossible && (
        <Notice tone="warning" announce="now">
          <p>{words.notAllowed}</p>
        </Notice>
      )}
      {move === 'approve-reply' && <p className={styles.soft}>{text.hint}</p>}
      {move === 'approve-reply' && tip.draft && <p className={styles.said}>{tip.draft.text}</p>}
      {reachesSender.includes(move) && <SenderWay desk={props.desk} code={tip.code} />}
      <MoveFieldSet {...props} fields={form.fields} onChange={form.change} errors={form.errors} />
      {form.problem && <Failure problem={form.problem} />}
      {form.isSending ? (
        <Loading text={words.working} />
      ) : (
        <div className={styles.formActions}>
          <Button look="secondary" onPress={props.onCancel}>
            {words.cancel}
          </Button>
          <SubmitButton inactive={!isPossible}>
            {form.changes.length > 0 ? words.sendAnyway : text.submit}
          </SubmitButton>
        </div>
      )}
    </form>
  );
}

function useMoveForm({ tip, desk, me, move, onChanged, onDone }: Props) {
  const draftOf = { staffId: me.id, code: tip.code, move };
  const [fields, setFields] = useState<MoveFields>(() => ({ ...noFields, ...readDeskDraft(draftOf) }));
  const [errors, setErrors] = useState<Partial<Record<FieldName, string>>>({});
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isSending, setIsSending] = useState(false);
  // What this person had before their eyes when they began.
  const [baseSequence] = useState(tip.sequence);
  const changes = changesSince(tip, baseSequence, me.id);

  const change = (part: Partial<MoveFields>) => {
    const next = { ...fields, ...part };
    setFields(next);
    setErrors({});
    writeDeskDraft(draftOf, next);
  };

  const showErrors = (found: Partial<Record<FieldName, string>>) => {
    setErrors(found);
    const [first] = Object.keys(found);
    if (first !== undefined) focusField(first);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending || !tip.can.includes(move)) return;
    setProblem(null);
    const issues = issuesOf(move, fields);
    showErrors(Object.fromEntries(issues.map((issue) => [issue.field, issueText(move, issue)])));
    if (issues.length > 0) return;
    setIsSending(true);
    // Who has seen what changed meanwhile sends with the tip as it stands now.
    const result = await desk.move(tip.code, move, bodyOf(move, fields), tip.sequence);
    if (result.ok) {
      writeDeskDraft(draftOf, noFields);
      await onChanged();
      return onDone();
    }
    await onChanged();
    setIsSending(false);
    const refused = result.problem.kind === 'refused' ? result.problem : null;
    if (refused?.issues.length) {
      showErrors(
        Object.fromEntries(refused.issues.map(({ path, message }) => [fieldOfPath(path[0]), message])),
      );
    }
    // What changed is told from the history itself.
    if (refused?.code !== 'tip_changed') setProblem(result.problem);
  };

  return { fields, errors, problem, isSending, changes, change, submit };
}

function issueText(move: FormMove, issue: ReturnType<typeof issuesOf>[number]): string {
  const { moves } = deskTipText;
  if (issue.kind === 'long') return words.tooLong(issue.excess);
  if (issue.field === 'unit') return moves.transfer.unitEmpty;
  if (issue.field === 'person') return moves.assign.bothEmpty;
  if (issue.field === 'category') return moves.reclassify.categoryEmpty;
  const text = moves[move];
  return 'empty' in text ? text.empty : '';
}

/** What somebody else did while this was written. */
function Conflict({ changes }: { changes: readonly DeskEntry[] }) {
  const now = new Date();
  return (
    <Notice tone="warning" announce="now">
      <p>
        <strong>{words.conflictHeading}.</strong> {words.conflictKept}
      </p>
      <ul className={styles.changes}>
        {changes.map((entry) => (
          <li key={entry.sequence}>
            {sentenceOf(entry)} ({actorOf(entry)}, {momentText(entry.at, now)})
            {entry.text && <span className={styles.said}>{entry.text}</span>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Failure({ problem }: { problem: ApiProblem }) {
  const { message, requestId } = problemText(problem);
  return (
    <FailedNotice
      message={problem.kind === 'refused' ? message : `${words.unreached} ${message}`}
      requestId={requestId}
    />
  );
}
