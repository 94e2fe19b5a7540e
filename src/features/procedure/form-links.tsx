import type { ProcedureDetail } from '#contract/procedures.ts';
import { langOf } from '../../lib/language.ts';
import { pathOfForm } from '../../text/paths.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { LinkButton } from '../../ui/button.tsx';
import styles from './procedure.module.css';
import { Section } from './section.tsx';

const words = procedureText.one;

/** The forms one writes on, each leading to where it is filled in or taken; those the office writes are only named. */
export function FormLinks({ forms }: { forms: ProcedureDetail['forms'] }) {
  const toFill = forms.filter(({ use }) => use === 'to-fill');
  const issued = forms.filter(({ use }) => use === 'issued');
  return (
    <Section heading={words.forms} anchor="forms">
      {toFill.length === 0 && <p>{words.noForms}</p>}
      {toFill.map(({ slug, code, title, isFillable }) => (
        <div key={slug} className={styles.part}>
          <p>
            <strong>{code}</strong> <span lang={langOf(title)}>{title}</span>
          </p>
          <div className={styles.notPrinted}>
            <LinkButton
              to={pathOfForm(slug)}
              look={isFillable ? 'primary' : 'secondary'}
              icon={isFillable ? 'edit' : 'download'}
              wide
            >
              {isFillable ? words.fillForm(code) : words.getForm(code)}
            </LinkButton>
          </div>
        </div>
      ))}
      {issued.map(({ slug, code }) => (
        <p key={slug} className={styles.soft}>
          {words.issued(code)}
        </p>
      ))}
    </Section>
  );
}
