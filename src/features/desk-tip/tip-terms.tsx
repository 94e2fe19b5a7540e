import type { DeskTip } from '#contract/staff.ts';
import { momentText } from '../../lib/date-text.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import styles from './desk-tip.module.css';

const words = deskTipText.terms;

/** Who holds the tip, and until when what has to be done: looked up, not read first, so it stands below the sender's words. */
export function TipTerms({ tip, nowMs }: { tip: DeskTip; nowMs: number }) {
  const now = new Date(nowMs);
  const terms: [string, string | null][] = [
    [words.holder, tip.unit.name],
    [words.acknowledgeBy, tip.minutesLeft === null ? null : momentText(tip.acknowledgeBy, now)],
    [words.lawDueAt, tip.lawDueAt && momentText(tip.lawDueAt, now)],
  ];
  return (
    <section className={styles.section}>
      <h2>{words.heading}</h2>
      <dl className={styles.facts}>
        {terms.map(
          ([term, value]) =>
            value && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
