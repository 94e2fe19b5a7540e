import { useId } from 'react';
import type { Report, ReportFigures } from '#contract/reports.ts';
import { deskReportText } from '../../text/vi-desk-reports.ts';
import styles from './desk-reports.module.css';

const words = deskReportText;

const count = (value: number): string => value.toLocaleString('vi-VN');
const share = (value: number | null): string =>
  value === null ? words.none : value.toLocaleString('vi-VN', { style: 'percent', maximumFractionDigits: 0 });
function span(seconds: number | null): string {
  if (seconds === null) return words.none;
  if (seconds < 60) return words.seconds(count(seconds));
  return words.minutes((seconds / 60).toLocaleString('vi-VN', { maximumFractionDigits: 1 }));
}

/** The key figures, then by unit and by category. */
export function ReportView({ report }: { report: Report }) {
  const { total, sos } = report;
  const { overdue, ratings } = total;
  const average = ratings.average?.toLocaleString('vi-VN', { maximumFractionDigits: 1 }) ?? words.none;
  return (
    <>
      <dl className={styles.cards}>
        <Figure name={words.received} value={count(total.received)} />
        <Figure name={words.within20} value={share(total.within20Share)} />
        <Figure name={words.acknowledge} value={span(total.acknowledge.medianS)} />
        <Figure name={words.answered} value={count(total.answered)} />
        <Figure
          name={words.overdue}
          value={count(overdue.total)}
          more={
            overdue.total > 0
              ? words.overdueOf(overdue.transferred, overdue.forwarding, overdue.unattended)
              : undefined
          }
        />
        <Figure name={words.reopened} value={count(total.reopened)} />
        <Figure
          name={words.rating}
          value={average}
          more={ratings.total > 0 ? words.ratingOf(ratings.total, ratings.low) : undefined}
        />
        <Figure
          name={words.sos}
          value={count(sos.received)}
          more={sos.received > 0 ? words.sosOf(sos.falseOrTest, sos.within60S) : undefined}
        />
      </dl>
      <Rows
        heading={words.byUnit}
        subject={words.unit}
        rows={report.byUnit.map(({ unit, ...figures }) => ({ ...unit, figures }))}
      />
      <Rows
        heading={words.byCategory}
        subject={words.category}
        rows={report.byCategory.map(({ category, ...figures }) => ({ ...category, figures }))}
      />
    </>
  );
}

function Figure({ name, value, more }: { name: string; value: string; more?: string | undefined }) {
  return (
    <div className={styles.card}>
      <dt>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      {more && <dd className={styles.soft}>{more}</dd>}
    </div>
  );
}

type Row = { id: string; name: string; figures: ReportFigures };

function Rows({ heading, subject, rows }: { heading: string; subject: string; rows: readonly Row[] }) {
  const headingId = useId();
  if (rows.length === 0) return null;
  const { columns } = words;
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{heading}</h2>
      <table className={styles.table} aria-labelledby={headingId}>
        <thead>
          <tr>
            <th scope="col">{subject}</th>
            <th scope="col">{columns.received}</th>
            <th scope="col">{columns.within20}</th>
            <th scope="col">{columns.answered}</th>
            <th scope="col">{columns.overdue}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, figures }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{count(figures.received)}</td>
              <td>{share(figures.within20Share)}</td>
              <td>{count(figures.answered)}</td>
              <td>{count(figures.overdue.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
