import { type FormEvent, useState } from 'react';
import type { TipView } from '#contract/tips.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import {
  bothCodesIn,
  isCaseCode,
  normaliseCaseCode,
  normaliseReceipt,
  receiptLetters,
} from '../../api/tip-credentials.ts';
import { trackText } from '../../text/vi-track.ts';
import { SubmitButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { focusField, TextField } from '../../ui/field.tsx';
import { Actions, Loading } from '../../ui/screen.tsx';
import styles from './track-tip.module.css';

export type TipCredentials = { code: string; receipt: string };

/** Whatever is wrong with a pair, one sentence: it must not tell which tips exist. */
function failureOf(problem: ApiProblem): { message: string; requestId: string | null } {
  const isWrongPair = problem.kind === 'refused' && problem.status >= 400 && problem.status < 500;
  return isWrongPair ? { message: trackText.wrong, requestId: null } : problemText(problem);
}

type Issues = { code?: string; receipt?: string };

/** What the phone can say without asking: it tells of no tip whether it exists. */
function issuesOf({ code, receipt }: TipCredentials): Issues {
  return {
    ...(code === ''
      ? { code: trackText.errorCode }
      : !isCaseCode(code) && { code: trackText.errorCodeShape }),
    ...(receipt === ''
      ? { receipt: trackText.errorReceipt }
      : receipt.length !== receiptLetters && {
          receipt: trackText.errorReceiptLength(receipt.length, receiptLetters),
        }),
  };
}

/** Asks for the two codes, forgiving how they are typed. What is typed stays on this screen alone. */
export function FindTipForm({
  find,
}: {
  find: (credentials: TipCredentials) => Promise<ApiResult<TipView>>;
}) {
  const [code, setCode] = useState('');
  const [receipt, setReceipt] = useState('');
  const [issues, setIssues] = useState<Issues>({});
  const [isFinding, setIsFinding] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const typeInto = (set: (typed: string) => void) => (typed: string) => {
    const both = bothCodesIn(typed);
    if (!both) return set(typed);
    setCode(both.code);
    setReceipt(both.receipt);
    setIssues({});
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isFinding) return;
    const credentials = { code: normaliseCaseCode(code), receipt: normaliseReceipt(receipt) };
    const found = issuesOf(credentials);
    setIssues(found);
    setProblem(null);
    const [firstWrong] = Object.keys(found);
    if (firstWrong) {
      focusField(firstWrong);
      return;
    }
    setIsFinding(true);
    const result = await find(credentials);
    setIsFinding(false);
    if (!result.ok) setProblem(result.problem);
  };

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        name="code"
        label={trackText.code}
        hint={trackText.codeHint}
        value={code}
        onChange={typeInto(setCode)}
        error={issues.code}
        spellCheck={false}
        autoCapitalize="characters"
      />
      <TextField
        name="receipt"
        label={trackText.receipt}
        hint={trackText.receiptHint}
        value={receipt}
        onChange={typeInto(setReceipt)}
        error={issues.receipt}
        spellCheck={false}
        autoCapitalize="characters"
      />
      {problem && <FailedNotice {...failureOf(problem)} />}
      <Actions>
        {isFinding ? <Loading text={trackText.opening} /> : <SubmitButton>{trackText.open}</SubmitButton>}
      </Actions>
    </form>
  );
}
