import { useState } from 'react';
import { reportLimits } from '#contract/report-limits.ts';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { portalAtom } from '../../api/portal.ts';
import { problemText } from '../../api/problem-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { unitsBelow } from '../../lib/units-below.ts';
import { deskReportText } from '../../text/vi-desk-reports.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';
import styles from './desk-reports.module.css';
import { ReportFiles } from './report-files.tsx';
import { type Days, daysOf, instantsOf, type ReportPeriod, reportPeriods } from './report-period.rules.ts';
import { ReportView } from './report-view.tsx';
import { useReport } from './use-report.ts';

const words = deskReportText;

/** How a period went, for those who answer for it: on the screen, and as files. */
export default function DeskReportsPane({ desk, me }: { desk: DeskApi; me: StaffMe }) {
  const units = unitsBelow(useAtomValue(portalAtom)?.units ?? [], me.unit);
  const [unit, setUnit] = useState(me.unit.id);
  const [period, setPeriod] = useState<ReportPeriod>('this-month');
  const [days, setDays] = useState<Days>(() => daysOf('this-month', new Date()));
  const instants = instantsOf(days, reportLimits.daysMax);
  const asked = instants && { unit, ...instants };
  const { report, problem, read } = useReport(desk, asked);

  const choose = (value: string) => {
    const chosen = reportPeriods.find((each) => each === value) ?? period;
    setPeriod(chosen);
    if (chosen !== 'own') setDays(daysOf(chosen, new Date()));
  };

  return (
    <Screen name={words.heading} heading={words.heading} lead={words.lead}>
      <div className={styles.asked}>
        {units.length > 0 && (
          <SelectField
            name="report-unit"
            label={words.unit}
            placeholder={words.unitAll(me.unit.name)}
            value={unit === me.unit.id ? '' : unit}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => setUnit(id || me.unit.id)}
          />
        )}
        <fieldset className={styles.periods}>
          <legend>{words.period}</legend>
          {reportPeriods.map((each) => (
            <label key={each} className={styles.period}>
              <input
                type="radio"
                name="report-period"
                checked={period === each}
                onChange={() => choose(each)}
              />
              {words.periods[each]}
            </label>
          ))}
        </fieldset>
        {period === 'own' && (
          <div className={styles.days}>
            <TextField
              name="report-first"
              type="date"
              label={words.from}
              value={days.first}
              onChange={(first) => setDays({ ...days, first })}
            />
            <TextField
              name="report-last"
              type="date"
              label={words.to}
              value={days.last}
              error={instants ? undefined : words.errorDays(reportLimits.daysMax)}
              onChange={(last) => setDays({ ...days, last })}
            />
          </div>
        )}
      </div>
      {problem && <FailedNotice lead={words.failed} {...problemText(problem)} onRetry={() => void read()} />}
      {asked && !report && !problem && <Loading text={words.loading} />}
      {report && report.total.received === 0 && (
        <Notice tone="info" announce="politely">
          <p>{words.empty}</p>
        </Notice>
      )}
      {report && <ReportView report={report} />}
      {report && asked && <ReportFiles key={JSON.stringify(asked)} desk={desk} asked={asked} days={days} />}
    </Screen>
  );
}
