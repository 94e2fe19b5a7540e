import { useEffect, useRef, useState } from 'react';
import { isPrintedForm } from '#contract/form-file-name.ts';
import type { FormDefinition } from '#contract/procedures.ts';
import { localName } from '../../text/content-words.ts';
import { formText } from '../../text/vi-forms.ts';
import { Button } from '../../ui/button.tsx';
import { focusField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Card, Screen } from '../../ui/screen.tsx';
import { useFamily } from './family.atoms.ts';
import { fillPlaces, peopleIn, placesOf, selfAnswers } from './family.rules.ts';
import type { Person } from './family.ts';
import styles from './fill-form.module.css';
import type { UsedFormDraft } from './form-draft.atoms.ts';
import { type FormRow, rowsAt, textAt } from './form-draft.ts';
import { FormField } from './form-field.tsx';
import { draftIssues, type FormIssues, firstPlace, issuesOfLeft, issuesOfStep } from './form-issues.rules.ts';
import { KnownPeople, type KnownPerson } from './known-people.tsx';
import { RequestStarts } from './request-starts.tsx';
import { RowList } from './row-list.tsx';

const words = formText.step;
type Step = FormDefinition['steps'][number];

type Props = {
  form: FormDefinition;
  used: UsedFormDraft;
  /** From 1. */
  number: number;
  /** An ISO day in Việt Nam. */
  today: string;
  /** Came from the last look; the way on leads back there. */
  isEdit: boolean;
  /** What the person is preparing, to begin the request with. */
  requests: readonly string[];
  onNext: () => void;
  onBack: (() => void) | null;
};

/** One step: a few fields that belong together, and the way on. Everything typed is kept at once. */
export function FormStep({ form, used, number, today, isEdit, requests, onNext, onBack }: Props) {
  const step = form.steps[number - 1];
  if (!step) throw new Error(`The form ${form.slug} has no step ${number}.`);
  const { issues, hasTried, leave, goOn } = useStep({ form, used, step, today, onNext });
  const { draft, change } = used;
  const people = usePeople(form, used, step);
  const places = placesOf(form).filter(({ fullName }) => step.fields.includes(fullName));

  return (
    <Screen
      name={formText.name}
      heading={localName(step.title)}
      step={
        isPrintedForm(form)
          ? words.ofForm(form.code, number, form.steps.length)
          : words.of(number, form.steps.length)
      }
      progress={{ done: number, of: form.steps.length }}
      {...(step.lead !== null && { lead: localName(step.lead) })}
    >
      {hasTried && Object.keys(issues).length > 0 && (
        <Notice tone="danger" announce="politely">
          <p>{words.fixBelow}</p>
        </Notice>
      )}
      {places.map((place) => (
        <KnownPeople
          key={place.fullName}
          people={people}
          onPick={(person, isApplicant) =>
            change({
              ...fillPlaces(place, person, { answers: draft.answers, step }),
              ...(isApplicant && selfAnswers[place.fullName]),
            })
          }
        />
      ))}
      <RequestStarts {...{ step, used, requests }} />
      <StepFields {...{ form, step, used, issues, leave, people }} />
      <Actions>
        <Button wide onPress={goOn}>
          {isEdit || number === form.steps.length ? words.toCheck : words.next}
        </Button>
        {onBack && (
          <Button look="plain" onPress={onBack}>
            {words.back}
          </Button>
        )}
      </Actions>
      <p className={styles.kept}>{words.kept}</p>
    </Screen>
  );
}

function StepFields(props: {
  form: FormDefinition;
  step: Step;
  used: UsedFormDraft;
  issues: FormIssues;
  leave: (place: string) => void;
  people: readonly KnownPerson[];
}) {
  const { form, step, used, issues, leave, people } = props;
  const { answers } = used.draft;
  const fields = step.fields.flatMap((key) => form.fields.find((field) => field.key === key) ?? []);
  const tables = fields.filter(({ kind }) => kind === 'table');
  const others = fields.filter(({ kind }) => kind !== 'table');
  return (
    <>
      {others.length > 0 && (
        <Card>
          {others.map((field) => (
            <FormField
              key={field.key}
              {...{ field, answers, issues }}
              onChange={used.change}
              onLeave={leave}
            />
          ))}
        </Card>
      )}
      {tables.map(
        ({ table, ...field }) =>
          table && (
            <RowList
              key={field.key}
              field={{ ...field, table }}
              rows={rowsAt(answers, field.key)}
              issues={issues}
              people={peopleForRows(people, rowsAt(answers, field.key))}
              onChange={(rows) => used.change({ [field.key]: rows })}
              onLeave={leave}
            />
          ),
      )}
    </>
  );
}

/** In rows stand others than who fills the form in, and each once. */
const peopleForRows = (people: readonly KnownPerson[], rows: readonly FormRow[]): KnownPerson[] =>
  people.filter(
    ({ person, isApplicant }) => !isApplicant && !rows.some(({ fullName }) => fullName === person.fullName),
  );

/** What is wrong here: of fields that were left as soon as they are, of all at a try to go on, and what the server said. */
function useStep({
  form,
  used: { draft },
  step,
  today,
  onNext,
}: Pick<Props, 'form' | 'used' | 'today' | 'onNext'> & { step: Step }) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tries, setTries] = useState(0);
  const hasTried = tries > 0;
  const found = issuesOfStep(draftIssues(form, draft.answers, today), step);
  const remarks = issuesOfStep(draft.remarks, step);
  const issues = {
    ...remarks,
    ...(hasTried ? found : issuesOfLeft(found, draft.answers, (place) => left.has(place))),
  };
  const first = firstPlace({ ...remarks, ...found }, step);
  const hasRemarks = useRef(Object.keys(remarks).length > 0);

  // Only a new try, or arriving with remarks, moves the focus; typing must not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (first && (hasTried || hasRemarks.current)) focusField(first);
  }, [tries]);

  return {
    issues,
    hasTried,
    leave: (place: string) => setLeft((former) => new Set(former).add(place)),
    goOn: () => {
      setTries(tries + 1);
      if (Object.keys(found).length === 0) onNext();
    },
  };
}

/** Who can be put in here: those the phone remembers, and who fills the form in where somebody else is asked for. */
function usePeople(form: FormDefinition, { draft }: UsedFormDraft, step: Step): KnownPerson[] {
  const { family } = useFamily();
  const [applicant] = placesOf(form);
  const isAboutApplicant = applicant !== undefined && step.fields.includes(applicant.fullName);
  const [me] = peopleIn(form, draft.answers);
  const isNamed = me !== undefined && textAt(draft.answers, applicant?.fullName ?? '').trim() === me.fullName;
  const known = (person: Person): KnownPerson => ({ person, isApplicant: false });
  if (isAboutApplicant || !isNamed) return family.map(known);
  const others = family.filter(({ fullName }) => fullName !== me.fullName);
  return [{ person: me, isApplicant: true }, ...others.map(known)];
}
