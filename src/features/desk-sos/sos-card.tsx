import { type FormEvent, useState } from 'react';
import type { DeskSosItem } from '#contract/sos.ts';
import { type SosCloseReason, sosCloseReasons } from '#contract/vocabulary.ts';
import type { DeskApi } from '../../api/desk.ts';
import { type DeskSosMove, moveDeskSos } from '../../api/desk-sos.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { momentText } from '../../lib/date-text.ts';
import { distanceText } from '../../lib/distance-text.ts';
import { deskSosText } from '../../text/vi-desk-sos.ts';
import { Button, CallLink, SubmitButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { focusField, SelectField, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loading } from '../../ui/screen.tsx';
import styles from './desk-sos.module.css';
import { type ShowFix, SosDetails } from './sos-details.tsx';
import { sinceText } from './sos-since.ts';

const words = deskSosText;

type Props = {
  sos: DeskSosItem;
  desk: DeskApi;
  nowMs: number;
  showFix: ShowFix;
  onChanged: () => Promise<unknown>;
};

/** One call for help: what, where, whom to call, and the one thing that is next. */
export function SosCard(props: Props) {
  const { sos, nowMs } = props;
  return (
    <article className={styles.card} data-open={sos.open || undefined} data-sos={sos.id}>
      <header className={styles.cardHead}>
        <Icon name="siren" size={32} />
        <div>
          <h2>{sos.situation ? words.situations[sos.situation] : words.situationUnknown}</h2>
          <p>
            <strong>{words.status[sos.status]}</strong>
            {sos.open ? ` · ${sinceText(sos, nowMs)}` : ''}
          </p>
        </div>
      </header>
      <ul className={styles.lines}>
        <li>
          {words.code(sos.code)} · {words.calledAt(momentText(sos.createdAt, new Date(nowMs)))}
        </li>
        <li>{[sos.unit, ...sos.otherUnits].map(({ name }) => name).join(', ')}</li>
        {sos.acknowledgedBy && (
          <li>
            {words.takenBy(
              [sos.acknowledgedBy.staff?.name ?? words.group, sos.acknowledgedBy.unit.name].join(', '),
            )}
          </li>
        )}
        {sos.source === 'chat' && <li>{words.fromChat}</li>}
        {sos.closeReason && <li>{words.closeReasons[sos.closeReason]}</li>}
      </ul>
      {sos.text && <p className={styles.said}>{sos.text}</p>}
      {sos.flagged && <p className={styles.flagged}>{words.flagged}</p>}
      <Where {...props} />
      {sos.open && <Moves {...props} />}
      {sos.phone ? (
        <CallLink phone={sos.phone} look="secondary" wide>
          {words.call(sos.phone)}
        </CallLink>
      ) : (
        <p>{words.noPhone}</p>
      )}
      <More {...props} />
    </article>
  );
}

function Where({ sos, nowMs }: Props) {
  const { place, address } = sos;
  if (!place) return <p className={styles.strong}>{address ?? words.noPlace}</p>;
  const details = [
    ...(place.accuracyM === null ? [] : [words.accuracy(distanceText(place.accuracyM))]),
    words.fixAt(momentText(place.at, new Date(nowMs))),
  ].join(', ');
  return (
    <div>
      {address && <p className={styles.strong}>{address}</p>}
      <p>
        <span className={styles.strong}>
          {place.lat.toFixed(5)}, {place.lng.toFixed(5)}
        </span>{' '}
        ({details})
      </p>
    </div>
  );
}

function More({ sos, desk, showFix }: Props) {
  const [isShown, setIsShown] = useState(false);
  return (
    <>
      <Button
        look="secondary"
        icon="place"
        wide
        expanded={isShown}
        label={`${isShown ? words.hideDetails : words.showDetails}, ${words.code(sos.code)}`}
        onPress={() => setIsShown(!isShown)}
      >
        {isShown ? words.hideDetails : words.showDetails}
      </Button>
      {isShown && <SosDetails sos={sos} desk={desk} showFix={showFix} />}
    </>
  );
}

function Moves({ sos, desk, onChanged }: Props) {
  const [form, setForm] = useState<'dispatch' | 'close' | null>(null);
  const [isWorking, setIsWorking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const make = async (move: DeskSosMove) => {
    setIsWorking(true);
    setProblem(null);
    const result = await moveDeskSos(desk, sos.id, move);
    await onChanged();
    setIsWorking(false);
    if (result.ok) setForm(null);
    else setProblem(result.problem);
  };

  if (isWorking && form === null) return <Loading text={words.working} />;
  // A form stays while it is sent: what is written there is not lost with the line.
  const formProps = { isWorking, onSend: make, onCancel: () => setForm(null) };
  return (
    <div className={styles.moves}>
      {problem && <FailedNotice {...problemText(problem)} />}
      {form === null && sos.can.acknowledge && (
        <button
          type="button"
          className={styles.take}
          onClick={() => void make({ move: 'acknowledge', body: undefined })}
        >
          <Icon name="check" size={28} />
          {words.acknowledge}
        </button>
      )}
      {form === null && (
        <div className={styles.line}>
          {sos.can.dispatch && (
            <Button look="secondary" onPress={() => setForm('dispatch')}>
              {words.dispatch}
            </Button>
          )}
          {sos.can.close && (
            <Button look="secondary" onPress={() => setForm('close')}>
              {words.close}
            </Button>
          )}
        </div>
      )}
      {form === 'dispatch' && <DispatchForm {...formProps} />}
      {form === 'close' && <CloseForm {...formProps} />}
    </div>
  );
}

type FormProps = {
  isWorking: boolean;
  onSend: (move: DeskSosMove) => Promise<void>;
  onCancel: () => void;
};

function FormEnd({ isWorking, submit, onCancel }: Omit<FormProps, 'onSend'> & { submit: string }) {
  if (isWorking) return <Loading text={words.working} />;
  return (
    <>
      <SubmitButton>{submit}</SubmitButton>
      <Button look="plain" onPress={onCancel}>
        {words.cancel}
      </Button>
    </>
  );
}

function DispatchForm({ isWorking, onSend, onCancel }: FormProps) {
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWorking) return;
    void onSend({ move: 'dispatch', body: note.trim() === '' ? {} : { note: note.trim() } });
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <TextField
        name="dispatch-note"
        label={words.dispatchNote}
        value={note}
        charsMax={500}
        onChange={setNote}
      />
      <FormEnd isWorking={isWorking} submit={words.dispatchSubmit} onCancel={onCancel} />
    </form>
  );
}

function CloseForm({ isWorking, onSend, onCancel }: FormProps) {
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWorking) return;
    const chosen = sosCloseReasons.find((each) => each === reason);
    setIsMissing(chosen === undefined);
    if (chosen === undefined) return focusField('close-reason');
    void onSend({
      move: 'close',
      body: { reason: chosen, ...(note.trim() === '' ? {} : { note: note.trim() }) },
    });
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <SelectField
        name="close-reason"
        label={words.closeReason}
        placeholder={words.closeReason}
        options={sosCloseReasons.map((value: SosCloseReason) => ({
          value,
          label: words.closeReasons[value],
        }))}
        value={reason}
        error={isMissing ? words.closeReasonEmpty : undefined}
        onChange={setReason}
      />
      <TextField name="close-note" label={words.closeNote} value={note} charsMax={500} onChange={setNote} />
      <FormEnd isWorking={isWorking} submit={words.closeSubmit} onCancel={onCancel} />
    </form>
  );
}
