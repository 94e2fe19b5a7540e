import { useState } from 'react';
import { type LocatedUnit, locateMyUnit } from '../../api/located-unit.ts';
import { distanceText } from '../../lib/distance-text.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { localName } from '../../text/content-words.ts';
import { text } from '../../text/vi.ts';
import { tipText } from '../../text/vi-tip.ts';
import { Button, CallLink } from '../../ui/button.tsx';
import { ChoiceGroup } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import { answerOnDraftAtom, changeDraftAtom, draftAtom } from './draft.atoms.ts';
import { type PointFinding, pointFinding } from './receiving-unit.rules.ts';
import type { FieldIssues } from './tip-draft.rules.ts';
import type { TipDraft } from './tip-draft.ts';

type Refusal = 'declined' | 'unavailable';

/** What a fresh answer changes in the draft. A ward known from a link does not answer which side of a border it was. */
function changeOf(found: LocatedUnit, { isNowhere }: TipDraft): Partial<TipDraft> {
  // Said while the phone was still looking.
  if (isNowhere) return {};
  if (found.kind === 'unreached') return { point: found.point, location: null };
  if (found.kind !== 'located') return {};
  const change = { point: found.point, location: found.location };
  return pointFinding(change).kind === 'side' ? { ...change, unitId: null } : change;
}

/** The phone's position, asked for only at a press, after it is said what for. */
export function PlaceByPhone({ issues }: { issues: FieldIssues }) {
  const platform = useAtomValue(platformAtom);
  const draft = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  const answer = useSetAtom(answerOnDraftAtom);
  const [isLocating, setIsLocating] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const locate = async () => {
    setIsLocating(true);
    setRefusal(null);
    const found = await locateMyUnit(platform);
    answer(draft.id, (now) => changeOf(found, now));
    if (found.kind === 'declined' || found.kind === 'unavailable') setRefusal(found.kind);
    setIsLocating(false);
  };
  const remove = () => change({ point: null, location: null });

  return (
    <Card>
      <p>{tipText.place.notice}</p>
      <p>{tipText.place.elsewhere}</p>
      {isLocating ? (
        <Loading text={tipText.place.locating} />
      ) : (
        <Button look={draft.point ? 'secondary' : 'primary'} icon="place" wide onPress={() => void locate()}>
          {draft.point ? tipText.place.locateAgain : tipText.place.locate}
        </Button>
      )}
      {refusal && (
        <Notice tone="warning" announce="politely">
          <p>{tipText.place[refusal]}</p>
        </Notice>
      )}
      {!isLocating && draft.point && (
        <>
          <FoundPoint finding={pointFinding(draft)} accuracyM={draft.point.accuracyM} issues={issues} />
          <Button look="plain" icon="close" onPress={remove}>
            {tipText.place.remove}
          </Button>
        </>
      )}
    </Card>
  );
}

function FoundPoint(props: { finding: PointFinding; accuracyM: number | null; issues: FieldIssues }) {
  const { finding, accuracyM } = props;
  const accuracy = accuracyM === null ? '' : ` ${tipText.place.accuracy(distanceText(accuracyM))}`;
  switch (finding.kind) {
    case 'none':
      return null;
    case 'inside':
      return (
        <Notice tone="success" announce="politely">
          <p>
            {finding.isAtEdge
              ? tipText.place.atEdge(localName(finding.unit.name))
              : tipText.place.inside(localName(finding.unit.name))}
            {accuracy}
          </p>
        </Notice>
      );
    case 'side':
      return <BorderQuestion candidates={finding.candidates} error={props.issues.ward} />;
    case 'outside':
      return (
        <Notice tone="warning" announce="politely">
          <p>{tipText.place.outside(finding.name)}</p>
          <p>{tipText.place.outsideTaken(localName(finding.takenBy.name))}</p>
          <CallLink phone="113">{text.app.call('113')}</CallLink>
        </Notice>
      );
    case 'vague':
      return (
        <Notice tone="warning" announce="politely">
          <p>{tipText.place.imprecise(distanceText(finding.accuracyM))}</p>
        </Notice>
      );
    case 'unreached':
      return (
        <Notice tone="warning" announce="politely">
          <p>{tipText.place.unreached}</p>
        </Notice>
      );
  }
}

/** Near a border nobody but the person knows the side. */
function BorderQuestion(props: {
  candidates: Extract<PointFinding, { kind: 'side' }>['candidates'];
  error: string | undefined;
}) {
  const { unitId } = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  return (
    <ChoiceGroup
      name="ward"
      legend={tipText.place.nearBorder}
      choices={props.candidates.map(({ unit, distanceM }) => ({
        value: unit.id,
        title: localName(unit.name),
        hint:
          distanceM === 0
            ? tipText.place.nearBorderHere
            : tipText.place.nearBorderChoice(distanceText(distanceM)),
      }))}
      chosen={props.candidates.some(({ unit }) => unit.id === unitId) ? unitId : null}
      onChoose={(chosenId) => change({ unitId: chosenId })}
      error={props.error}
    />
  );
}
