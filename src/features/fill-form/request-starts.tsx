import type { FormDefinition } from '#contract/procedures.ts';
import { formText } from '../../text/vi-forms.ts';
import { Button } from '../../ui/button.tsx';
import { focusField } from '../../ui/field.tsx';
import styles from './fill-form.module.css';
import type { UsedFormDraft } from './form-draft.atoms.ts';
import { textAt } from './form-draft.ts';

/** Where forms ask in one's own words what is wanted. */
const requestKeys = ['request', 'detail'];

/** The name of what is being prepared, to begin the request with; gone once something stands there. */
export function RequestStarts({
  step,
  used: { draft, change },
  requests,
}: {
  step: FormDefinition['steps'][number];
  used: UsedFormDraft;
  requests: readonly string[];
}) {
  const key = requestKeys.find((each) => step.fields.includes(each));
  if (key === undefined || requests.length === 0 || textAt(draft.answers, key) !== '') return null;
  return (
    <div className={styles.known}>
      <p className={styles.help}>{formText.step.beginWith}</p>
      <div className={styles.knownNames}>
        {requests.map((request) => (
          <Button
            key={request}
            look="secondary"
            onPress={() => {
              change({ [key]: `${request} ` });
              focusField(key);
            }}
          >
            {request}
          </Button>
        ))}
      </div>
    </div>
  );
}
