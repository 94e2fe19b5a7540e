import type { ReactNode } from 'react';
import type { FormDefinition } from '#contract/procedures.ts';
import { instantText } from '../../lib/date-text.ts';
import { formText } from '../../text/vi-forms.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Card, Screen } from '../../ui/screen.tsx';
import { FamilyList } from './family-list.tsx';
import { blankSource } from './file-source.ts';
import { FormDoubts, FormFacts, formLead, OfficialForm } from './form-about.tsx';
import type { UsedFormDraft } from './form-draft.atoms.ts';
import { isBegun } from './form-draft.ts';
import { FormFile } from './form-file.tsx';
import { draftIssues, firstOpenStep } from './form-issues.rules.ts';
import { formName } from './form-name.ts';
import { type FormProcedure, ProcedureLinks } from './procedure-links.tsx';
import { WipeAnswers } from './wipe-answers.tsx';

const words = formText.choose;

type Props = {
  form: FormDefinition;
  used: UsedFormDraft;
  today: string;
  /** Those that the form is for. */
  procedures: readonly FormProcedure[];
  /** Whom to ask where the app has no more to give. */
  help: ReactNode;
  /** Null: everything is answered, to the last look. */
  onFill: (step: number | null) => void;
};

/** The form as one finds it: what it is, filling it in here, or taking it blank. */
export function FormStart({ form, used, today, procedures, help, onFill }: Props) {
  return (
    <Screen name={formText.name} heading={formName(form)} lead={formLead(form)}>
      <FormDoubts form={form} />
      {form.isFillable && (
        <>
          <Fill {...{ form, used, today, onFill }} />
          <Card>
            <h2>{words.blank}</h2>
            <p>{words.blankBody}</p>
            <FormFile source={blankSource(form)} />
          </Card>
        </>
      )}
      <OfficialForm form={form} />
      {!form.isFillable && help}
      <FormFacts form={form} today={today} />
      <ProcedureLinks heading={formText.usedFor} procedures={procedures} />
      <FamilyList />
    </Screen>
  );
}

function Fill({ form, used, today, onFill }: Omit<Props, 'procedures' | 'help'>) {
  const { draft, wipe } = used;
  const open = firstOpenStep(form, draftIssues(form, draft.answers, today));
  const keptAt = isBegun(form, draft) ? instantText(draft.changedAt) : null;
  return (
    <Card>
      <h2>{words.fill}</h2>
      {keptAt === null ? (
        <p>{words.fillBody(form.steps.length)}</p>
      ) : (
        <p>{open === null ? words.finished(keptAt) : words.begun(keptAt)}</p>
      )}
      <Actions>
        <Button icon="edit" wide onPress={() => onFill(open)}>
          {keptAt === null ? words.begin : open === null ? words.look : words.goOn}
        </Button>
        {keptAt !== null && <WipeAnswers onWipe={wipe} />}
      </Actions>
    </Card>
  );
}
