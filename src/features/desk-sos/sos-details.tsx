import { type ReactNode, useEffect, useState } from 'react';
import type { DeskSos, DeskSosItem } from '#contract/sos.ts';
import type { DeskApi } from '../../api/desk.ts';
import { getDeskSos } from '../../api/desk-sos.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { momentText } from '../../lib/date-text.ts';
import { deskSosText } from '../../text/vi-desk-sos.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import styles from './desk-sos.module.css';

const words = deskSosText;

type Fix = { lat: number; lng: number; accuracyM: number | null };
/** Draws where somebody is and how they came there, the oldest first; the page says by what. */
export type ShowFix = (at: { point: Fix; trail: readonly Fix[]; unitId: string; place: string }) => ReactNode;

/** The map with the way the person has gone, and all that happened; read again whenever the alert changes. */
export function SosDetails(props: { sos: DeskSosItem; desk: DeskApi; showFix: ShowFix }) {
  const { sos, desk } = props;
  const { id, version } = sos;
  const [details, setDetails] = useState<DeskSos | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [tries, setTries] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version, or another try, is another reading
  useEffect(() => {
    let isGone = false;
    void getDeskSos(desk, id).then((result) => {
      if (isGone) return;
      setProblem(result.ok ? null : result.problem);
      if (result.ok) setDetails(result.value);
    });
    return () => {
      isGone = true;
    };
  }, [desk, id, version, tries]);

  if (problem && !details) {
    return <FailedNotice {...problemText(problem)} onRetry={() => setTries(tries + 1)} />;
  }
  if (!details) return <Loading text={words.detailsLoading} />;
  return (
    <div className={styles.details}>
      {details.place &&
        props.showFix({
          point: details.place,
          trail: details.positions,
          unitId: details.unit.id,
          place: details.address ?? details.unit.name,
        })}
      <h3>{words.history}</h3>
      <History sos={details} />
    </div>
  );
}

// A newer server may know more events than this build.
const eventNames: Partial<Record<string, string>> = words.events;

function History({ sos }: { sos: DeskSos }) {
  const now = new Date();
  return (
    <ol className={styles.history}>
      {sos.history.map((entry) => (
        <li key={entry.sequence}>
          <strong>
            {entry.step ? words.steps[entry.step] : (eventNames[entry.event] ?? words.eventOther)}
          </strong>{' '}
          · {[entry.staff?.name, entry.unit?.name].filter(Boolean).join(', ')} {momentText(entry.at, now)}
          {entry.text && <p className={styles.said}>{entry.text}</p>}
        </li>
      ))}
    </ol>
  );
}
