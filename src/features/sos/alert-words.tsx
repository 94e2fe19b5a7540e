import { useEffect, useRef, useState } from 'react';
import { limits } from '#contract/limits.ts';
import type { SosUpdate } from '#contract/sos.ts';
import { sosText } from '../../text/vi-sos.ts';
import { SubmitButton } from '../../ui/button.tsx';
import { focusField, TextArea, TextField } from '../../ui/field.tsx';
import { Card } from '../../ui/screen.tsx';
import { useKeptWords } from './kept-words.ts';
import type { SosState } from './sos-state.ts';
import { useSos } from './use-sos.ts';

const words = sosText.words;

type Issues = { text?: string; phone?: string };

/** Words and a number to call back, once the alert has left: nothing that is typed may hold it up. */
export function AlertWords({ state }: { state: SosState }) {
  const { run } = useSos();
  const [text, setText] = useKeptWords('sos-text');
  const [phone, setPhone] = useKeptWords('sos-phone');
  const [issues, setIssues] = useState<Issues>({});
  const isOnItsWay = useRef(false);
  const hasArrived = state.kind === 'open' && state.remark?.kind === 'added';
  useEffect(() => {
    // A picture button may have been what arrived: then what is being typed stays.
    if (!hasArrived || !isOnItsWay.current) return;
    isOnItsWay.current = false;
    setText('');
    setPhone('');
  });
  if (state.kind !== 'leaving' && !(state.kind === 'open' && state.view.can.update)) return null;

  const send = () => {
    const found = issuesOf(text, phone);
    setIssues(found);
    if (found.text) return focusField('sos-text');
    if (found.phone) return focusField('sos-phone');
    const update: SosUpdate = {};
    if (text.trim() !== '') update.text = text.trim();
    if (phone.trim() !== '') update.phone = phone.trim();
    isOnItsWay.current = true;
    run.add(update);
  };

  return (
    <Card>
      <h2>{words.heading}</h2>
      <p>{words.lead}</p>
      <form
        style={{ display: 'grid', gap: 'var(--space-4)' }}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextArea
          name="sos-text"
          label={words.text}
          value={text}
          onChange={setText}
          counter={words.counter(text.length, limits.sosTextCharsMax)}
          error={issues.text}
          isShort
        />
        <TextField
          name="sos-phone"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          label={words.phone}
          hint={words.phoneHint}
          value={phone}
          onChange={setPhone}
          error={issues.phone}
        />
        <SubmitButton look="secondary" icon="message">
          {words.send}
        </SubmitButton>
      </form>
      <p role="status">{remarkWords(state)}</p>
    </Card>
  );
}

function issuesOf(text: string, phone: string): Issues {
  const excess = text.trim().length - limits.sosTextCharsMax;
  const digits = phone.replace(/[\s.()-]/g, '');
  if (text.trim() === '' && digits === '') return { text: words.errorNothing };
  return {
    ...(excess > 0 ? { text: words.errorLong(excess) } : {}),
    ...(digits !== '' && !/^\+?\d{3,15}$/.test(digits) ? { phone: words.errorPhone } : {}),
  };
}

function remarkWords(state: SosState): string | null {
  if (state.kind === 'leaving') return state.alert.update ? words.waiting : null;
  if (state.kind !== 'open' || !state.remark) return null;
  switch (state.remark.kind) {
    case 'adding':
      return words.sending;
    case 'added':
      return words.sent;
    case 'adding-waits':
      return words.waiting;
    case 'adding-refused':
      return words.refused(state.remark.reason);
    case 'cancel-failed':
      return null;
  }
}
