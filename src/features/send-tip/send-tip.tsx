import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import type { Portal, UnitSummary } from '#contract/portal.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { text } from '../../text/vi.ts';
import { tipText } from '../../text/vi-tip.ts';
import { Button } from '../../ui/button.tsx';
import { focusField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Loading, Screen } from '../../ui/screen.tsx';
import { DangerLine } from './danger-line.tsx';
import { DiscardDraft } from './discard-draft.tsx';
import { changeDraftAtom, draftAtom, noteOnDraftAtom, restorePhotosAtom } from './draft.atoms.ts';
import { KindStep } from './kind-step.tsx';
import { sendingAtom, stopSendingAtom } from './sending.atoms.ts';
import { issueFields, stepOfIssues } from './sending.rules.ts';
import { StoryStep } from './story-step.tsx';
import {
  type FieldIssues,
  firstOpenStep,
  stepIssues,
  stepOfField,
  type TipStep,
  tipSteps,
} from './tip-draft.rules.ts';
import { mayTakeOverWard } from './tip-draft.ts';

// The last steps come while the first are filled in, so that they are there when the line is not. Should this fail, they load themselves.
const loadPlace = () => import('./place-step.tsx');
const loadSender = () => import('./sender-step.tsx');
const loadCheck = () => import('./check-step.tsx');
const PlaceStep = lazy(() => loadPlace().then((module) => ({ default: module.PlaceStep })));
const SenderStep = lazy(() => loadSender().then((module) => ({ default: module.SenderStep })));
const CheckStep = lazy(() => loadCheck().then((module) => ({ default: module.CheckStep })));
void Promise.allSettled([loadPlace(), loadSender(), loadCheck()]);

type Props = {
  portal: Portal;
  /** The app's own ward, a first guess at where it happened. */
  ward: UnitSummary | undefined;
  step: TipStep;
  pathOf: (step: TipStep) => string;
  onDiscarded: () => void;
};

const wordsOfStep = {
  'loai-tin': tipText.kind,
  'noi-dung': tipText.story,
  'dia-diem': tipText.place,
  'nguoi-gui': tipText.sender,
  'kiem-tra': tipText.check,
} satisfies Record<TipStep, { heading: string }>;

/** One step of a tip: its fields, the way on, and the fixed sentence about danger. */
export function SendTip(props: Props) {
  const { step, portal } = props;
  useDraftBeginnings(props.ward);
  useServerRemarks(props);
  const { issues, goOn } = useStep(props);
  const number = tipSteps.indexOf(step) + 1;

  return (
    <Screen
      name={tipText.name}
      heading={wordsOfStep[step].heading}
      step={tipText.stepOf(number, tipSteps.length)}
      progress={{ done: number, of: tipSteps.length }}
      {...(step === 'dia-diem' && { lead: tipText.place.lead })}
    >
      <DangerLine />
      {issueFields(issues).length > 0 && (
        <Notice tone="danger" announce="now">
          <p>{tipText.fixBelow}</p>
        </Notice>
      )}
      {step === 'loai-tin' && <KindStep portal={portal} issues={issues} />}
      {step === 'noi-dung' && <StoryStep issues={issues} />}
      <Suspense fallback={<Loading text={text.app.loading} />}>
        {step === 'dia-diem' && <PlaceStep portal={portal} issues={issues} />}
        {step === 'nguoi-gui' && <SenderStep issues={issues} />}
        {step === 'kiem-tra' && <CheckStep portal={portal} issues={issues} pathOf={props.pathOf} />}
      </Suspense>
      <Actions>
        {step !== 'kiem-tra' && (
          <Button wide onPress={goOn}>
            {tipText.next}
          </Button>
        )}
        <DiscardDraft onDiscarded={props.onDiscarded} />
      </Actions>
    </Screen>
  );
}

/** Takes up the photos of an earlier visit, and the ward the app is set to. */
function useDraftBeginnings(ward: UnitSummary | undefined): void {
  const draft = useAtomValue(draftAtom);
  const { id, wardHint, needsLook } = draft;
  const note = useSetAtom(noteOnDraftAtom);
  const change = useSetAtom(changeDraftAtom);
  const restorePhotos = useSetAtom(restorePhotosAtom);
  const wardId = ward?.type === 'ward' ? ward.id : undefined;

  useEffect(() => restorePhotos(id), [restorePhotos, id]);
  const takesOver = wardId !== undefined && wardId !== wardHint && mayTakeOverWard(draft);
  useEffect(() => {
    if (takesOver) change({ wardHint: wardId, unitId: wardId });
  }, [takesOver, wardId, change]);
  useEffect(() => {
    if (needsLook) note(id, { needsLook: false });
  }, [needsLook, note, id]);
}

/** When the server finds a field wrong, the person is taken to its step. */
function useServerRemarks({ step, pathOf }: Props): void {
  const sending = useAtomValue(sendingAtom);
  const navigate = useNavigate();
  const { remarks } = useAtomValue(draftAtom);
  const stop = useSetAtom(stopSendingAtom);
  // Once it is seen and passed there is no remark any more.
  const isWanted = step === 'kiem-tra' && sending.kind === 'fix' && stepOfIssues(remarks) === sending.step;
  const wantedPath = isWanted ? pathOf(sending.step) : null;
  useEffect(() => {
    if (wantedPath === null) return;
    stop();
    navigate(wantedPath, { state: { isEdit: true } });
  }, [wantedPath, stop, navigate]);
}

/** What is wrong here, said from the first try to go on, and then until it is mended. */
function useStep({ step, portal, pathOf }: Props): { issues: FieldIssues; goOn: () => void } {
  const draft = useAtomValue(draftAtom);
  const { remarks } = draft;
  const note = useSetAtom(noteOnDraftAtom);
  const location = useLocation();
  const navigate = useNavigate();
  const [tries, setTries] = useState(0);
  const found = stepIssues(step, draft, portal, new Date());
  const remarksHere = remarksWhere(remarks, (its) => its === step);
  const issues = { ...remarksHere, ...(tries > 0 && found) };
  const [firstWrong] = issueFields(issues);
  const hasRemarks = Object.keys(remarksHere).length > 0;

  // Only a new try, or arriving with remarks, moves the focus; typing must not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (firstWrong && (tries > 0 || hasRemarks)) focusField(firstWrong);
  }, [tries]);

  const goOn = () => {
    setTries(tries + 1);
    if (Object.keys(found).length > 0) return;
    // Seen and left as it is: whether that will do is for the server to say.
    const others = remarksWhere(remarks, (its) => its !== step);
    note(draft.id, { remarks: others });
    const isEdit = Boolean((location.state as { isEdit?: boolean } | null)?.isEdit);
    const next = isEdit
      ? (stepOfIssues(others) ?? firstOpenStep(draft, portal, new Date()))
      : tipSteps[tipSteps.indexOf(step) + 1];
    if (next) navigate(pathOf(next), { state: { isEdit } });
  };
  return { issues, goOn };
}

const remarksWhere = (remarks: FieldIssues, isWanted: (step: TipStep) => boolean): FieldIssues =>
  Object.fromEntries(
    issueFields(remarks)
      .filter((field) => isWanted(stepOfField[field]))
      .map((field) => [field, remarks[field]]),
  );
