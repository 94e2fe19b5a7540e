import { limits } from '#contract/limits.ts';
import { localOfInstant } from '../../lib/date-text.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { tipText } from '../../text/vi-tip.ts';
import { ChoiceGroup, TextArea, TextField } from '../../ui/field.tsx';
import { changeDraftAtom, draftAtom } from './draft.atoms.ts';
import { countChars, type FieldIssues } from './tip-draft.rules.ts';
import type { DraftTime } from './tip-draft.ts';
import { TipPhotos } from './tip-photos.tsx';
import { UrgentNotice } from './urgent-notice.tsx';

const timeChoices = (): { value: DraftTime['kind']; title: string }[] => [
  { value: 'now', title: tipText.story.whenNow },
  { value: 'at', title: tipText.story.whenAt },
  { value: 'unknown', title: tipText.story.whenUnknown },
];

/** To the minute: nobody means seconds, and they would tell when the form was filled in. */
function thisMinute(): string {
  const now = new Date();
  now.setSeconds(0, 0);
  return now.toISOString();
}

function newTime(kind: DraftTime['kind']): DraftTime {
  if (kind === 'now') return { kind, at: thisMinute() };
  return kind === 'at' ? { kind, local: '' } : { kind };
}

/** The second step: what happened, when, and photos. */
export function StoryStep({ issues }: { issues: FieldIssues }) {
  const { description, time } = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  return (
    <>
      <TextArea
        name="description"
        label={tipText.story.description}
        hint={tipText.story.descriptionHint}
        value={description}
        onChange={(value) => change({ description: value })}
        counter={tipText.story.counter(countChars(description), limits.descriptionCharsMax)}
        error={issues.description}
      />
      <UrgentNotice words={description} />
      <ChoiceGroup
        name="time"
        legend={tipText.story.when}
        choices={timeChoices()}
        chosen={time?.kind ?? null}
        onChoose={(kind) => change({ time: newTime(kind) })}
        error={issues.time}
      />
      {time?.kind === 'at' && (
        <TextField
          name="timeLocal"
          type="datetime-local"
          label={tipText.story.whenLocal}
          hint={tipText.story.whenLocalHint}
          value={time.local}
          max={localOfInstant(new Date())}
          onChange={(local) => change({ time: { kind: 'at', local } })}
          error={issues.timeLocal}
        />
      )}
      <TipPhotos error={issues.photos} />
    </>
  );
}
