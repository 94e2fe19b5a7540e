import { useEffect, useState } from 'react';
import { limits } from '#contract/limits.ts';
import type { UnitSummary } from '#contract/portal.ts';
import type { SosView } from '#contract/sos.ts';
import { distanceText } from '../../lib/distance-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { sosText } from '../../text/vi-sos.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { CheckField, focusField, SelectField, TextField } from '../../ui/field.tsx';
import { Card } from '../../ui/screen.tsx';
import { useKeptWords } from './kept-words.ts';
import { clock } from './sms.rules.ts';
import type { SosPlaceState, SosState } from './sos-state.ts';
import { useSos } from './use-sos.ts';

const words = sosText.place;

/** Where the person is, as the officers see it; where the phone does not tell, the address is asked instead. */
export function PlaceReport({ state, wards }: { state: SosState; wards: readonly UnitSummary[] }) {
  const { run, place } = useSos();
  const [isAdding, setIsAdding] = useState(false);
  if (state.kind !== 'leaving' && state.kind !== 'open') return null;
  const isMissing = place.search === 'declined' || place.search === 'unavailable';
  return (
    <Card>
      <h2>{words.heading}</h2>
      <div role="status">
        <p>{placeWords(place, state.kind === 'open' ? state.view : null)}</p>
      </div>
      {place.search === 'found' && (
        <>
          <p>{words.repeats}</p>
          <KeepAwake />
        </>
      )}
      {isMissing && (
        <Button look="secondary" icon="place" wide onPress={run.locate}>
          {words.retry}
        </Button>
      )}
      {isMissing || isAdding ? (
        <AddressForm wards={wards} state={state} />
      ) : (
        <Button look="plain" icon="edit" onPress={() => setIsAdding(true)}>
          {words.add}
        </Button>
      )}
    </Card>
  );
}

/** Off until asked for: a glowing screen may give somebody away. */
function KeepAwake() {
  const platform = useAtomValue(platformAtom);
  const [isOn, setIsOn] = useState(false);
  useEffect(() => (isOn ? platform.keepAwake() : undefined), [isOn, platform]);
  return (
    <CheckField
      name="keep-awake"
      title={words.keepAwake}
      hint={words.keepAwakeHint}
      isChecked={isOn}
      onChange={setIsOn}
    />
  );
}

function placeWords(place: SosPlaceState, view: SosView | null): string {
  if (view?.place) {
    const { accuracyM, at } = view.place;
    return accuracyM === null
      ? words.officersSeeUnknown(clock(at))
      : words.officersSee(distanceText(accuracyM), clock(at));
  }
  if (place.best) {
    const { accuracyM, at } = place.best;
    const found =
      accuracyM === null ? words.foundUnknown(clock(at)) : words.found(distanceText(accuracyM), clock(at));
    return view ? found : `${found} ${words.waiting}`;
  }
  if (place.search === 'declined') return words.declined;
  if (place.search === 'unavailable') return words.unavailable;
  return words.asking;
}

function AddressForm({ wards, state }: { wards: readonly UnitSummary[]; state: SosState }) {
  const { run } = useSos();
  const [wardId, setWardId] = useState('');
  const [address, setAddress] = useKeptWords('sos-address');
  const [error, setError] = useState<string | undefined>(undefined);
  const sent = state.kind === 'open' ? state.view.address : null;

  const send = () => {
    if (address.trim() === '') {
      setError(words.errorAddress);
      return focusField('sos-address');
    }
    setError(undefined);
    const ward = wards.find(({ id }) => id === wardId)?.shortName ?? null;
    run.add({ address: words.addressOf(address.trim(), ward).slice(0, limits.addressCharsMax) });
  };

  return (
    <form
      style={{ display: 'grid', gap: 'var(--space-4)' }}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {wards.length > 0 && (
        <SelectField
          name="sos-ward"
          label={words.ward}
          placeholder={words.wardPlaceholder}
          options={wards.map(({ id, shortName }) => ({ value: id, label: shortName }))}
          value={wardId}
          onChange={setWardId}
        />
      )}
      <TextField
        name="sos-address"
        label={words.address}
        hint={words.addressHint}
        value={address}
        onChange={setAddress}
        error={error}
        charsMax={limits.addressCharsMax}
      />
      <SubmitButton look="secondary" icon="place">
        {words.send}
      </SubmitButton>
      <p role="status">{sent && words.sent(sent)}</p>
    </form>
  );
}
