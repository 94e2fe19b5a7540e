import { useCallback, useEffect, useRef, useState } from 'react';
import type { Report } from '#contract/reports.ts';
import type { DeskApi } from '../../api/desk.ts';
import { getReport, type ReportAsked } from '../../api/desk-reports.ts';
import type { ApiProblem } from '../../api/problem.ts';

/** The report of a unit and period; `asked` null: nothing is asked for. What another period said goes from the screen at once. */
export function useReport(desk: DeskApi, asked: ReportAsked | null) {
  const [report, setReport] = useState<Report | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const newest = useRef(0);
  const [unit, from, to] = [asked?.unit, asked?.from, asked?.to];

  const read = useCallback(async () => {
    newest.current += 1;
    const run = newest.current;
    setReport(null);
    setProblem(null);
    if (unit === undefined || from === undefined || to === undefined) return;
    const result = await getReport(desk, { unit, from, to });
    // Who has chosen another period meanwhile waits for that one.
    if (run !== newest.current) return;
    if (result.ok) setReport(result.value);
    else setProblem(result.problem);
  }, [desk, unit, from, to]);
  useEffect(() => void read(), [read]);

  return { report, problem, read };
}
