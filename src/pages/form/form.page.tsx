import { lazy, Suspense, useEffect } from 'react';
import { Navigate, useLocation, useNavigate, useParams } from 'react-router-dom';
import type { FormDefinition } from '#contract/procedures.ts';
import { problemText } from '../../api/problem-text.ts';
import { useProcedureBook } from '../../api/procedure-book.ts';
import { type UsedFormDraft, useFormDraft } from '../../features/fill-form/form-draft.atoms.ts';
import { addresseeNumber, textAt } from '../../features/fill-form/form-draft.ts';
import { FormStart } from '../../features/fill-form/form-start.tsx';
import type { FormProcedure } from '../../features/fill-form/procedure-links.tsx';
import { preparationsAtom } from '../../features/procedure/preparations.atoms.ts';
import { chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { localOfInstant } from '../../lib/date-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { vietnameseName } from '../../text/content-words.ts';
import { checkFormStep, pathOfForm, paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { formText } from '../../text/vi-forms.ts';
import { LinkButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';
import { WardHelp } from '../procedures/ward-help.tsx';

// The steps come while one reads what the form is, so that they are there when the line is not. Should this fail, they load themselves.
const loadStep = () => import('../../features/fill-form/form-step.tsx');
const loadCheck = () => import('../../features/fill-form/form-check.tsx');
const FormStep = lazy(() => loadStep().then((module) => ({ default: module.FormStep })));
const FormCheck = lazy(() => loadCheck().then((module) => ({ default: module.FormCheck })));
void Promise.allSettled([loadStep(), loadCheck()]);

/** A form: what it is, blank to take away, and filled in step by step. The answers are nowhere in the address. */
export default function FormPage() {
  const { slug = '' } = useParams();
  const { state, retry } = useProcedureBook();
  if (state.kind !== 'ready') {
    return (
      <Screen name={formText.name} heading={formText.name}>
        {state.kind === 'loading' ? (
          <Loading text={formText.loading} />
        ) : (
          <FailedNotice lead={formText.failed} {...problemText(state.problem)} onRetry={retry} />
        )}
      </Screen>
    );
  }
  const form = state.book.forms.find((each) => each.slug === slug);
  if (!form) return <NoSuchForm />;
  const procedures = state.book.procedures.filter(
    ({ id, status }) => form.usedBy.includes(id) && status === 'active',
  );
  return <KnownForm key={slug} form={form} procedures={procedures} />;
}

function NoSuchForm() {
  return (
    <Screen name={formText.name} heading={formText.name}>
      <Notice tone="warning">
        <p>{formText.notFound}</p>
      </Notice>
      <LinkButton to={paths.procedures} icon="search" wide>
        {formText.toProcedures}
      </LinkButton>
      <WardHelp />
    </Screen>
  );
}

function KnownForm({ form, procedures }: { form: FormDefinition; procedures: readonly FormProcedure[] }) {
  const { step: named } = useParams();
  const navigate = useNavigate();
  const used = useFormDraft(form);
  const isEdit = Boolean((useLocation().state as { isEdit?: boolean } | null)?.isEdit);
  const preparing = useAtomValue(preparationsAtom).map(({ procedureId }) => procedureId);
  const begun = procedures.filter(({ id }) => preparing.includes(id));
  useWardAsAddressee(form, used, named !== undefined);
  const today = localOfInstant(new Date()).slice(0, 'yyyy-mm-dd'.length);
  const pathOf = (step: number | null) => pathOfForm(form.slug, step === null ? checkFormStep : String(step));

  if (named === undefined) {
    return (
      <FormStart
        {...{ form, used, today, procedures }}
        help={<WardHelp />}
        onFill={(step) => navigate(pathOf(step))}
      />
    );
  }
  if (named === checkFormStep && form.isFillable) {
    return (
      <Suspense fallback={<Loading text={text.app.loading} />}>
        <FormCheck
          {...{ form, used, today, pathOf }}
          procedures={begun.length > 0 ? begun : procedures}
          onFix={(step) => navigate(pathOf(step), { state: { isEdit: true } })}
          onWiped={() => navigate(pathOfForm(form.slug), { replace: true })}
        />
      </Suspense>
    );
  }
  const number = Number(named);
  if (!form.steps[number - 1]) return <Navigate to={pathOfForm(form.slug)} replace />;
  return (
    <Suspense fallback={<Loading text={text.app.loading} />}>
      <FormStep
        key={number}
        {...{ form, used, number, today, isEdit }}
        requests={begun.map(({ shortName }) => shortName)}
        onNext={() => {
          if (isEdit) navigate(-1);
          else navigate(pathOf(number === form.steps.length ? null : number + 1));
        }}
        onBack={number === 1 || isEdit ? null : () => navigate(pathOf(number - 1), { replace: true })}
      />
    </Suspense>
  );
}

/** Who has chosen a ward hands the form in there, as a rule; the person can write another. */
function useWardAsAddressee(
  form: FormDefinition,
  { draft, change }: UsedFormDraft,
  isFilling: boolean,
): void {
  const ward = useAtomValue(chosenUnitAtom);
  const key = form.fields.find(({ no }) => no === addresseeNumber)?.key;
  const isUntouched = key !== undefined && !(key in draft.answers);
  const name = ward?.type === 'ward' ? vietnameseName(ward.name) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` is new at every look and does the same
  useEffect(() => {
    if (isFilling && isUntouched && name !== undefined && textAt(draft.answers, key) === '')
      change({ [key]: name });
  }, [isFilling, isUntouched, name, key]);
}
