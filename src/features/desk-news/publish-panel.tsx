import { useState } from 'react';
import { instantOfLocal } from '../../lib/date-text.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField, ChoiceGroup, focusField, TextField } from '../../ui/field.tsx';
import { Actions } from '../../ui/screen.tsx';

const words = deskNewsText.acts;

/** Now or at a time, in the app alone or at the OA too. */
export function PublishPanel(props: {
  isBusy: boolean;
  /** How many units below have an OA to which it may go too. */
  oasBelow: number;
  onPublish: (wish: { at?: string; toZalo?: true; toUnitsBelow?: true }) => void;
  onCancel: () => void;
}) {
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [at, setAt] = useState('');
  const [toZalo, setToZalo] = useState(false);
  const [toBelow, setToBelow] = useState(false);
  const [error, setError] = useState<string | undefined>();
  const publish = () => {
    const below = toBelow ? { toUnitsBelow: true as const } : {};
    const zalo = toZalo ? { toZalo: true as const, ...below } : {};
    if (when === 'now') return props.onPublish(zalo);
    const instant = instantOfLocal(at);
    if (instant === undefined || Date.parse(instant) <= Date.now()) {
      setError(words.publishAtEmpty);
      return focusField('publishAt');
    }
    props.onPublish({ at: instant, ...zalo });
  };
  return (
    <>
      <ChoiceGroup
        legend={words.publishWhen}
        name="publishWhen"
        choices={[
          { value: 'now', title: words.publishNow },
          { value: 'later', title: words.publishLater },
        ]}
        chosen={when}
        onChoose={setWhen}
      />
      {when === 'later' && (
        <TextField
          name="publishAt"
          type="datetime-local"
          label={words.publishAt}
          value={at}
          error={error}
          onChange={(value) => {
            setAt(value);
            setError(undefined);
          }}
        />
      )}
      <CheckField
        name="toZalo"
        title={words.toZalo}
        hint={words.toZaloHint}
        isChecked={toZalo}
        onChange={setToZalo}
      />
      {toZalo && props.oasBelow > 0 && (
        <CheckField
          name="toUnitsBelow"
          title={words.toUnitsBelow(props.oasBelow)}
          hint={words.toUnitsBelowHint}
          isChecked={toBelow}
          onChange={setToBelow}
        />
      )}
      <Actions>
        <Button icon={when === 'now' ? 'news' : 'clock'} wide inactive={props.isBusy} onPress={publish}>
          {when === 'now' ? words.publishYes : words.scheduleYes}
        </Button>
        <Button look="plain" wide onPress={props.onCancel}>
          {words.cancel}
        </Button>
      </Actions>
    </>
  );
}
