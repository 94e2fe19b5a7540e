import { useId } from 'react';
import type { Portal, TipCategory } from '#contract/portal.ts';
import { type TipKind, tipKinds } from '#contract/vocabulary.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { text } from '../../text/vi.ts';
import { tipText } from '../../text/vi-tip.ts';
import { CallLink } from '../../ui/button.tsx';
import { ChoiceGroup, FieldError } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { changeDraftAtom, draftAtom } from './draft.atoms.ts';
import styles from './kind-step.module.css';
import type { FieldIssues } from './tip-draft.rules.ts';

const kindChoice = (value: TipKind) => ({
  value,
  title: tipText.kind[value],
  hint: tipText.kind[`${value}Hint`],
});

/** The first step: what it is, in the sender's own view, and which field it belongs to. */
export function KindStep({ portal, issues }: { portal: Portal; issues: FieldIssues }) {
  const draft = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  const categoryErrorId = useId();
  return (
    <>
      <ChoiceGroup
        name="kind"
        legend={tipText.kind.legend}
        choices={tipKinds.map(kindChoice)}
        chosen={draft.kind}
        onChoose={(kind) => change({ kind })}
        error={issues.kind}
      />
      <section aria-labelledby={`${categoryErrorId}-heading`}>
        <h2 id={`${categoryErrorId}-heading`}>{tipText.kind.categoryLegend}</h2>
        <p>{tipText.kind.categoryHint}</p>
      </section>
      <FieldError id={categoryErrorId} text={issues.category} />
      <div className={styles.groups}>
        {portal.tipCategoryGroups.map((group) => (
          <CategoryGroup
            key={group.id}
            name={group.name}
            categories={portal.tipCategories.filter((category) => category.group === group.id)}
            chosenId={draft.categoryId}
            onChoose={(categoryId) => change({ categoryId })}
          />
        ))}
      </div>
    </>
  );
}

function CategoryGroup(props: {
  name: string;
  categories: readonly TipCategory[];
  chosenId: string | null;
  onChoose: (categoryId: string) => void;
}) {
  const chosen = props.categories.find(({ id }) => id === props.chosenId);
  const isUrgent = props.categories.every(({ urgency }) => urgency === 'emergency');
  if (props.categories.length === 0) return null;
  return (
    <details
      className={`${styles.group} ${isUrgent ? styles.urgent : ''}`}
      open={chosen !== undefined || undefined}
    >
      <summary className={styles.summary} data-field="category">
        {isUrgent && <Icon name="siren" />}
        <span className={styles.words}>
          <span className={styles.name}>{props.name}</span>
          {chosen ? (
            <span className={styles.chosen}>{tipText.kind.groupChosen(chosen.name)}</span>
          ) : (
            <span className={styles.holds}>{props.categories.map(({ name }) => name).join(' · ')}</span>
          )}
        </span>
        <Icon name="down" />
      </summary>
      <div className={styles.body}>
        {isUrgent && <CallFirst />}
        <ChoiceGroup
          name="category"
          legend={props.name}
          hideLegend
          choices={props.categories.map(({ id, name, examples }) => ({
            value: id,
            title: name,
            ...(examples.length > 0 && { hint: tipText.kind.examples(examples) }),
          }))}
          chosen={chosen?.id ?? null}
          onChoose={props.onChoose}
          underChosen={chosen && <FirstAdvice category={chosen} hasCalls={isUrgent} />}
        />
      </div>
    </details>
  );
}

/** Before anything is written: a call is faster. It blocks nothing. */
function CallFirst() {
  return (
    <Notice tone="danger">
      <p>
        <strong>{tipText.kind.urgentHeading}</strong>
      </p>
      <EmergencyButtons />
      <p>{tipText.kind.urgentBody}</p>
    </Notice>
  );
}

function EmergencyButtons() {
  return (
    <div className={styles.calls}>
      <CallLink phone="113">{text.app.call('113')}</CallLink>
      <CallLink phone="114">{text.app.call('114')}</CallLink>
    </div>
  );
}

function FirstAdvice({ category, hasCalls }: { category: TipCategory; hasCalls: boolean }) {
  const isUrgent = category.urgency === 'emergency';
  if (!category.advice) return null;
  return (
    <Notice tone={isUrgent ? 'danger' : 'info'} announce="politely">
      <p>{category.advice}</p>
      {isUrgent && !hasCalls && <EmergencyButtons />}
    </Notice>
  );
}
