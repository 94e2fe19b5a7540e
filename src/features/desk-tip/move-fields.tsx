import { type ReactNode, useEffect, useState } from 'react';
import type { Colleagues } from '#contract/desk.ts';
import type { Portal } from '#contract/portal.ts';
import type { DeskTip, StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { portalAtom } from '../../api/portal.ts';
import { useAtomValue } from '../../lib/store.ts';
import { isWithin } from '../../lib/units-below.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import {
  type FieldName,
  type FormMove,
  hasTemplates,
  type MoveFields,
  moveForms,
} from './move-form.rules.ts';
import { ReplyTemplatePicker } from './reply-template-picker.tsx';

const { moves, actions } = deskTipText;

type Props = {
  tip: DeskTip;
  desk: DeskApi;
  me: StaffMe;
  move: FormMove;
  fields: MoveFields;
  errors: Partial<Record<FieldName, string>>;
  onChange: (part: Partial<MoveFields>) => void;
};

/** The fields of a move, in the order in which one thinks of them. */
export function MoveFieldSet(props: Props) {
  const portal = useAtomValue(portalAtom);
  const { asks } = moveForms[props.move];
  return asks.map((field) => {
    const Field = fieldComponents[field];
    return <Field key={field} {...props} portal={portal} />;
  });
}

function WordsField({ tip, desk, move, fields, errors, onChange }: Props) {
  const { text } = moveForms[move];
  const words = moves[move];
  if (!text || !('text' in words)) return null;
  return (
    <>
      {hasTemplates(move) && (
        <ReplyTemplatePicker
          tip={tip}
          desk={desk}
          move={move}
          text={fields.text}
          onText={(written) => onChange({ text: written })}
        />
      )}
      <TextArea
        name="text"
        isShort={move !== 'draft-reply'}
        label={words.text}
        hint={words.hint}
        value={fields.text}
        error={errors.text}
        counter={actions.counter(fields.text.trim().length, text.charsMax)}
        onChange={(written) => onChange({ text: written })}
      />
    </>
  );
}

type WithPortal = Props & { portal: Portal | undefined };

const unitOptions = (portal: Portal | undefined, withoutId: string) =>
  (portal?.units ?? [])
    .filter(({ id }) => id !== withoutId)
    .map(({ id, name }) => ({ value: id, label: name }));

function UnitField({ tip, move, fields, errors, onChange, portal }: WithPortal) {
  const isTransfer = move === 'transfer';
  const suggested = portal?.units.find(({ id }) => id === tip.suggestedUnitId);
  return (
    <>
      {suggested && fields.unit !== suggested.id && (
        <Notice tone="info">
          <p>{moves.transfer.suggested(suggested.name)}</p>
          <Button look="secondary" onPress={() => onChange({ unit: suggested.id, person: '' })}>
            {moves.transfer.chooseSuggested(suggested.shortName)}
          </Button>
        </Notice>
      )}
      <SelectField
        name="unit"
        label={isTransfer ? moves.transfer.unit : moves.assign.unit}
        placeholder={isTransfer ? moves.transfer.unitPlaceholder : moves.assign.unitNone}
        options={unitOptions(portal, tip.unit.id)}
        value={fields.unit}
        error={errors.unit}
        onChange={(unit) => onChange({ unit, person: '' })}
      />
    </>
  );
}

type PeopleState = { unitId: string; people: Colleagues['items'] | null; isFailed: boolean };

/** Whom one may name: of the unit that is chosen, as far as one's own reach goes. */
function PersonField({ tip, desk, me, fields, errors, onChange, portal }: WithPortal) {
  const units = portal?.units ?? [];
  const unitId = fields.unit || (isWithin(units, tip.unit.id, me.unit.id) ? tip.unit.id : me.unit.id);
  const isReached = isWithin(units, unitId, me.unit.id);
  const [state, setState] = useState<PeopleState>({ unitId, people: null, isFailed: false });

  useEffect(() => {
    if (!isReached) return;
    let isGone = false;
    setState({ unitId, people: null, isFailed: false });
    void desk.colleagues(unitId).then((result) => {
      if (isGone) return;
      setState({ unitId, people: result.ok ? result.value.items : null, isFailed: !result.ok });
    });
    return () => {
      isGone = true;
    };
  }, [desk, unitId, isReached]);

  const people = isReached && state.unitId === unitId ? (state.people ?? []) : [];
  const isMeThere = people.some(({ id }) => id === me.id);
  return (
    <>
      <SelectField
        name="person"
        label={moves.assign.person}
        hint={hintOf({ isReached, state })}
        placeholder={moves.assign.personNone}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={fields.person}
        error={errors.person}
        onChange={(person) => onChange({ person })}
      />
      {isMeThere && fields.person !== me.id && (
        <Button look="secondary" icon="person" onPress={() => onChange({ person: me.id })}>
          {moves.assign.toMe}
        </Button>
      )}
    </>
  );
}

function hintOf({ isReached, state }: { isReached: boolean; state: PeopleState }): string | undefined {
  if (!isReached) return moves.assign.peopleOut;
  if (state.isFailed) return moves.assign.peopleFailed;
  return state.people === null ? moves.assign.peopleLoading : undefined;
}

function CategoryField({ tip, fields, errors, onChange, portal }: WithPortal) {
  const categories = portal?.tipCategories ?? [];
  const chosen = categories.find(({ id }) => id === fields.category);
  return (
    <>
      <SelectField
        name="category"
        label={moves.reclassify.category}
        placeholder={moves.reclassify.categoryPlaceholder}
        options={categories
          .filter(({ id }) => id !== tip.category.id)
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={fields.category}
        error={errors.category}
        onChange={(category) => onChange({ category })}
      />
      {chosen?.restricted && (
        <Notice tone="warning">
          <p>{moves.reclassify.restricted}</p>
        </Notice>
      )}
    </>
  );
}

const fieldComponents: Readonly<Record<FieldName, (props: WithPortal) => ReactNode>> = {
  unit: UnitField,
  person: PersonField,
  category: CategoryField,
  text: WordsField,
};
