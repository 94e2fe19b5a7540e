import type { ReactNode } from 'react';
import type { ProcedureDetail, Source } from '#contract/procedures.ts';
import { dayText } from '../../lib/date-text.ts';
import { langOf } from '../../lib/language.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { vndText } from './fee.rules.ts';
import styles from './procedure.module.css';
import { Section } from './section.tsx';

const words = procedureText.one;

type Fee = ProcedureDetail['fees'][number];

/** What it costs. An amount nobody knows is said to be unknown, with `ask`: the number to call. */
export function Fees({ procedure, ask }: { procedure: ProcedureDetail; ask: ReactNode }) {
  const { fees, sources, whoToAsk } = procedure;
  const isUnknown = fees.some(({ amountVnd }) => amountVnd === null);
  return (
    <Section heading={words.fee} anchor="fees">
      <ul className={styles.fees}>
        {fees.map((fee) => (
          <FeeRow key={`${fee.label} ${fee.channel} ${fee.appliesWhen}`} fee={fee} />
        ))}
      </ul>
      {isUnknown && (
        <div className={styles.part}>
          <p>{words.unknownAsk(whoToAsk)}</p>
          {ask}
        </div>
      )}
      <p className={styles.soft}>
        {words.feeSources}:{' '}
        <span lang={langOf(sourcesOf(fees, sources).join())}>{sourcesOf(fees, sources).join('; ')}.</span>
      </p>
    </Section>
  );
}

function FeeRow({ fee }: { fee: Fee }) {
  const { label, amountVnd, channel, appliesWhen, note } = fee;
  const name = label.toLowerCase();
  // Most labels say already how it is handed in.
  const way =
    channel !== null && !/trực (tiếp|tuyến)|online|in person/.test(name) ? words.channels[channel] : null;
  const more = [way, appliesWhen, note].filter((part) => part !== null);
  return (
    <li>
      <span className={styles.feeName}>
        <span lang={langOf(label)}>{label}</span>
        {more.length > 0 && (
          <span className={styles.soft} lang={langOf(more.join())}>
            {more.join('. ')}
          </span>
        )}
      </span>
      <span className={amountVnd === null ? styles.unknown : styles.amount}>{amountText(amountVnd)}</span>
    </li>
  );
}

function amountText(amountVnd: number | null): string {
  if (amountVnd === null) return words.unknownAmount;
  return amountVnd === 0 ? words.free : words.amount(vndText(amountVnd));
}

/** Each source once, with the latest day on which a fee was held against it. */
function sourcesOf(fees: readonly Fee[], sources: readonly Source[]): string[] {
  return [...new Set(fees.map(({ source }) => source))].map((id) => {
    const title = sources.find((source) => source.id === id)?.title ?? id;
    const day = fees
      .filter(({ source }) => source === id)
      .flatMap(({ checkedOn }) => checkedOn ?? [])
      .sort()
      .at(-1);
    return `${title} (${day ? words.sourceChecked(dayText(day)) : words.neverChecked})`;
  });
}
