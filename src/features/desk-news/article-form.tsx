import { useRef, useState } from 'react';
import { newsLimits } from '#contract/news-limits.ts';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { readDeskDraft, writeDeskDraft } from '../../api/desk-session.ts';
import { portalAtom } from '../../api/portal.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { unitsBelow } from '../../lib/units-below.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { CheckField, focusField, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import {
  type ArticleErrors,
  type ArticleFormFields,
  attachmentsOf,
  checkForm,
  emptyForm,
  errorsOf,
  pictureText,
} from './article-form.rules.ts';
import { AttachmentAdder } from './attachment-adder.tsx';
import styles from './desk-news.module.css';
import { PictureAdder } from './picture-adder.tsx';

const words = deskNewsText.editor;

type Props = {
  desk: DeskApi;
  me: StaffMe;
  /** Under which the words are kept until they are saved: the article's id, or `new`. */
  draftCode: string;
  start: ArticleFormFields;
  mayChooseUnit: boolean;
  isCorrection: boolean;
  /** Null once it is saved. */
  save: (form: ArticleFormFields) => Promise<ApiProblem | null>;
  onCancel: () => void;
};

/** The editor. What is typed survives a reload and every refusal. */
export function ArticleForm(props: Props) {
  const { form, change, errors, problem, isSaving, submit, forget } = useArticleForm(props);
  const portal = useAtomValue(portalAtom);
  const field = (name: keyof ArticleFormFields) => ({
    name,
    value: form[name],
    error: errors[name],
    onChange: (value: string) => change({ [name]: value }),
  });
  const counter = (name: 'title' | 'summary' | 'body', max: number) =>
    words.counter(form[name].trim().length, max);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {props.mayChooseUnit && (
        <SelectField
          {...field('unitId')}
          label={words.unit}
          hint={words.unitHint}
          placeholder={words.choose}
          options={[props.me.unit, ...unitsBelow(portal?.units ?? [], props.me.unit)].map(({ id, name }) => ({
            value: id,
            label: name,
          }))}
        />
      )}
      <SelectField
        {...field('category')}
        label={words.category}
        placeholder={words.choose}
        options={(portal?.newsCategories ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        {...field('title')}
        label={words.title}
        autoCapitalize="sentences"
        counter={counter('title', newsLimits.titleCharsMax)}
      />
      <TextArea
        {...field('summary')}
        label={words.summary}
        hint={words.summaryHint}
        isShort
        counter={counter('summary', newsLimits.summaryCharsMax)}
      />
      <div className={styles.body}>
        <TextArea
          {...field('body')}
          label={words.body}
          hint={words.bodyHint}
          counter={counter('body', newsLimits.bodyCharsMax)}
        />
      </div>
      <PictureAdder
        onInsert={(photoId, alt, caption) =>
          change({ body: `${form.body.trimEnd()}\n\n${pictureText(photoId, alt, caption)}\n` })
        }
      />
      <AttachmentAdder
        desk={props.desk}
        files={attachmentsOf(form)}
        error={errors.attachments}
        onChange={(files) => change({ attachments: JSON.stringify(files) })}
      />
      <UrgentFields form={form} errors={errors} change={change} />
      {props.isCorrection && (
        <TextArea {...field('correction')} label={words.correction} hint={words.correctionHint} isShort />
      )}
      <p role="alert" className={styles.error}>
        {Object.keys(errors).length > 0 && words.fix}
      </p>
      {problem && <FailedNotice {...problemText(problem)} />}
      <SubmitButton icon="check" inactive={isSaving}>
        {isSaving ? words.saving : words.save}
      </SubmitButton>
      <Cancel
        onCancel={() => {
          forget();
          props.onCancel();
        }}
      />
    </form>
  );
}

type Change = (change: Partial<ArticleFormFields>) => void;

function UrgentFields(props: { form: ArticleFormFields; errors: ArticleErrors; change: Change }) {
  const { form, errors, change } = props;
  return (
    <>
      <CheckField
        name="isUrgent"
        title={words.urgent}
        hint={words.urgentHint}
        isChecked={form.isUrgent === 'yes'}
        onChange={(isChecked) => change({ isUrgent: isChecked ? 'yes' : '' })}
      />
      {form.isUrgent && (
        <TextField
          name="urgentUntil"
          type="datetime-local"
          label={words.urgentUntil}
          value={form.urgentUntil}
          error={errors.urgentUntil}
          onChange={(urgentUntil) => change({ urgentUntil })}
        />
      )}
    </>
  );
}

function Cancel({ onCancel }: { onCancel: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="plain" wide onPress={() => setIsAsking(true)}>
        {words.cancel}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        heading={words.cancelQuestion}
        body={words.cancelBody}
        yes={words.cancelYes}
        no={words.cancelNo}
        isDangerous
        onYes={onCancel}
        onNo={() => setIsAsking(false)}
      />
    </>
  );
}

function useArticleForm({ me, draftCode, start, isCorrection, save }: Props) {
  const of = { staffId: me.id, code: draftCode, move: 'news' };
  const [form, setForm] = useState<ArticleFormFields>(() => ({ ...start, ...draftOf(readDeskDraft(of)) }));
  // A file that was on its way is added to what has been typed by then, not to what stood there when it was chosen.
  const latest = useRef(form);
  const [errors, setErrors] = useState<ArticleErrors>({});
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const forget = () => writeDeskDraft(of, {});
  const change: Change = (part) => {
    latest.current = { ...latest.current, ...part };
    setForm(latest.current);
    writeDeskDraft(of, latest.current);
  };
  const fail = (found: ArticleErrors) => {
    setErrors(found);
    const first = Object.keys(emptyForm).find((name) => name in found);
    if (first) setTimeout(() => focusField(first));
  };
  const submit = async () => {
    if (isSaving) return;
    const found = checkForm(form, isCorrection);
    setProblem(null);
    fail(found);
    if (Object.keys(found).length > 0) return;
    setIsSaving(true);
    const refused = await save(form);
    setIsSaving(false);
    if (refused === null) return forget();
    setProblem(refused);
    fail(errorsOf(refused));
  };
  return { form, change, errors, problem, isSaving, submit, forget };
}

/** What was kept, by the names that the form still has. */
const draftOf = (kept: Record<string, string>): Partial<ArticleFormFields> =>
  Object.fromEntries(Object.entries(kept).filter(([name]) => name in emptyForm));
