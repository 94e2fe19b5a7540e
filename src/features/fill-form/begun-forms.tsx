import { useId } from 'react';
import type { FormDefinition } from '#contract/procedures.ts';
import { momentText } from '../../lib/date-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { pathOfForm } from '../../text/paths.ts';
import { formText } from '../../text/vi-forms.ts';
import { RowLink, RowList, RowTitle } from '../../ui/row-list.tsx';
import styles from './begun-forms.module.css';
import { formDraftsAtom } from './form-draft.atoms.ts';
import { isBegun } from './form-draft.ts';
import { formName } from './form-name.ts';

/** The forms that lie on this phone filled in, in part or whole: so that who comes back days later finds them. */
export function BegunForms({ forms }: { forms: readonly FormDefinition[] }) {
  const headingId = useId();
  const begun = useAtomValue(formDraftsAtom).flatMap((draft) => {
    const form = forms.find(({ slug }) => slug === draft.slug);
    return form && isBegun(form, draft) ? [{ form, changedAt: draft.changedAt }] : [];
  });
  if (begun.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{formText.begun.heading}</h2>
      <RowList>
        {begun.map(({ form, changedAt }) => (
          <RowLink key={form.slug} to={pathOfForm(form.slug)} look="begun">
            <RowTitle>{formName(form)}</RowTitle>
            <span>{formText.begun.keptAt(momentText(changedAt, new Date()))}</span>
          </RowLink>
        ))}
      </RowList>
    </section>
  );
}
