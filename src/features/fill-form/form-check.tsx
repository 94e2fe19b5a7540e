import { useMemo } from 'react';
import type { FormDefinition } from '#contract/procedures.ts';
import { bothNames, localName } from '../../text/content-words.ts';
import { formText } from '../../text/vi-forms.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Screen } from '../../ui/screen.tsx';
import { answerLines } from './answer-lines.rules.ts';
import { peopleIn } from './family.rules.ts';
import { RememberPeople } from './family-list.tsx';
import { filledSource } from './file-source.ts';
import styles from './fill-form.module.css';
import type { UsedFormDraft } from './form-draft.atoms.ts';
import type { DraftAnswers } from './form-draft.ts';
import { FormFile } from './form-file.tsx';
import {
  draftIssues,
  type FormIssues,
  firstOpenStep,
  issuesByPlace,
  issuesOfStep,
} from './form-issues.rules.ts';
import { type FormProcedure, ProcedureLinks } from './procedure-links.tsx';
import { WipeAnswers } from './wipe-answers.tsx';

const words = formText.check;

type Props = {
  form: FormDefinition;
  used: UsedFormDraft;
  today: string;
  /** Where the form is handed in: the one that the person is preparing, where that is known. */
  procedures: readonly FormProcedure[];
  pathOf: (step: number) => string;
  /** Where something is wrong. */
  onFix: (step: number) => void;
  onWiped: () => void;
};

/** Everything once more before the file is made, who signs it, and the file. */
export function FormCheck({ form, used, today, procedures, pathOf, onFix, onWiped }: Props) {
  const { draft, remark, wipe } = used;
  const { answers } = draft;
  const issues = { ...draftIssues(form, answers, today), ...draft.remarks };
  const open = firstOpenStep(form, issues);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answers are what the file is made of
  const source = useMemo(
    () => filledSource(form, answers, (found) => remark(issuesByPlace(found))),
    [form, draft.changedAt],
  );

  return (
    <Screen name={formText.name} heading={words.heading} lead={words.lead}>
      {form.steps.map((step, index) => (
        <StepLines
          key={step.title}
          {...{ form, step, answers }}
          issues={issuesOfStep(issues, step)}
          path={pathOf(index + 1)}
        />
      ))}
      {Object.keys(issues).length > 0 ? (
        <Notice tone="danger" announce="politely">
          <p>{words.problems(Object.keys(issues).length)}</p>
          {open !== null && (
            <Button look="secondary" wide onPress={() => onFix(open)}>
              {words.toFirst}
            </Button>
          )}
          {open === null && Object.values(issues).map((message) => <p key={message}>{message}</p>)}
        </Notice>
      ) : (
        <>
          <Card>
            <h2>{formText.file.heading}</h2>
            <FormFile source={source} />
          </Card>
          <Signing form={form} />
          <ProcedureLinks heading={words.handIn} procedures={procedures} />
          <RememberPeople people={peopleIn(form, answers)} />
        </>
      )}
      <WipeAnswers
        onWipe={() => {
          wipe();
          onWiped();
        }}
      />
    </Screen>
  );
}

function StepLines(props: {
  form: FormDefinition;
  step: FormDefinition['steps'][number];
  answers: DraftAnswers;
  issues: FormIssues;
  path: string;
}) {
  const { form, step, answers, issues, path } = props;
  const fields = step.fields.flatMap((key) => form.fields.find((field) => field.key === key) ?? []);
  return (
    <section className={styles.lines} aria-label={localName(step.title)}>
      <div className={styles.linesHead}>
        <h2>{localName(step.title)}</h2>
        <LinkButton
          look="plain"
          to={path}
          state={{ isEdit: true }}
          label={words.editOf(localName(step.title))}
        >
          {words.edit}
        </LinkButton>
      </div>
      <dl>
        {fields.map((field) => {
          const lines = answerLines(field, answers);
          const wrong = Object.entries(issues).find(([place]) => place.split('.')[0] === field.key)?.[1];
          return (
            <div key={field.key} className={styles.line}>
              <dt>{bothNames(field.label)}</dt>
              <dd className={lines.length === 0 ? styles.empty : undefined}>
                {lines.map((line) => (
                  <p key={line}>{line}</p>
                ))}
                {lines.length === 0 && !wrong && (field.isRequired ? words.missing : words.empty)}
                {wrong && <p className={styles.wrong}>{wrong}</p>}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function Signing({ form }: { form: FormDefinition }) {
  const signers = form.signatures.filter(({ by }) => by === 'citizen');
  if (signers.length === 0 && form.notes.length === 0) return null;
  return (
    <Card>
      {signers.length > 0 && (
        <>
          <h2>{words.sign}</h2>
          <p>{words.signBody}</p>
          <ul className={styles.bullets}>
            {signers.map(({ label, appliesWhen, note }) => (
              <li key={label}>
                <strong>{label}</strong>
                {appliesWhen && ` – ${words.signWhen(appliesWhen)}`}
                {note && `. ${note}.`}
              </li>
            ))}
          </ul>
        </>
      )}
      {form.notes.length > 0 && (
        <>
          <h3>{formText.about.notes}</h3>
          <ul className={styles.bullets}>
            {form.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
