import { type FormEvent, useState } from 'react';
import { limits } from '#contract/limits.ts';
import type { StaffMe } from '#contract/staff.ts';
import type { MadeWebhook } from '#contract/webhooks.ts';
import type { DeskApi } from '../../api/desk.ts';
import { createWebhook } from '../../api/desk-webhooks.ts';
import { portalAtom } from '../../api/portal.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { unitsBelow } from '../../lib/units-below.ts';
import { deskWebhookText } from '../../text/vi-desk-webhooks.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { CheckField, focusField, SelectField, TextField } from '../../ui/field.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import styles from './desk-webhooks.module.css';

const words = deskWebhookText.form;

type Field = 'label' | 'url' | 'unitId';
const fields: readonly Field[] = ['label', 'url', 'unitId'];
type Wrong = Partial<Record<Field, string>>;

/** What a refusal says of which field. */
function wrongOf(problem: ApiProblem): Wrong {
  if (problem.kind !== 'refused') return {};
  return Object.fromEntries(
    problem.issues.flatMap(({ path, message }) => {
      const field = fields.find((each) => each === path[0]);
      return field ? [[field, message]] : [];
    }),
  );
}

/** Asks for a system's name and address; what was typed stays when it is refused. */
export function NewSystem(props: {
  desk: DeskApi;
  me: StaffMe;
  onMade: (made: MadeWebhook) => void;
  onCancel: () => void;
}) {
  const { me } = props;
  const units = [me.unit, ...unitsBelow(useAtomValue(portalAtom)?.units ?? [], me.unit)];
  const [label, setLabel] = useState('');
  const [url, setUrl] = useState('');
  const [unitId, setUnitId] = useState(me.unit.id);
  const [isRestricted, setIsRestricted] = useState(false);
  const [wrong, setWrong] = useState<Wrong>({});
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isSending, setIsSending] = useState(false);

  const show = (next: Wrong) => {
    setWrong(next);
    const first = fields.find((field) => next[field] !== undefined);
    if (first) focusField(`webhook-${first}`);
    return first !== undefined;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    setProblem(null);
    const missing: Wrong = {
      ...(label.trim() === '' ? { label: words.labelEmpty } : {}),
      ...(url.trim() === '' ? { url: words.urlEmpty } : {}),
      ...(unitId === '' ? { unitId: words.unitMissing } : {}),
    };
    if (show(missing)) return;
    setIsSending(true);
    const result = await createWebhook(props.desk, {
      unitId,
      label: label.trim(),
      url: url.trim(),
      restricted: isRestricted,
    });
    setIsSending(false);
    if (result.ok) return props.onMade(result.value);
    if (!show(wrongOf(result.problem))) setProblem(result.problem);
  };

  return (
    <Card>
      <h2>{words.heading}</h2>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <TextField
          name="webhook-label"
          label={words.label}
          hint={words.labelHint}
          value={label}
          error={wrong.label}
          charsMax={limits.webhookLabelCharsMax}
          onChange={setLabel}
        />
        <TextField
          name="webhook-url"
          label={words.url}
          hint={words.urlHint}
          value={url}
          error={wrong.url}
          charsMax={limits.webhookUrlCharsMax}
          spellCheck={false}
          autoCapitalize="none"
          onChange={setUrl}
        />
        {units.length > 1 && (
          <SelectField
            name="webhook-unitId"
            label={words.unit}
            hint={words.unitHint}
            value={unitId}
            error={wrong.unitId}
            placeholder={words.unitEmpty}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setUnitId}
          />
        )}
        <CheckField
          name="webhook-restricted"
          title={words.restricted}
          hint={words.restrictedHint}
          isChecked={isRestricted}
          onChange={setIsRestricted}
        />
        {problem && <FailedNotice {...problemText(problem)} />}
        {isSending ? <Loading text={words.sending} /> : <SubmitButton>{words.send}</SubmitButton>}
        <Button look="plain" wide onPress={props.onCancel}>
          {words.cancel}
        </Button>
      </form>
    </Card>
  );
}
