import { formRemark, isPrintedForm } from '#contract/form-file-name.ts';
import type { FormDefinition } from '#contract/procedures.ts';
import { dayText } from '../../lib/date-text.ts';
import { useOutsidePage } from '../../platform/use-outside-page.ts';
import { localName } from '../../text/content-words.ts';
import { formText } from '../../text/vi-forms.ts';
import { OutsideLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './fill-form.module.css';

const words = formText.about;

/** After so many days a fact wants looking at again, as in the content's own check. */
const freshDays = 90;
const dayMs = 86_400_000;

/** Circulars and decrees are named by their number alone in the data. */
function lawName(number: string): string {
  if (/^[\d/]+TT-/.test(number)) return words.circular(number);
  return /^[\d/]+NĐ-CP/.test(number) ? words.decree(number) : number;
}

/** Of a form whose layout is not known the code is that of a printed one, unless it says that there is none. */
const isPrinted = (form: FormDefinition): boolean =>
  form.layout === null ? !form.title.includes('không có mẫu') : isPrintedForm(form);

/** The printed code and the law in one sentence, and whom the form is for. */
export function formLead(form: FormDefinition): string {
  const remark = formRemark(form);
  // What is in brackets is for the facts below.
  const law = form.law.number === null ? null : lawName(form.law.number.replace(/ \(.*\)$/, ''));
  return [
    isPrinted(form)
      ? law === null
        ? `${words.code} ${form.code}.`
        : words.lead(form.code, law)
      : law !== null && words.leadLaw(law),
    remark && `${remark.charAt(0).toLocaleUpperCase('vi')}${remark.slice(1)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** What is not certain about the form, said before anything is filled in. */
export function FormDoubts({ form }: { form: FormDefinition }) {
  const { law, unknown, isFillable } = form;
  const lawDoubt = law.number && law.note ? words.lawNote(lawName(law.number), law.note) : null;
  // Where nothing is laid out here, there is no layout to doubt.
  const layoutDoubts = isFillable ? unknown.join(' ') : '';
  if (!lawDoubt && !layoutDoubts) return null;
  return (
    <Notice tone="warning">
      {lawDoubt && <p>{lawDoubt}</p>}
      <p>{layoutDoubts ? `${words.unknown}: ${layoutDoubts} ${words.askFirst}` : words.askFirst}</p>
    </Notice>
  );
}

/** Whatever the layout: the law it comes from, since when, what it replaced, and when that was last looked at. */
export function FormFacts({ form, today }: { form: FormDefinition; today: string }) {
  const { law, replaces, layoutBasis, checkedOn } = form;
  const facts = [
    law.number && lawName(law.number),
    law.signedOn && words.signed(dayText(law.signedOn)),
    law.inForceFrom && words.inForce(dayText(law.inForceFrom)),
    law.note,
  ].filter(Boolean);
  const ageDays = checkedOn ? (Date.parse(today) - Date.parse(checkedOn)) / dayMs : 0;
  return (
    <Card>
      <h2>{words.heading}</h2>
      <dl className={styles.facts}>
        <Fact label={words.code} value={isPrinted(form) ? form.code : null} />
        <Fact label={words.law} value={facts.join(', ') || null} />
        <Fact label={words.basis} value={layoutBasis && lawName(layoutBasis)} />
        <Fact label={words.replaces} value={replaces} />
      </dl>
      <p className={styles.help}>
        {checkedOn === null
          ? words.neverChecked
          : ageDays > freshDays
            ? words.stale(freshDays)
            : words.checkedOn(dayText(checkedOn))}
      </p>
    </Card>
  );
}

function Fact({ label, value }: { label: string; value: string | null }) {
  if (value === null) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Where the form itself is to be had; of one whose layout nobody checked that is all there is. */
export function OfficialForm({ form }: { form: FormDefinition }) {
  const { unopened, pressOn } = useOutsidePage();
  const { text, url } = form.official;
  if (form.use === 'issued') {
    return (
      <Card>
        <p>{words.issued}</p>
      </Card>
    );
  }
  return (
    <Card>
      <h2>{words.official}</h2>
      {!form.isFillable && <p>{words.notHere}</p>}
      <p>{localName(text)}</p>
      {url !== null && (
        <OutsideLink href={url} wide {...pressOn(url)}>
          {words.openOfficial}
        </OutsideLink>
      )}
      <StatusLine>{unopened !== null && <p>{words.openFailed(unopened)}</p>}</StatusLine>
    </Card>
  );
}
