import { useEffect, useRef, useState } from 'react';
import type { FormDefinition } from '#contract/procedures.ts';
import { bothNames } from '../../text/content-words.ts';
import { formText } from '../../text/vi-forms.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FieldError, focusField } from '../../ui/field.tsx';
import { Actions, Card } from '../../ui/screen.tsx';
import { fillRow } from './family.rules.ts';
import styles from './fill-form.module.css';
import { type FormRow, isEmptyRow } from './form-draft.ts';
import { ValueField } from './form-field.tsx';
import type { FormIssues } from './form-issues.rules.ts';
import { KnownPeople, type KnownPerson } from './known-people.tsx';

const words = formText.rows;
type Field = FormDefinition['fields'][number];
type Table = NonNullable<Field['table']>;

type Props = {
  field: Field & { table: Table };
  rows: readonly FormRow[];
  issues: FormIssues;
  people: readonly KnownPerson[];
  onChange: (rows: FormRow[]) => void;
  onLeave: (place: string) => void;
};

/** A table as one card a row, one of them open at a time. */
export function RowList({ field, rows, issues, people, onChange, onLeave }: Props) {
  const { key, table } = field;
  const [open, setOpen] = useOpenRow(key, rows, issues);
  const [removing, setRemoving] = useState<number | null>(null);
  const [firstColumn] = table.columns;
  const nameOf = (index: number) => rows[index]?.[firstColumn?.key ?? '']?.trim() || words.row(index + 1);

  const change = (index: number, row: FormRow) =>
    onChange(rows.map((each, place) => (place === index ? row : each)));
  const remove = (index: number) => {
    setRemoving(null);
    setOpen(null);
    onChange(rows.filter((_, place) => place !== index));
  };
  const add = () => {
    // An empty row that somebody left is the next one.
    const empty = rows.findIndex(isEmptyRow);
    if (empty < 0) onChange([...rows, {}]);
    setOpen(empty < 0 ? rows.length : empty);
  };

  return (
    <>
      <FieldError id={`${key}-error`} text={issues[key]} />
      {rows.length === 0 && <p>{words.none}</p>}
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
        <Card key={index}>
          {open === index ? (
            <OpenRow
              {...{ field, row, index, issues, people, onLeave }}
              onChange={(changed) => change(index, changed)}
              onDone={() => setOpen(null)}
              onRemove={() => (isEmptyRow(row) ? remove(index) : setRemoving(index))}
            />
          ) : (
            <ClosedRow
              name={nameOf(index)}
              facts={table.columns.slice(1).map((column) => row[column.key]?.trim() ?? '')}
              isWrong={Object.keys(issues).some((place) => place.startsWith(`${key}.${index}.`))}
              onEdit={() => setOpen(index)}
              onRemove={() => (isEmptyRow(row) ? remove(index) : setRemoving(index))}
            />
          )}
        </Card>
      ))}
      {rows.length < table.rowsMax ? (
        <Button look="secondary" icon="plus" wide onPress={add}>
          {words.add}
        </Button>
      ) : (
        <p>{words.full(table.rowsMax)}</p>
      )}
      <ConfirmDialog
        isOpen={removing !== null}
        heading={words.removeQuestion(nameOf(removing ?? 0))}
        body={words.removeBody}
        yes={words.removeYes}
        no={words.removeNo}
        isDangerous
        onYes={() => remove(removing ?? 0)}
        onNo={() => setRemoving(null)}
      />
    </>
  );
}

/** Which row is open: the one that is wrong comes up by itself, and what is opened takes the focus. */
function useOpenRow(
  key: string,
  rows: readonly FormRow[],
  issues: FormIssues,
): [number | null, (index: number | null) => void] {
  const [open, setOpen] = useState<number | null>(null);
  const isFirst = useRef(true);
  const wrong = Object.keys(issues)
    .map((place) => place.split('.'))
    .find(([field, , column]) => field === key && column !== undefined)?.[1];
  const wrongIndex = wrong === undefined ? null : Number(wrong);
  useEffect(() => {
    if (wrongIndex !== null) setOpen((now) => now ?? wrongIndex);
  }, [wrongIndex]);
  useEffect(() => {
    if (!isFirst.current && open !== null) {
      const input = document.querySelector(`[data-field^="${key}.${open}."]`);
      focusField(input?.getAttribute('data-field') ?? '');
    }
    isFirst.current = false;
  }, [key, open]);
  return [open !== null && open < rows.length ? open : null, setOpen];
}

function OpenRow(props: {
  field: Field & { table: Table };
  row: FormRow;
  index: number;
  issues: FormIssues;
  people: readonly KnownPerson[];
  onChange: (row: FormRow) => void;
  onLeave: (place: string) => void;
  onDone: () => void;
  onRemove: () => void;
}) {
  const { field, row, index } = props;
  return (
    <fieldset className={styles.row}>
      <legend className={styles.legend}>{words.row(index + 1)}</legend>
      <KnownPeople
        people={props.people}
        onPick={(person) => props.onChange(fillRow(field.table.columns, row, person))}
      />
      {field.table.columns.map((column) => {
        const name = `${field.key}.${index}.${column.key}`;
        return column.kind === 'date-range' ? null : (
          <ValueField
            key={column.key}
            field={{ ...column, isRequired: true }}
            label={bothNames(column.label)}
            place={name}
            kind={column.kind}
            value={row[column.key] ?? ''}
            error={props.issues[name]}
            onChange={(value) => props.onChange({ ...row, [column.key]: value })}
            onLeave={() => props.onLeave(name)}
          />
        );
      })}
      <Actions>
        <Button look="secondary" icon="check" wide onPress={props.onDone}>
          {words.done}
        </Button>
        <Button look="plain" onPress={props.onRemove}>
          {words.remove}
        </Button>
      </Actions>
    </fieldset>
  );
}

function ClosedRow(props: {
  name: string;
  facts: readonly string[];
  isWrong: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const facts = props.facts.filter(Boolean).join(' · ');
  return (
    <div className={styles.closedRow}>
      <h2 className={styles.rowName}>{props.name}</h2>
      {facts && <p className={styles.help}>{facts}</p>}
      {props.isWrong && <p className={styles.wrong}>{words.wrong}</p>}
      <div className={styles.rowActions}>
        <Button look="secondary" icon="edit" label={words.editOf(props.name)} onPress={props.onEdit}>
          {words.edit}
        </Button>
        <Button look="plain" label={words.removeOf(props.name)} onPress={props.onRemove}>
          {words.remove}
        </Button>
      </div>
    </div>
  );
}
