import type { Portal } from '#contract/portal.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { tipText } from '../../text/vi-tip.ts';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { changeDraftAtom, draftAtom } from './draft.atoms.ts';
import { PlaceByPhone } from './place-by-phone.tsx';
import { isDecidedByPoint, pointFinding } from './receiving-unit.rules.ts';
import type { FieldIssues } from './tip-draft.rules.ts';

/** The third step: where it happened, by the phone, in words, or nowhere; it decides who receives the tip. */
export function PlaceStep({ portal, issues }: { portal: Portal; issues: FieldIssues }) {
  const draft = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  const needsWard = draft.isNowhere || !isDecidedByPoint(pointFinding(draft));
  return (
    <>
      {!draft.isNowhere && (
        <>
          <PlaceByPhone issues={issues} />
          <TextField
            name="address"
            label={tipText.place.address}
            hint={tipText.place.addressHint}
            value={draft.address}
            onChange={(address) => change({ address })}
            error={issues.address}
          />
        </>
      )}
      {needsWard && <WardField portal={portal} error={issues.ward} />}
      {(draft.isNowhere || !draft.point) && (
        <CheckField
          name="isNowhere"
          title={tipText.place.noPlace}
          hint={tipText.place.noPlaceHint}
          isChecked={draft.isNowhere}
          onChange={(isNowhere) => change({ isNowhere })}
        />
      )}
    </>
  );
}

const inVietnameseOrder = new Intl.Collator('vi');

function WardField({ portal, error }: { portal: Portal; error: string | undefined }) {
  const draft = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  const wards = portal.units
    .filter(({ type }) => type === 'ward')
    .sort((one, other) => inVietnameseOrder.compare(one.name, other.name));
  return (
    <SelectField
      name="ward"
      label={tipText.place.ward}
      placeholder={tipText.place.wardPlaceholder}
      options={wards.map(({ id, name }) => ({ value: id, label: name }))}
      value={wards.some(({ id }) => id === draft.unitId) ? (draft.unitId ?? '') : ''}
      onChange={(unitId) => change({ unitId: unitId || null })}
      error={error}
    />
  );
}
